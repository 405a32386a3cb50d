"""Importer: training ordinances and health acts of German federal law to units and an account of every ordinance.

``python -m scripts.registers.de_ausbildungsordnung ORDINANCES [HEALTH_ACTS] [--data DATA_FOLDER]`` reads folders or
``.tar.gz`` of gesetze-im-internet XML and writes ``units/de-beruf.tsv``, ``ordinances/de.tsv`` and
``sources/de-units.tsv``. With ``--show FILE`` it prints the units of one file (XML, ZIP or GZ as downloaded) and
writes nothing.
"""

from __future__ import annotations

import argparse
import sys
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kb.errors import DrempelError
from kb.model.ordinance import Ordinance
from kb.model.qualification import Qualification
from kb.model.source import Source
from kb.model.unit import OPTIONAL_KINDS, Unit, natural
from kb.read.register import read_register
from scripts.registers import de_health_acts, ordinance_facts
from scripts.registers.berufsbild import Position, Reference, positions
from scripts.registers.gii_xml import LARGEST, HostileFileError, Law, parse_law, read_law
from scripts.registers.law_source import OWN, LawSources, text_of
from scripts.registers.occupation_name import base_title, named
from scripts.registers.profile import Entry, entries
from scripts.registers.rahmenplan import Weeks, parts_of, weeks
from scripts.registers.table import DATA, write_records

SCHEME = "de-beruf"
READ = date(2026, 11, 27)
_KINDS = frozenset({"dual-training-occupation", "specialisation", "former-training-occupation"})
_NOT_AN_ORDINANCE = "no occupational profile and no training plan in it: not a training ordinance"
_CHOICES = "weeks not taken over: those of the training plan exceed the training, so some belong to choices"
_NOT_HERE = "the occupation stands in no register here; its positions are not stored"


@dataclass(frozen=True)
class Reading:
    """What one ordinance gave."""

    ordinance: Ordinance
    units: list[Unit]


def read(law: Law, rows: list[Qualification], sources: LawSources) -> Reading:
    """Units of the occupations of an ordinance (``rows`` of the register), and the account of it."""
    listed, source = positions(law), sources.key(law)
    planned = weeks(law)
    titles = {base_title(row.title)[0] for row in rows}
    units: list[Unit] = []
    for row in rows:
        occupation, specialisation = base_title(row.title)
        own = [each for each in listed if _concerns(each, occupation, titles) and _in(each, specialisation)]
        others = {each.reference for each in listed} - {each.reference for each in own}
        told = _told(planned, own, others, len(titles) == 1)
        found = [_unit(entry, row.id, bool(specialisation), source) for entry in entries(own, told)]
        units += _without_choices(found, row)
    count = len(units) if rows else len(entries(listed, planned))
    return Reading(_account(law, rows, count, source), units)


def _without_choices(units: list[Unit], row: Qualification) -> list[Unit]:
    """Without weeks where those of the compulsory positions exceed the training: the plan then has choices in it."""
    told = sum(unit.weeks or 0 for unit in units if unit.kind not in OPTIONAL_KINDS)
    if row.duration_months is None or told <= row.duration_months / 12 * 52 + 2:
        return units
    none: dict[str, Any] = {"weeks": None, "weeks_by_part": [], "note": _CHOICES}
    return [unit.model_copy(update=none) if unit.weeks is not None else unit for unit in units]


def _told(
    planned: dict[Reference, Weeks], own: list[Position], others: set[Reference], is_only: bool
) -> dict[Reference, Weeks]:
    """The part of the plan that is for one occupation: without the positions of others, and of its own paragraphs."""
    paragraphs = {position.reference.paragraph for position in own}
    fits = [key for key in planned if key not in others and (is_only or key.paragraph in paragraphs)]
    return {key: planned[key] for key in fits}


def _concerns(position: Position, occupation: str, titles: set[str]) -> bool:
    """Whether a position belongs to an occupation: it names it, or none of those of the ordinance."""
    found = named(position.occupation, titles) if len(titles) > 1 else set()
    return not found or occupation in found


def _in(position: Position, specialisation: str) -> bool:
    """Whether a position belongs to a specialisation: to all of them, or to this one by name."""
    is_of_one = position.group.startswith("Fachrichtung")
    return not specialisation or not is_of_one or specialisation in position.group


def _unit(entry: Entry, qualification: str, is_specialised: bool, source: str) -> Unit:
    position, told = entry.position, entry.weeks
    annex = f"; {told.annex}" if told and told.annex else ""
    kind = "core" if is_specialised and position.kind == "specialisation" else position.kind
    return Unit(
        qualification=qualification,
        code=entry.code,
        kind=kind,
        parent=entry.parent or None,
        title=position.title,
        language="de",
        group=position.group or None,
        weeks=told.total if told else None,
        weeks_by_part=list(parts_of(told)) if told and told.total is not None else [],
        confidence="medium" if entry.only_in_plan else "high",
        source=source,
        at=f"{position.reference.words}{annex}",
        checked=READ,
        note=_note(entry),
    )


