"""All checks of the facts: the parser first, then the shapes over the graph that the facts make."""

from __future__ import annotations

from pathlib import Path

from kb.graph import build, shacl
from kb.read.base import Base, read_base
from kb.read.problem import Problem, ReadError
from kb.settings import settings

_FOLDERS = {
    "source": "sources",
    "authority": "authorities",
    "profession": "professions",
    "procedure": "procedures",
}


def run(home: Path, paths: list[Path]) -> list[Problem]:
    """Problems of the files at or below ``paths`` (of all files if there are none); empty if all is well."""
    try:
        base = read_base(home)
    except ReadError as error:
        return _within(error.problems, paths)
    found = shacl.violations(build.lines(base, home), home / "shapes")
    return _within([_problem(violation, base, home) for violation in found], paths)


def _problem(violation: shacl.Violation, base: Base, home: Path) -> Problem:
    kind, _, key = violation.node.removeprefix(settings().base).partition("/")
    record, _, part = key.partition("#")
    origin = base.origins.get(f"{_FOLDERS.get(kind, kind)}/{record}")
    path = origin.path if origin else home / "kb" / "data"
    line = origin.line if origin else 1
    what = f"{violation.message()} ({violation.node})"
    return Problem(path, line, part or record, what, f"see shapes/{violation.rule}.shacl.ttl")


def _within(problems: list[Problem], paths: list[Path]) -> list[Problem]:
    if not paths:
        return problems
    return [each for each in problems if any(each.path.resolve().is_relative_to(path) for path in paths)]
