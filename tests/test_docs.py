"""Every command in the documentation runs."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from kb.desk.database import Desk
from kb.desk.migrations import revision

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
_COMMAND = re.compile(r"(?:^|`)(?:\.venv/bin/)?(drempel [a-z][^`#\n]*)", re.MULTILINE)
_PLACEHOLDER = re.compile(r"FILE|\b[A-Z]{4,}\b|<")
_RUNNING = re.compile(r"serve|reload")  # tests/kb/test_robustness.py runs them against each other
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")
_PATH = re.compile(r"`((?:kb|api|shapes|ontology|tests|scripts|mappings)/[^`<> ]*)`")


def commands() -> list[str]:
    found = {match.strip() for page in PAGES for match in _COMMAND.findall(page.read_text("utf-8"))}
    return sorted(each for each in found if not _PLACEHOLDER.search(each) and not _RUNNING.search(each))


@pytest.mark.parametrize("command", commands())
def test_command_runs(command: str, releases: Path, tmp_path: Path) -> None:
    words = shlex.split(command)[1:]
    if "suggest" in words:
        words += ["-o", str(tmp_path)]  # a test leaves the files of the project as they are
    if "publish" in words:
        words += ["-o", str(tmp_path)]
    environment = {**os.environ, "DREMPEL_DIST": str(releases)}
    if "desk" in words:
        environment["DREMPEL_DESK_URL"] = url = f"sqlite:///{tmp_path}/desk.sqlite"
        revision.migrate(Desk(url).engine)
    done = subprocess.run(
        [sys.executable, "-m", "kb.cli", *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_and_paths_exist(page: Path) -> None:
    text = page.read_text("utf-8")
    missing = [link for link in _LINK.findall(text) if not (page.parent / link).exists()]
    named = [path for path in _PATH.findall(text) if not re.search(r"[*{]|\.\.\.", path)]
    missing += [path for path in named if not (ROOT / path.rstrip("/")).exists()]
    assert missing == []


def test_the_readme_shows_both_commands_in_its_first_screen() -> None:
    first_screen = "\n".join((ROOT / "README.md").read_text("utf-8").splitlines()[:25])
    assert "scripts/serve" in first_screen
    assert "scripts/test" in first_screen
