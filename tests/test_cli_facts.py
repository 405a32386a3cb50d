"""The commands that editors use: build and check on right and on broken facts, and what the others print."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kb.conftest import PROCEDURE, SOURCES, Home, home

__all__ = ["home"]

ROOT = Path(__file__).resolve().parent.parent


def run(arguments: list[str], releases: Path, facts: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DREMPEL_DIST": str(releases), "DREMPEL_HOME": str(facts)}
    command = [sys.executable, "-m", "kb.cli", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_build_prints_the_version_and_the_counts(home: Home, tmp_path: Path) -> None:
    done = run(["build", "--json"], tmp_path / "dist", home.root)
    assert done.returncode == 0, done.stderr
    manifest = json.loads(done.stdout)
    assert manifest["counts"]["procedures"] == 1
    assert manifest["version"].startswith("2026.11.24-")
    again = run(["build", "--if-changed"], tmp_path / "dist", home.root)
    assert (again.returncode, again.stdout) == (0, "")


def test_build_of_broken_facts_says_file_line_and_fix_on_stderr(home: Home, tmp_path: Path) -> None:
    home.edit(PROCEDURE, "amount: 85", "amount: much")
    done = run(["build"], tmp_path / "dist", home.root)
    assert (done.returncode, done.stdout) == (1, "")
    line = home.line(PROCEDURE, "amount: much")
    assert f"{home.root / PROCEDURE}:{line}: fees.0.amount:" in done.stderr
    assert "1 problem(s)" in done.stderr
    assert "Traceback" not in done.stderr


def test_check_of_right_facts_ends_with_zero(home: Home, tmp_path: Path) -> None:
    done = run(["check"], tmp_path, home.root)
    assert (done.returncode, done.stdout.strip()) == (0, "No problem found.")


def test_check_of_broken_facts_lists_them_and_ends_with_one(home: Home, tmp_path: Path) -> None:
    home.edit(PROCEDURE, "amount: 85", "amount: much")
    home.edit(SOURCES, "kind: law", "kind: statute")
    plain = run(["check"], tmp_path, home.root)
    assert plain.returncode == 1
    assert len(plain.stdout.strip().splitlines()) == 2
    found = json.loads(run(["check", "--json"], tmp_path, home.root).stdout)
    assert {Path(each["path"]).name for each in found} == {"example-recognition.yaml", "nl.yaml"}
    assert all(each["line"] > 1 and each["what"] and each["fix"] for each in found)
    one = run(["check", str(home.root / SOURCES)], tmp_path, home.root)
    assert len(one.stdout.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["find", "Pflegefachmann"], "de-beruf:pflegefachmann"),
        (["show", "nl-crebo:25480"], "nl-crebo:25655"),
        (["show", "procedure/nl/duo-childcare", "--lang", "nl"], "DUO"),
        (["worth", "nl-crebo:25656", "--in", "de-nw", "--mode", "employed", "--lang", "de"], "Nordrhein-Westfalen"),
        (["factsheet", "nl-crebo:25655", "--in", "de-nw", "--lang", "fr"], "#"),
        (["stats", "--json"], "facts_by_status"),
    ],
)
def test_a_command_prints_what_was_asked(releases: Path, arguments: list[str], said: str) -> None:
    done = run(arguments, releases)
    assert done.returncode == 0, done.stderr
    assert said in done.stdout
    assert done.stderr == ""


def test_a_factsheet_is_written_to_a_file(releases: Path, tmp_path: Path) -> None:
    target = tmp_path / "sheet.json"
    done = run(["factsheet", "nl-crebo:25655", "--in", "de-nw", "--format", "json", "-o", str(target)], releases)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert json.loads(target.read_text("utf-8"))["identity"]["id"] == "factsheet.nl-crebo.25655.de-nw.employed.en"


@pytest.mark.parametrize(("form", "start"), [("csv", "s"), ("json", "{"), ("tsv", "?s")])
def test_sparql_prints_the_format_asked_for(releases: Path, tmp_path: Path, form: str, start: str) -> None:
    query = tmp_path / "query.rq"
    query.write_text("SELECT ?s WHERE { ?s ?p ?o } LIMIT 1", "utf-8")
    done = run(["sparql", str(query), "--format", form], releases)
    assert done.stdout.startswith(start), done.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [("SELECT nonsense", "cannot be read at line 1"), ("LOAD <http://x/>", "only reads"), ("", "no SPARQL")],
)
def test_a_bad_query_is_told_on_stderr(releases: Path, tmp_path: Path, text: str, said: str) -> None:
    query = tmp_path / "query.rq"
    query.write_text(text, "utf-8")
    done = run(["sparql", str(query)], releases)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["sparql", "/nowhere/query.rq"],
        ["find"],
        ["worth", "nl-crebo:25655"],
        ["fnid", "x"],
        ["find", "x", "--limit", "0"],
    ],
)
def test_wrong_usage_ends_with_two_on_stderr(releases: Path, arguments: list[str]) -> None:
    done = run(arguments, releases)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr


def test_serve_without_a_build_names_the_next_command(tmp_path: Path) -> None:
    done = run(["serve", "--port", "1"], tmp_path)
    assert done.returncode == 1
    assert "drempel build" in done.stderr
