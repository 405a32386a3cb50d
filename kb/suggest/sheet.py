"""A sheet for aligning two qualifications: one row for every unit, in both directions, ready to be filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from kb.errors import NotFoundError
from kb.model.identifier import SCHEMES
from kb.model.mapping import EDITORS
from kb.model.unit import Unit, natural, required
from kb.model.unit_alignment import UnitAlignment, pair_of
from kb.read.tsv import read_tsv
from kb.suggest.unit_likeness import UnitSuggester
from kb.suggest.unit_word import read_terms, read_words

_COLUMNS = list(UnitAlignment.model_fields)
SUGGESTED = "suggested"
"""A column of the sheet that no table of alignments may keep: ``drempel check`` refuses it."""


def path_of(home: Path, first: str, second: str) -> Path:
    """The file of a pair."""
    return home / "mappings" / "units" / f"{pair_of(first, second)}.tsv"


def sheet(home: Path, first: str, second: str, on: date, suggest: bool = False) -> str:
    """The table of a pair: rows that are filled in stay as they are, units without a row get one with an empty verdict.

    With ``suggest`` a last column names up to three units of the holder for every open row, with the words that met;
    the verdict stays empty. Raises NotFoundError for a qualification without units, ReadError for a broken table.
    """
    units = {key: _units(home, key) for key in (first, second)}
    done = _done(path_of(home, first, second))
    lines = ["\t".join(_COLUMNS)]
    for subject, thing in sorted([(first, second), (second, first)]):
        codes = {unit.code: unit for unit in required(units[thing])}
        codes |= {unit.code: unit for unit in units[thing] if (subject, unit.code) in done}
        for code in sorted(codes, key=natural):
            lines.append(done.get((subject, code)) or "\t".join(_empty(subject, thing, codes[code], on)))
    return "\n".join(_suggested(home, lines, units) if suggest else lines) + "\n"


def _suggested(home: Path, lines: list[str], units: dict[str, list[Unit]]) -> Iterator[str]:
    """The lines with one column more, empty in rows that are filled in."""
    suggester = UnitSuggester(all_units(home), read_words(home), read_terms(home))
    yield f"{lines[0]}\t{SUGGESTED}"
    for line in lines[1:]:
        row = dict(zip(_COLUMNS, line.split("\t"), strict=True))
        thing = next(unit for unit in units[row["object_qualification"]] if unit.code == row["object"])
        found = (
            suggester.suggestions(thing, smallest(units[row["subject_qualification"]])) if not row["verdict"] else []
        )
        told = (f"{each.unit.code} {each.unit.name} {each.score:.2f} ({', '.join(each.evidence)})" for each in found)
        yield f"{line}\t{' | '.join(told)}"


def smallest(units: Iterable[Unit]) -> list[Unit]:
    """The units that no other unit belongs to."""
    units = list(units)
    parents = {unit.parent for unit in units}
    return [unit for unit in units if unit.code not in parents]


def all_units(home: Path) -> list[Unit]:
    """Every unit of the base; raises ReadError for a broken table."""
    folder = home / "kb" / "data" / "units"
    return [row for scheme in SCHEMES for path in sorted(folder.glob(f"{scheme}*.tsv")) for row in read_tsv(path, Unit)]


def _units(home: Path, qualification: str) -> list[Unit]:
    folder = home / "kb" / "data" / "units"
    scheme = qualification.partition(":")[0]
    rows = [row for path in sorted(folder.glob(f"{scheme}*.tsv")) for row in read_tsv(path, Unit)]
    found = [row for row in rows if row.qualification == qualification]
    if not found:
        raise NotFoundError(f"No units of {qualification!r} are known.", "kb/data/units holds those that were read.")
    return found


def _done(path: Path) -> dict[tuple[str, str], str]:
    """Subject and unit to the line, of the rows whose verdict is filled in."""
    lines = path.read_text("utf-8").splitlines()[1:] if path.is_file() else []
    cells = [(line, dict(zip(_COLUMNS, line.split("\t"), strict=True))) for line in _without_suggestions(lines)]
    return {(row["subject_qualification"], row["object"]): line for line, row in cells if row["verdict"]}


def _without_suggestions(lines: list[str]) -> Iterator[str]:
    """The cells of the table alone, where a sheet with suggestions was begun."""
    return ("\t".join(line.split("\t")[: len(_COLUMNS)]) for line in lines)


def _empty(subject: str, thing: str, unit: Unit, on: date) -> Iterator[str]:
    filled = {
        "subject_qualification": subject,
        "object_qualification": thing,
        "object": unit.code,
        "object_name": unit.name,
        "source": f"{thing[:2]}/editors-mapping-review",
        "at": "units of both",
        "author_label": EDITORS,
        "alignment_date": on.isoformat(),
        "status": "proposed",
        "confidence": "medium",
    }
    return (filled.get(name, "") for name in _COLUMNS)