def _note(entry: Entry) -> str | None:
    if entry.only_in_plan:
        return "named in the training plan only, not in the occupational profile"
    if entry.weeks and entry.weeks.varies:
        return "weeks differ by the focus chosen; see the training plan"
    return "weeks told jointly with other positions" if entry.weeks and entry.weeks.joint else None


def _account(law: Law, rows: list[Qualification], count: int, source: str) -> Ordinance:
    length, text = ordinance_facts.months(law)
    return Ordinance(
        id=f"de/{law.number.lower()}",
        abbreviation=law.abbreviation,
        title=law.title,
        issued=law.issued,
        citation=law.citation or None,
        state=text_of(law),
        legal_basis=ordinance_facts.legal_basis(law) or None,
        months=length if count else None,
        duration_text=(text or None) if count else None,
        replaces_text=ordinance_facts.replaced(law) or None,
        qualifications=[row.id for row in rows],
        units=count,
        unread=None if count else _NOT_AN_ORDINANCE,
        note=_NOT_HERE if count and not rows else None,
        source=source,
        at="head and paragraphs",
        checked=READ,
    )


def laws(origin: Path) -> Iterator[Law]:
    """The laws of a folder or an archive, in the order of their names; hostile files end the run."""
    if origin.is_dir():
        yield from (read_law(path) for path in sorted(origin.iterdir()) if path.suffix in (".xml", ".gz", ".zip"))
        return
    with tarfile.open(origin) as archive:
        for member in sorted(archive.getmembers(), key=lambda each: each.name):
            if member.isfile() and member.name.endswith(".xml"):
                if member.size > LARGEST:
                    raise HostileFileError(f"{member.name}: larger than {LARGEST} bytes", "Check the archive.")
                file = archive.extractfile(member)
                yield parse_law(file.read() if file else b"", Path(member.name).name)


def write(ordinances: Path, acts: Path | None, data: Path) -> None:
    """Read all ordinances and acts and write the tables."""
    register = read_register(data / "registers" / f"{SCHEME}.tsv")
    sources = LawSources(data, READ)
    by_source = _by_source(register)
    readings = [read(law, by_source.get(sources.key(law), []), sources) for law in laws(ordinances)]
    units = [unit for reading in readings for unit in reading.units]
    accounts = [reading.ordinance for reading in readings]
    if acts is not None:
        units += list(_health(acts, sources))
    _unique(units)
    units.sort(key=_order)
    write_records(data / "units" / f"{SCHEME}.tsv", Unit, units)
    accounts.sort(key=lambda each: each.id)
    write_records(data / "ordinances" / "de.tsv", Ordinance, accounts)
    write_records(data / "sources" / OWN, Source, [sources.new[key] for key in sorted(sources.new)])
    unread = [each for each in accounts if each.unread]
    print(f"{len(units)} units; {len(accounts)} ordinances, {len(unread)} without positions:")
    print(", ".join(each.abbreviation for each in unread))


def _by_source(register: Iterable[Qualification]) -> dict[str, list[Qualification]]:
    found: dict[str, list[Qualification]] = {}
    for row in register:
        if row.kind in _KINDS:
            for source in row.sources:
                found.setdefault(source, []).append(row)
    return found


def _health(acts: Path, sources: LawSources) -> Iterator[Unit]:
    found = {law.number: law for law in laws(acts)}
    for entry in de_health_acts.entries():
        law = found[entry["law"]]
        where = entry["annex"], entry["qualification"], entry["form"]
        yield from de_health_acts.units(law, *where, sources.key(law), READ)


def _unique(units: list[Unit]) -> None:
    doubled = [name for name, times in Counter(unit.id for unit in units).items() if times > 1]
    if doubled:
        raise DrempelError(f"codes that stand twice: {doubled[:10]}", "Mend scripts/registers/berufsbild.py.")


def _order(unit: Unit) -> tuple[str, tuple[tuple[int, str], ...]]:
    return unit.qualification, natural(unit.code)


def show(path: Path) -> None:
    """Print the positions of one file."""
    law = read_law(path)
    print(f"{law.title} ({law.abbreviation}), {law.citation}")
    for entry in entries(positions(law), weeks(law)):
        total = f"{entry.weeks.total} weeks" if entry.weeks and entry.weeks.total is not None else ""
        print("\t".join([entry.code, entry.position.kind, entry.position.title, total, entry.position.reference.words]))


def main(arguments: list[str]) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ordinances", type=Path)
    parser.add_argument("acts", type=Path, nargs="?")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--show", action="store_true", help="print the units of one file")
    given = parser.parse_args(arguments)
    try:
        show(given.ordinances) if given.show else write(given.ordinances, given.acts, given.data)
    except DrempelError as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    main(sys.argv[1:])
