"""Answers as plain text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.answers.advice import Advice
from kb.answers.present import Shown
from kb.answers.task_text import task_lines
from kb.answers.worth import Concept, Route, Worth
from kb.model.text import Language
from kb.wording import Translate, translator

_SYMBOLS = {"yes": "[+]", "supervised": "[~]", "no": "[-]", "unknown": "[?]"}


def worth_text(answer: Worth) -> str:
    """The answer in one screen: start, profession, route, procedures, unknowns, sources."""
    return "\n".join(_worth_lines(answer))


def _worth_lines(answer: Worth) -> Iterator[str]:
    yield from _code_lines(answer)
    yield f"\n{_SYMBOLS[answer.may_start.answer]} {answer.may_start.label}"
    yield from (f"    {reason}" for reason in answer.may_start.because)
    yield from task_lines(answer.tasks, answer.language)
    via = f" (-> {answer.profession.via['id']})" if answer.profession.via else ""
    yield f"\n{answer.profession.label or '?'}{via}: {answer.profession.regulated_label}"
    if answer.profession.statement:
        yield from (f"    {line}" for line in _statement(answer.profession.statement))
    yield from route_lines(answer.route, answer.language)
    if answer.profession.hint:
        yield f"    {answer.profession.hint['text']}"
    if answer.nearest:
        yield ""
        no = translator(answer.language)("not:")
        yield from (_nearest_line(each, no) for each in answer.nearest)
    for procedure in (*answer.procedures, *answer.general_procedures):
        yield from _procedure_lines(procedure)
    for other in answer.alternatives:
        yield f"\n-> {other.profession.label}: {other.profession.regulated_label}; {other.route.label}"
        yield from (f"    {line}" for line in other.route.explanation)
    yield ""
    for unknown in answer.unknowns:
        asked = f" -> {unknown.ask['label']}" if unknown.ask else ""
        yield f"[?] {unknown.subject.label}{f' ({unknown.about})' if unknown.about else ''}{asked}"
    yield ""
    yield from (f"  {source['id']}: {source['title']} ({source['checked']})" for source in answer.sources)
    yield answer.data_version


def route_lines(route: Route, language: Language) -> Iterator[str]:
    """The route with its outcome, measure and terms, what it assumes, what else is possible, what would settle it."""
    _ = translator(language)
    yield route.label
    yield from (f"    {line}" for line in route.explanation)
    yield from (f"    {_('possible')}: {each.label}" for each in route.possible)
    if route.id != "unknown" and route.outcome.id != "nothing-to-decide":
        yield f"    {_('Outcome')}: {'; '.join(each.label for each in route.outcomes)}"
    if route.measure:
        yield f"    {_('Measure')}: {_either(_, route.measure.kinds)}; {_either(_, route.measure.choosers)}"
    yield from (f"    {rule['says']}{_mark(rule)}" for rule in route.rules if "period" in rule or "silence" in rule)
    yield from (f"    {rule['says']}{_mark(rule)}" for rule in route.notes)
    if route.assumed:
        yield f"    {_('Taken for granted')}:"
        yield from (f"      {each.question.label} {each.answer.label}" for each in route.assumed)
    if route.otherwise:
        yield f"    {_('Otherwise possible')}: {', '.join(each.label for each in route.otherwise)}"


def _either(_: Translate, concepts: list[Concept]) -> str:
    return f" {_('or')} ".join(each.label for each in concepts)


def _mark(rule: Shown) -> str:
    """Source, place and day of reading of a rule, and its status where it is not plainly stated."""
    cite, status = rule["cite"], rule["status"]
    doubt = "" if status["id"] == "stated" else f"; {status['label']}"
    return f" ({cite['source']}, {cite['at']}, {cite['checked']}{doubt})"


def advice_text(advice: Advice) -> str:
    """The wizard on the terminal: what is known, then the next question or the route."""
    return "\n".join(_advice_lines(advice))


def _advice_lines(advice: Advice) -> Iterator[str]:
    _ = translator(advice.language)
    title = advice.qualification["title"]["text"] if advice.qualification else "?"
    yield f"{title} -> {advice.host.label}, {advice.mode.label}"
    by = {"you": _("you say"), "base": _("fact of this base"), "law": _("rule of law")}
    yield from (f"  {each.question.label} {each.answer.label} ({by[each.by]})" for each in advice.given)
    yield ""
    if advice.next:
        yield f"{advice.next.number}/{advice.next.most}  {advice.next.text}"
        yield f"    --fact {advice.next.id}=yes | no | unknown"
        yield f"    {_('possible')}: {', '.join(each.label for each in advice.route.possible)}"
    else:
        yield f"{_SYMBOLS[advice.may_start.answer]} {advice.may_start.label}"
        yield from route_lines(advice.route, advice.language)
    yield f"?{advice.link}"


def _code_lines(answer: Worth) -> Iterator[str]:
    """The question, and what is to be said of the code, the place and the day."""
    row = answer.qualification
    yield f"{row['title']['text']} ({row['id']}) -> {answer.host.label}, {answer.mode.label}"
    for successor in row["replaced_by"]:
        yield f"  {row['status']['label']}: -> {successor['title']['text']} ({successor['id']})"
    for kin in row["kin"]:
        yield f"  {row['status']['label']}: ~ {kin['title']['text']} ({kin['id']})"
    if answer.place:
        yield from _place_lines(answer.place)
    if answer.as_of:
        yield f"  [{answer.as_of}]"
    yield from (f"  {note['label']} {note['day'] or ''}".rstrip() for note in answer.notes)


def _place_lines(place: Shown) -> Iterator[str]:
    """The place, what its two languages mean, and who is competent there."""
    where = ", ".join(each["label"] for each in place["jurisdictions"])
    yield f"  {' / '.join(place['names'])} ({place['code']}), {where}"
    yield from (f"    {note}" for note in place["notes"])
    yield from (f"    - {each['label']}" for each in place["local_authorities"])


def _nearest_line(found: Shown, no: str) -> str:
    """Relation, coverage, status, direction, reason and source of a comparison; ``[-]`` where a relation is denied."""
    via = f" (-> {found['via']['id']})" if found["via"] else ""
    sources = ", ".join(f"{cite['source']}, {cite['at']}" for cite in found["sources"])
    reason = f"\n      {found['comment']['text']}{via}\n      ({sources})"
    if found["no_counterpart"]:
        return f"[-] {found['register']}: {found['relation']['label']}; {found['status']['label']}{reason}"
    sign, denied = ("[-]", f"{no} ") if found["negative"] else ("[=]", "")
    row = found["qualification"]
    values = "; ".join(found[name]["label"] for name in ("relation", "coverage", "status", "reading"))
    return f"{sign} {row['title']['text']} ({row['id']}): {denied}{values}{reason}"


def _procedure_lines(procedure: Shown) -> Iterator[str]:
    yield f"\n* {procedure['title']} ({procedure['id']})"
    if procedure["authority"]:
        yield f"    {procedure['authority']['label']}"
    yield from map(_fee_line, _facts(procedure["fee"]))
    yield from map(_term_line, _facts(procedure["terms"]))


def _statement(statement: Shown) -> Iterator[str]:
    """What the statement on regulation adds: its kind, its condition, and its status where it is not plainly stated."""
    if "kind" in statement:
        yield str(statement["kind"]["label"])
    if "detail" in statement:
        yield str(statement["detail"])
    if statement["status"]["id"] != "stated":
        yield f"({statement['status']['label']}, {statement['cite']['source']})"


def _fee_line(fee: Shown) -> str:
    upper = f"-{fee['to']:.2f}" if "to" in fee else ""
    status = f"{fee['status']['label']} ({fee['cite']['source']})"
    return f"    EUR {fee['amount']:.2f}{upper}  {fee['item']['label']}{_condition(fee)}; {status}"


def _term_line(term: Shown) -> str:
    return f"    {term['step']['label']}: {term['period']['text']} ({term['nature']['label']}){_condition(term)}"


def _condition(fact: Shown) -> str:
    return f". {fact['condition'].rstrip('.')}" if "condition" in fact else ""


def _facts(value: list[Shown] | Shown) -> list[Shown]:
    return value if isinstance(value, list) else []


def outline(value: Any, indent: int = 0) -> str:
    """Any JSON-ready value as an indented outline."""
    return "\n".join(_outline(value, indent))


def _outline(value: Any, indent: int) -> Iterator[str]:
    pad = "  " * indent
    if isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, dict | list) and item:
                yield f"{pad}{key}:"
                yield from _outline(item, indent + 1)
            else:
                yield f"{pad}{key}: {_scalar(item)}"
    elif isinstance(value, list):
        for item in value:
            first, *rest = list(_outline(item, indent + 1)) or [""]
            yield f"{pad}- {first.strip()}"
            yield from rest
    else:
        yield f"{pad}{_scalar(value)}"


def _scalar(value: Any) -> str:
    return "-" if value is None or value in ([], {}) else str(value)
