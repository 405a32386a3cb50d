"""A comparison as plain text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from kb.answers.against import Candidates
from kb.answers.comparison import Aspect, Comparison, Direction, UnitStatus
from kb.answers.present import Shown
from kb.answers.unit_view import line
from kb.wording import translator

_SIGNS = {"covered": "[+]", "partly": "[~]", "missing": "[-]", "unknown": "[?]"}


def compare_text(found: Comparison) -> str:
    """Both sides, then each direction unit by unit, what is missing and extra, and what is not known."""
    return "\n".join(_lines(found))


def text_of(found: Comparison | Candidates) -> str:
    """Either answer as text."""
    return compare_text(found) if isinstance(found, Comparison) else "\n".join(_candidate_lines(found))


def _candidate_lines(found: Candidates) -> Iterator[str]:
    _ = translator(found.language)
    yield f"{_title(found.holder)} -> {found.place}"
    if found.why:
        yield f"[?] {found.why.label}"
    for each in found.candidates:
        share = f" {each.share:.0%}" if each.share is not None else ""
        by = _("counted unit by unit") if each.by == "units" else _("estimate of a mapping")
        counts = ", ".join(f"{_SIGNS[verdict]} {count}" for verdict, count in each.counts.items())
        kept = f"  ! {'; '.join(concept.label for concept in each.reserved)}" if each.reserved else ""
        yield f"  {each.coverage.label}{share}  {_title(each.qualification)}  ({by}) {counts}{kept}".rstrip()
    yield found.rule
    yield found.data_version


def _lines(found: Comparison) -> Iterator[str]:
    yield f"{_title(found.a)}  <->  {_title(found.b)}"
    yield from _aspects(found)
    for statement in found.statements:
        values = "; ".join(statement[name]["label"] for name in ("relation", "coverage", "status"))
        yield f"{'[-]' if statement['negative'] else '[=]'} {values}: {statement['comment']['text']}"
    for each in found.directions:
        yield from _direction(each, found.language)
    yield ""
    yield found.rule
    yield from (f"! {note['label']}{_successors(note)}" for note in found.notes)
    yield from (f"[?] {unknown.label}" for unknown in found.unknowns)
    yield ""
    yield from (f"  {source['id']}: {source['title']} ({source['checked']})" for source in found.sources)
    yield found.data_version


def _title(side: Shown) -> str:
    return f"{side['title']['text']} ({side['id']})"


def _aspects(found: Comparison) -> Iterator[str]:
    for name, aspect in (("EQF", found.level), ("months", found.duration_months), ("ISCED-F", found.field)):
        yield f"  {name}: {_value(aspect.a)} / {_value(aspect.b)}{_relation(aspect)}"


def _value(value: str | float | None) -> str:
    return "?" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _relation(aspect: Aspect) -> str:
    return f"  ({aspect.relation.label})" if aspect.relation else ""


def _direction(each: Direction, language: str) -> Iterator[str]:
    share = f" ({each.share:.0%})" if each.share is not None else ""
    counts = ", ".join(f"{_SIGNS[verdict]} {count}" for verdict, count in each.counts.items() if count)
    yield f"\n{each.holder} -> {each.host}: {each.coverage.label}{share}  {counts}"
    for status in each.units:
        yield from _unit(status, language)
    if each.extra:
        yield "  + " + "; ".join(f"{unit['code']} {line(unit, language)}" for unit in each.extra)


def _unit(status: UnitStatus, language: str) -> Iterator[str]:
    by = f"  <- {', '.join(unit['code'] for unit in status.by)}" if status.by else ""
    yield f"  {_SIGNS[status.verdict.id]} {status.unit['code']} {line(status.unit, language)}{by}"
    if status.reason:
        yield f"        {status.reason['text']}"
    if status.reserved or status.permit:
        said = ", ".join(concept.label for concept in (*status.reserved, *status.permit))
        law = f" ({status.law['source']}, {status.law['at']})" if status.law else ""
        yield f"        ! {said}{law}"
    if status.bridge:
        yield f"        => {status.bridge['label']}{': ' + status.bridge['name'] if status.bridge['name'] else ''}"


def _successors(note: Shown) -> str:
    found = note.get("successors") or []
    about = f" ({note['about']})" if note.get("about") else ""
    return about + "".join(f" -> {each['title']['text']} ({each['id']})" for each in found)
