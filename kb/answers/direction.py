"""One direction of a comparison: the holder of a qualification seen from the units of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kb.answers import unit_view
from kb.answers.comparison import Direction, Light, UnitStatus
from kb.answers.present import Presenter, Shown
from kb.answers.unit_coverage import share, weights
from kb.answers.worth import Concept
from kb.model.cite import Cite
from kb.model.text import LANGUAGES
from kb.model.unit import OPTIONAL_KINDS, Unit, required
from kb.model.unit_alignment import UnitAlignment

_VERDICTS = ("covered", "partly", "missing", "unknown")


def direction(presenter: Presenter, holder: str, host: str) -> Direction:
    """What the holder covers of the host's units, what is missing, and what the holder has besides."""
    catalogue = presenter.catalogue
    rows = {row.object: row for row in catalogue.unit_alignments(holder, host)}
    own = catalogue.units_of(holder)
    asked = required(catalogue.units_of(host))
    choices = [unit for unit in catalogue.units_of(host) if unit.kind in OPTIONAL_KINDS and unit.code in rows]
    weight = weights(asked, catalogue.weights)
    verdicts = {unit.code: rows[unit.code].verdict for unit in asked if unit.code in rows}
    found = share(verdicts, weight, catalogue.weights)
    by_code = {unit.code: unit for unit in own}
    units = [_status(presenter, unit, rows.get(unit.code), by_code, weight) for unit in (*asked, *choices)]
    return Direction(
        holder=holder,
        host=host,
        aligned=bool(rows),
        coverage=_concept(presenter, "coverage", found.coverage if found else "unknown"),
        share=round(found.value, 3) if found else None,
        counts=_counts(units),
        units=units,
        extra=[unit_view.name(presenter, unit) for unit in _extra(own, rows)] if rows else [],
        reserved=_distinct(concept for status in units for concept in status.reserved),
        bridges=[bridge for status in units if (bridge := status.bridge)],
    )


def _status(
    presenter: Presenter, unit: Unit, row: UnitAlignment | None, own: Mapping[str, Unit], weight: Mapping[str, float]
) -> UnitStatus:
    shown, counts = unit_view.show(presenter, unit), weight.get(unit.code)
    if row is None:
        return UnitStatus(unit=shown, verdict=_concept(presenter, "unit-verdicts", "unknown"), by=[], weight=counts)
    light = _light(row)
    return UnitStatus(
        unit=shown,
        verdict=_concept(presenter, "unit-verdicts", row.verdict),
        by=[unit_view.name(presenter, own[code]) for code in row.subject],
        reason=_reason(presenter, row),
        light=_concept(presenter, "traffic-light", light) if light else None,
        reserved=[_concept(presenter, "reserved-activities", slug) for slug in row.reserved],
        permit=[_concept(presenter, "permits", slug) for slug in row.permit],
        law=_cite(presenter, row.legal_source, row.legal_at, row),
        bridge=_bridge(presenter, row),
        status=_concept(presenter, "mapping-status", row.status),
        author=row.author_label,
        confidence=row.confidence,
        is_choice=unit.kind in OPTIONAL_KINDS,
        weight=counts,
        sources=[presenter.cite(Cite(source=row.source, at=row.at, checked=row.alignment_date))],
    )


def _light(row: UnitAlignment) -> Light | None:
    """Green, yellow or red; the scale has no step for what is covered in part."""
    if row.verdict == "covered":
        return "yellow" if row.reserved or row.permit else "green"
    return "red" if row.verdict == "missing" else None


def _reason(presenter: Presenter, row: UnitAlignment) -> Shown:
    """The reason in the reader's language, else in English or whatever there is, with its language."""
    reasons = row.reasons
    language = next(each for each in (presenter.language, "en", *LANGUAGES) if each in reasons)
    return {"text": reasons[language], "lang": language}


def _bridge(presenter: Presenter, row: UnitAlignment) -> Shown | None:
    if row.bridge is None:
        return None
    return {
        **presenter.label("bridging-steps", row.bridge),
        "name": row.bridge_name,
        "unit": row.object,
        "cite": _cite(presenter, row.bridge_source, row.bridge_at, row),
    }


def _cite(presenter: Presenter, source: str | None, at: str | None, row: UnitAlignment) -> Shown | None:
    return presenter.cite(Cite(source=source, at=at, checked=row.alignment_date)) if source and at else None


def _extra(own: Sequence[Unit], rows: Mapping[str, UnitAlignment]) -> Iterator[Unit]:
    """The holder's units that no row names."""
    used = {code for row in rows.values() for code in row.subject}
    return (unit for unit in required(own) if unit.code not in used and unit.parent not in used)


def _counts(units: Sequence[UnitStatus]) -> dict[str, int]:
    found = Counter(status.verdict.id for status in units if not status.is_choice)
    return {verdict: found[verdict] for verdict in _VERDICTS}


def _concept(presenter: Presenter, scheme: str, slug: str) -> Concept:
    return Concept(**presenter.label(scheme, slug))


def _distinct(concepts: Iterator[Concept]) -> list[Concept]:
    return list({concept.id: concept for concept in concepts}.values())
