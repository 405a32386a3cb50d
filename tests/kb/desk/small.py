"""A home with the real rows of three qualifications, small enough to build anew within a test."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
KEPT = frozenset({"nl-crebo:25180", "de-beruf:koch", "de-beruf:fachkraft-kueche"})
SET = "de-beruf_nl-crebo"
DATED = "kb/data/procedures/be-vl/evc.yaml"
"""A procedure, since the data version takes its date from them."""
ALIGNED = "de-beruf.koch_nl-crebo.25180"
OLD = f"{SET}/nl-crebo-25180--de-beruf-fachkraft-kueche--both"
NEW = f"{SET}/nl-crebo-25180--de-beruf-koch--forward"


def make(root: Path) -> Path:
    """The home: registers, units, ordinances and mappings of the kept rows; sources, authorities and rules whole."""
    for folder in ("ontology", "shapes", "kb/data/sources", "kb/data/authorities", "kb/data/rules"):
        shutil.copytree(ROOT / folder, root / folder)
    for scheme in ("nl-crebo", "de-beruf"):
        _table(root, f"kb/data/registers/{scheme}.tsv", lambda row: f"{row['scheme']}:{row['code']}" in KEPT)
        _table(root, f"kb/data/units/{scheme}.tsv", lambda row: row["qualification"] in KEPT)
    _table(root, "kb/data/units/nl-crebo.hand.tsv", lambda row: row["qualification"] in KEPT)
    _table(root, "kb/data/ordinances/de.tsv", lambda row: set(row["qualifications"].split("|")) & KEPT)
    _table(root, f"mappings/{SET}.sssom.tsv", lambda row: {row["subject_id"], row["object_id"]} <= KEPT)
    (root / "kb/data/procedures/be-vl").mkdir(parents=True)
    shutil.copy(ROOT / DATED, root / DATED)
    (root / "mappings" / "reasons").mkdir()
    (root / "mappings" / "reasons" / f"{SET}.partial.tsv").write_text("mapping\tnl\tde\tfr\ten\n", "utf-8")
    (root / "mappings" / "units").mkdir()
    shutil.copy(ROOT / "mappings" / "units" / f"{ALIGNED}.tsv", root / "mappings" / "units")
    return root


def edit(root: Path, name: str, old: str, new: str) -> None:
    """Change one place of a file."""
    path = root / name
    text = path.read_text("utf-8")
    assert text.count(old) == 1, (name, old, text.count(old))
    path.write_text(text.replace(old, new), "utf-8")


def cell(root: Path, name: str, key: str, column: str, value: str) -> None:
    """Change a cell of the one row in which a cell equals the key."""
    path = root / name
    lines = path.read_text("utf-8").splitlines()
    head = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    columns = lines[head].split("\t")
    rows = [number for number in range(head + 1, len(lines)) if key in lines[number].split("\t")]
    assert len(rows) == 1, (name, key, rows)
    cells = lines[rows[0]].split("\t")
    cells[columns.index(column)] = value
    lines[rows[0]] = "\t".join(cells)
    path.write_text("\n".join(lines) + "\n", "utf-8")


def supersede(root: Path) -> None:
    """A new build: the German side is superseded by Koch in its register, and its mapping lapses."""
    cell(root, "kb/data/registers/de-beruf.tsv", "fachkraft-kueche", "status", "superseded")
    cell(root, "kb/data/registers/de-beruf.tsv", "fachkraft-kueche", "replaced_by", "de-beruf:koch")
    cell(root, "kb/data/registers/de-beruf.tsv", "fachkraft-kueche", "replaced_by_reliability", "stated")
    cell(root, f"mappings/{SET}.sssom.tsv", "de-beruf:fachkraft-kueche", "status", "lapsed")


def _table(root: Path, name: str, keep: object) -> None:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    head = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    columns = lines[head].split("\t")
    rows = [
        line
        for line in lines[head + 1 :]
        if keep(dict(zip(columns, line.split("\t"), strict=True)))  # type: ignore[operator]
    ]
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text("\n".join([*lines[: head + 1], *rows]) + "\n", "utf-8")
