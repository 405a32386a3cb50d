"""A small home of facts, correct as it stands, that a test may break in one place."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from kb.model.qualification import Qualification
from kb.read.base import Base, read_base
from kb.read.problem import Problem, ReadError

ROOT = Path(__file__).resolve().parents[2]
TINY = Path(__file__).parent / "home"
PROCEDURE = "kb/data/procedures/nl/example-recognition.yaml"
PROFESSIONS = "kb/data/professions/nl.yaml"
AUTHORITIES = "kb/data/authorities/nl.yaml"
SOURCES = "kb/data/sources/nl.yaml"
REGISTER = "kb/data/registers/nl-crebo.tsv"
OCCUPATIONS = "kb/data/occupations/nl-crebo.tsv"

_ROW = {
    "scheme": "nl-crebo",
    "code": "10001",
    "title": "Verpleegkundige",
    "language": "nl",
    "kind": "mbo-qualification",
    "status": "current",
    "status_reliability": "stated",
    "sources": "nl/act",
    "checked": "2026-11-23",
}
_LINK = ("nl-crebo:10001", "nurse-general-care", "main", "register title", "nl/act", "2026-11-23")


@dataclass(frozen=True)
class Home:
    """A folder of facts with the shapes and schemes of the project."""

    root: Path

    def edit(self, name: str, old: str, new: str) -> Path:
        """Replace one text in a file of facts; the test is wrong if it is not there."""
        path = self.root / name
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), "utf-8")
        return path

    def line(self, name: str, text: str) -> int:
        """The number of the first line that holds a text."""
        lines = (self.root / name).read_text("utf-8").splitlines()
        return next(number for number, line in enumerate(lines, 1) if text in line)

    def base(self) -> Base:
        """The records, if all is well."""
        return read_base(self.root)

    def problems(self) -> list[Problem]:
        """What the reader says of a home that was broken."""
        with pytest.raises(ReadError) as raised:
            read_base(self.root)
        return raised.value.problems

    def problem(self) -> Problem:
        """The only problem: a fault must not drag others after it."""
        found = self.problems()
        assert len(found) == 1, [str(each) for each in found]
        return found[0]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Two sources, an authority, a profession, a procedure, a register row, and its occupation."""
    root = tmp_path / "home"
    shutil.copytree(TINY, root)
    shutil.copytree(ROOT / "ontology", root / "ontology")
    shutil.copytree(ROOT / "shapes", root / "shapes")
    columns = list(Qualification.model_fields)
    _table(root / REGISTER, columns, [_ROW.get(name, "") for name in columns])
    _table(root / OCCUPATIONS, ["qualification", "occupation", "relation", "basis", "source", "checked"], list(_LINK))
    return Home(root)


def _table(path: Path, *rows: list[str]) -> None:
    path.parent.mkdir(parents=True)
    path.write_text("".join("\t".join(row) + "\n" for row in rows), "utf-8")
