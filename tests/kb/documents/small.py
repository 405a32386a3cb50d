"""A small home of facts with a German qualification that goes to the Netherlands, under the rules of the project."""

from __future__ import annotations

import shutil
from pathlib import Path

from kb.model.qualification import Qualification
from tests.kb.conftest import _LINK, _ROW, OCCUPATIONS, REGISTER, ROOT, TINY

_KIND = "state-law-profession"


def with_german_qualification(root: Path) -> Path:
    """The home of the other tests, made afresh in a folder, and added to."""
    shutil.copytree(TINY, root)
    shutil.copytree(ROOT / "ontology", root / "ontology")
    shutil.copytree(ROOT / "shapes", root / "shapes")
    columns = list(Qualification.model_fields)
    german = {**_ROW, "scheme": "de-beruf", "title": "Pflegefachmann", "language": "de", "kind": _KIND}
    for scheme, row in (("nl-crebo", _ROW), ("de-beruf", german)):
        table = root / REGISTER.replace("nl-crebo", scheme)
        _write(table, columns, [row.get(name, "") for name in columns])
        link = [each.replace("nl-crebo", scheme) for each in _LINK]
        head = ["qualification", "occupation", "relation", "basis", "source", "checked"]
        _write(root / OCCUPATIONS.replace("nl-crebo", scheme), head, link)
    _add_rules(root / "kb" / "data")
    return root


def _write(path: Path, *rows: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join("\t".join(row) + "\n" for row in rows), "utf-8")


def _add_rules(data: Path) -> None:
    """The rules of law of the project, and the sources that they cite."""
    shutil.copytree(ROOT / "kb" / "data" / "rules", data / "rules")
    for path in (ROOT / "kb" / "data" / "sources").glob("*.yaml"):
        own = data / "sources" / path.name
        own.write_text(path.read_text("utf-8") + (own.read_text("utf-8") if own.exists() else ""), "utf-8")
