"""The overview of authorities: who decides on which profession in which jurisdiction, on one sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from kb.answers.past import newest
from kb.answers.present import Presenter, Shown
from kb.answers.setting import answer_on_regulation, in_force
from kb.documents.document import Cell, Document, Line, Paragraph, Section, Table
from kb.documents.facts import capital
from kb.documents.identity import Name, issue, unissued
from kb.documents.said import NOTICE
from kb.documents.writer import Writer
from kb.errors import InvalidChoiceError
from kb.graph.catalogue import Catalogue
from kb.model.jurisdiction import JURISDICTIONS, lineage
from kb.model.procedure import Procedure
from kb.model.profession import Profession
from kb.model.text import Language
from kb.release import Release
from kb.settings import settings

COLUMNS = ("nl", "de-nw", "de-ni", "be-vl", "be-fr", "be-dg")
"""The jurisdictions that stand side by side."""
_MOST = 2
"""Authorities in one field of the matrix."""

Professions = dict[str, dict[str, Profession]]


def overview(release: Release, language: Language, occupations: Sequence[str] = ()) -> Document:
    """The overview of the occupations chosen, or of those that are regulated in all six places.

    Raises InvalidChoiceError, which lists the occupations, for one that is not on the list.
    """
    writer, presenter = Writer(language, newest(release.version)), Presenter(release.catalogue, language)
    known = _professions(release.catalogue)
    chosen = [_checked(each, known) for each in occupations] or _everywhere(known)
    matrix = _matrix(writer, presenter, known, chosen)
    about = writer.line(
        writer.says("Regulated professions and the authority that decides on recognition in each place.")
    )
    document = unissued(
        kind="overview",
        language=language,
        title=writer.says("Overview of authorities"),
        subtitle=about,
        sections=(
            Section(
                id="matrix",
                title=writer.says("Who decides where"),
                blocks=(Paragraph(line=_selection(writer, occupations)), matrix),
            ),
            Section(id="sources", title=writer.says("Sources"), blocks=(writer.sources(presenter.sources()),)),
        ),
        notice=writer.says(NOTICE),
        funding=settings().funding,
    )
    return issue(document, Name("overview", language, selection=tuple(occupations)), release.version)


def _selection(writer: Writer, occupations: Sequence[str]) -> Line:
    if occupations:
        return writer.line(writer.says("The professions that were chosen."))
    return writer.line(writer.says("Professions that are regulated in all six places."))


@lru_cache(maxsize=4)
def _professions(catalogue: Catalogue) -> Professions:
    """Occupation to the professions of each jurisdiction."""
    found: Professions = {}
    for jurisdiction in JURISDICTIONS:
        for key in sorted(catalogue.records(Profession, jurisdiction)):
            record = catalogue.profession(key)
            found.setdefault(record.occupation, {}).setdefault(jurisdiction, record)
    return found


def _checked(occupation: str, known: Professions) -> str:
    found = occupation.strip().lower()
    if found not in known:
        what = "{value!r} is not a valid value of {name}."
        raise InvalidChoiceError(what, field="occupation", choices=sorted(known), value=occupation, name="occupation")
    return found


def _everywhere(known: Professions) -> list[str]:
    return [each for each in sorted(known) if all(_is_regulated(_in(known[each], place)) for place in COLUMNS)]


def _in(records: dict[str, Profession], place: str) -> Profession | None:
    """The profession of a place, or of the wider one whose rules hold there."""
    return next((records[each] for each in lineage(place) if each in records), None)


def _is_regulated(profession: Profession | None) -> bool:
    return any(answer_on_regulation(profession, mode) == "yes" for mode in ("employed", "self-employed"))


def _matrix(writer: Writer, presenter: Presenter, known: Professions, chosen: list[str]) -> Table:
    labels = sorted((presenter.label("occupations", each)["label"], each) for each in chosen)
    rows = tuple(
        (
            (writer.line(capital(label)),),
            *(_cell(writer, presenter, _in(known[each], place), place) for place in COLUMNS),
        )
        for label, each in labels
    )
    header = (writer.says("Profession"), *(presenter.label("jurisdictions", each)["label"] for each in COLUMNS))
    return Table(
        caption=writer.says("Who decides where"), header=header, rows=rows, widths=(1.1, *(1.3 for _ in COLUMNS))
    )


def _cell(writer: Writer, presenter: Presenter, profession: Profession | None, place: str) -> Cell:
    if profession is None:
        return (writer.missing(ask=_adviser(presenter, place)),)
    if found := tuple(_deciding(writer, presenter, profession, place)):
        return found
    regulated = profession.regulated[0] if isinstance(profession.regulated, list) else None
    if regulated is not None and not _is_regulated(profession):
        return (writer.fact(presenter.show(regulated), writer.says("not regulated")),)
    known = presenter.authority(profession.authority) if profession.authority else None
    return (writer.missing(ask=known or _adviser(presenter, place)),)


def _adviser(presenter: Presenter, place: str) -> Shown | None:
    key = presenter.catalogue.adviser(place)
    return presenter.authority(key) if key else None


def _deciding(writer: Writer, presenter: Presenter, profession: Profession, place: str) -> Iterator[Line]:
    """Who decides there in the procedures that lead into a profession, each once, two at most."""
    seen: set[str] = set()
    for procedure in _procedures(presenter.catalogue, profession, place):
        for role in procedure.authorities if isinstance(procedure.authorities, list) else []:
            if role.role == "decides" and role.authority not in seen and len(seen) < _MOST:
                seen.add(role.authority)
                where = f" ({role.where.in_(presenter.language)})" if role.where else ""
                yield writer.fact(presenter.show(role), writer.link(presenter.authority(role.authority)), where)


def _procedures(catalogue: Catalogue, profession: Profession, place: str) -> list[Procedure]:
    """The procedures of the place itself, else of the wider jurisdiction, the main one first."""
    found = [each for each in catalogue.procedures_of(profession.id) if in_force(each)]
    by_place = ([each for each in found if each.jurisdiction == there] for there in lineage(place))
    nearest = next((each for each in by_place if each), [])
    return sorted(nearest, key=lambda each: (each.priority, each.id))
