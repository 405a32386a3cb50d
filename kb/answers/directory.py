"""Directories of authorities, procedures and professions, with filters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from kb.answers.border_map import TILES, border_map, touches
from kb.answers.place import local_authorities, named
from kb.answers.present import Presenter, Shown
from kb.answers.question import choose, choose_language
from kb.graph.catalogue import Catalogue
from kb.model.authority import Authority
from kb.model.jurisdiction import JURISDICTIONS
from kb.model.place import folded
from kb.model.procedure import Procedure
from kb.model.profession import Profession
from kb.release import Release

Record = TypeVar("Record", Authority, Procedure, Profession)
Labelled = TypeVar("Labelled", Authority, Profession)
POINTS = "information-point"


def authorities(
    release: Release, language: str, *, jurisdiction: str = "", kind: str = "", place: str = "", profession: str = ""
) -> Shown:
    """Authorities by jurisdiction, kind, place (name, postcode, NUTS code) and profession (a part of its name).

    Raises NotFoundError for a place that the base does not hold, InvalidChoiceError for an unknown jurisdiction.
    """
    presenter = Presenter(release.catalogue, choose_language(language))
    found = list(_records(presenter.catalogue, Authority, jurisdiction))
    kinds = sorted({each.kind for each in found})
    wanted = [each for each in found if kind in ("", each.kind)]
    if place:
        local = _at_place(presenter.catalogue, place)
        wanted = [each for each in wanted if each.id in local]
    if profession:
        deciding = _for_profession(presenter, profession)
        wanted = [each for each in wanted if each.id in deciding]
    return {
        "items": [_authority(presenter, each) for each in _by_label(presenter, wanted)],
        "kinds": [presenter.label("authority-kinds", each) for each in kinds],
        "map": border_map(presenter.catalogue, place),
        "points": [_authority(presenter, each) for each in _by_label(presenter, found) if each.kind == POINTS],
        "data_version": release.version,
    }


def procedures(release: Release, language: str, *, jurisdiction: str = "", kind: str = "") -> Shown:
    """Procedures by jurisdiction and kind."""
    presenter = Presenter(release.catalogue, choose_language(language))
    found = list(_records(presenter.catalogue, Procedure, jurisdiction))
    return {
        "items": [_procedure(presenter, each) for each in found if kind in ("", each.kind)],
        "kinds": [presenter.label("procedure-kinds", each) for each in sorted({each.kind for each in found})],
        "data_version": release.version,
    }


def professions(release: Release, language: str, *, jurisdiction: str = "", answer: str = "", text: str = "") -> Shown:
    """Professions by jurisdiction, by whether any mode of work is regulated, and by a part of a name."""
    presenter = Presenter(release.catalogue, choose_language(language))
    found = _by_label(presenter, _records(presenter.catalogue, Profession, jurisdiction))
    shown = (_profession(presenter, each) for each in found if not text or folded(text) in _spoken(each))
    return {
        "items": [each for each in shown if answer in ("", each["regulated"]["id"])],
        "data_version": release.version,
    }


def _records(catalogue: Catalogue, kind: type[Record], jurisdiction: str) -> Iterator[Record]:
    chosen = (choose("jurisdiction", jurisdiction, JURISDICTIONS),) if jurisdiction else JURISDICTIONS
    for each in chosen:
        yield from (catalogue.record(kind, key) for key in catalogue.records(kind, each))


def _by_label(presenter: Presenter, found: Iterable[Labelled]) -> list[Labelled]:
    return sorted(found, key=lambda each: folded(each.labels.in_(presenter.language)))


def _at_place(catalogue: Catalogue, text: str) -> set[str]:
    """Authorities whose district holds one of the places of this name, or touches the region of this code."""
    code = text.strip().upper()
    if code in {tile.code for tile in TILES}:
        return {key for key, each in catalogue.districts.items() if touches(each, code)}
    return {key for place in named(catalogue, text) for key in local_authorities(catalogue, place)}


def _for_profession(presenter: Presenter, text: str) -> set[str]:
    catalogue = presenter.catalogue
    matching = [each for each in _records(catalogue, Profession, "") if folded(text) in _spoken(each)]
    return {
        role.authority
        for profession in matching
        for procedure in catalogue.procedures_of(profession.id)
        if isinstance(procedure.authorities, list)
        for role in procedure.authorities
    }


def _spoken(profession: Profession) -> str:
    labels = profession.labels
    return folded(" | ".join([*(name.text for name in profession.names), labels.nl, labels.de, labels.fr, labels.en]))


def _authority(presenter: Presenter, record: Authority) -> Shown:
    return {
        **presenter.authority(record.id),
        "kind": presenter.label("authority-kinds", record.kind),
        "jurisdiction": presenter.label("jurisdictions", record.jurisdiction),
        "city": record.city,
        "covers": record.covers.in_(presenter.language),
    }


def _procedure(presenter: Presenter, record: Procedure) -> Shown:
    return {
        "id": record.id,
        "title": record.title.in_(presenter.language),
        "kind": presenter.label("procedure-kinds", record.kind),
        "jurisdiction": presenter.label("jurisdictions", record.jurisdiction),
    }


def _profession(presenter: Presenter, record: Profession) -> Shown:
    stated = [each.answer for each in record.regulated] if isinstance(record.regulated, list) else ["unknown"]
    return {
        "id": record.id,
        "label": record.labels.in_(presenter.language),
        "names": [name.model_dump() for name in record.names],
        "jurisdiction": presenter.label("jurisdictions", record.jurisdiction),
        "regulated": presenter.label("answers", "yes" if "yes" in stated else stated[0]),
    }
