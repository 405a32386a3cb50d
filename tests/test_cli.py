"""The commands: what they print, where errors go, and with which exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(releases: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DREMPEL_DIST": str(releases)}
    command = [sys.executable, "-m", "kb.cli", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "arguments",
    [
        ("find", "Pflegefachmann", "--json"),
        ("show", "authority/nl/duo", "--json"),
        ("worth", "nl-crebo:25655", "--in", "de-nw", "--json"),
        ("compare", "nl-crebo:25656", "de-beruf:pflegefachmann", "--json"),
        ("sparql", "kb/graph/queries/examples/regulated-professions.rq", "--json"),
    ],
)
def test_json_is_json(releases: Path, arguments: tuple[str, ...]) -> None:
    done = run(releases, *arguments)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("worth", "nl-crebo:25655", "--in", "mars"), "be-dg"),
        (("worth", "nl-crebo:1", "--in", "nl"), "drempel find"),
        (("show", "procedure/nl/nothing"), "No procedure"),
        (("compare", "nl-crebo:25656", "nl-crebo:25656"), "itself"),
        (("compare", "nl-crebo:25656", "procedure/nl/duo-childcare"), "qualification"),
        (("find", "kok", "--lang", "xx"), "nl, de, fr, en"),
    ],
)
def test_bad_input_ends_with_one_and_says_what_to_write(releases: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run(releases, *arguments)
    assert done.returncode == 1
    assert done.stdout == ""
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_usage_ends_with_two(releases: Path) -> None:
    assert run(releases, "worth").returncode == 2


def test_without_a_build_the_next_command_is_named(tmp_path: Path) -> None:
    done = run(tmp_path, "find", "kok")
    assert done.returncode == 1
    assert "drempel build" in done.stderr
