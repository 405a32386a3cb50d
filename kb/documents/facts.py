"""The facts of a procedure as lines; where nothing was found the line says so, and whom to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from kb.answers.present import Shown
from kb.documents.document import Line, Run
from kb.documents.writer import Writer

Write = Callable[[Writer, Shown], Line]
_NOT_RECORDED = "not-recorded"


def present(writer: Writer, procedure: Shown, field: str, ask: Shown | None) -> tuple[Line, ...]:
    """The same without what no longer holds, unless nothing else is known."""
    value = procedure.get(field)
    kept = [fact for fact in value if writer.holds(fact)] if isinstance(value, list) else []
    return lines(writer, {**procedure, field: kept} if kept else procedure, field, ask)


def lines(writer: Writer, procedure: Shown, field: str, ask: Shown | None) -> tuple[Line, ...]:
    """The lines of one field of a procedure: ``fee``, ``terms``, ``documents``, ``language``, ``appeal`` ..."""
    value = procedure.get(field)
    if isinstance(value, dict) and value.get("unknown"):
        return (writer.missing(value, ask),)
    return tuple(_WRITE[field](writer, fact) for fact in value or [])


def fee(writer: Writer, fact: Shown) -> Line:
    """What is paid, with the range, and what it is for."""
    amount = (
        writer.says("free of charge") if fact["amount"] == 0 and not fact.get("to") else writer.money(fact["amount"])
    )
    upper = f"–{writer.money(fact['to'])}" if fact.get("to") else ""
    about = f"{writer.says('about')} " if fact["approximate"] else ""
    typical = f", {writer.says('mostly {amount}', amount=writer.money(fact['typical']))}" if fact.get("typical") else ""
    return writer.fact(
        fact, Run(text=f"{about}{amount}{upper}", strong=True), f" ({fact['item']['label']})", typical, *_if(fact)
    )


def term(writer: Writer, fact: Shown) -> Line:
    """How long a step takes, counted from when, and of what nature the term is."""
    start = f", {fact['counted_from']['label']}" if fact.get("counted_from") else ""
    silence = fact.get("silence")
    effect = f" {writer.says('No answer in time: {effect}.', effect=silence['label'])}" if silence else ""
    head = f"{fact['step']['label']}: "
    nature = f"{start} ({fact['nature']['label']})"
    return writer.fact(fact, capital(head), Run(text=fact["period"]["text"], strong=True), nature, *_if(fact), effect)


def document(writer: Writer, fact: Shown) -> Line:
    """A paper with its form and greatest age."""
    return writer.fact(fact, Run(text=capital(fact["type"]["label"]), strong=True), *_form(writer, fact), *_if(fact))


def form_of(fact: Shown) -> str:
    """In which form a paper is asked for; empty where no source says so."""
    return "" if fact["form"]["id"] == _NOT_RECORDED else fact["form"]["label"]


def _form(writer: Writer, fact: Shown) -> Iterator[str]:
    said = [form_of(fact)]
    if fact.get("max_age"):
        said.append(writer.says("at most {period} old", period=fact["max_age"]["text"]))
    if kept := [each for each in said if each]:
        yield f" ({', '.join(kept)})"


def paper_language(writer: Writer, fact: Shown) -> Line:
    """In which languages papers are accepted, and which translation is asked for otherwise."""
    accepted = writer.listed(writer.says(_TONGUES[each]) for each in fact["accepted"])
    translation = f"; {writer.says('otherwise')}: {fact['translation']['label']}" if fact.get("translation") else ""
    return writer.fact(fact, f"{writer.says('Documents in')} {accepted}{translation}", *_if(fact))


def job_language(writer: Writer, fact: Shown) -> Line:
    """The language that the work asks for."""
    tongue = f"{capital(writer.says(_TONGUES[fact['language']]))}: " if fact.get("language") else ""
    skills = f" ({writer.listed(each['label'] for each in fact['skills'])})" if fact["skills"] else ""
    when = f", {fact['checked_when']['label']}" if fact.get("checked_when") else ""
    return writer.fact(fact, tongue, Run(text=fact["level"]["label"], strong=True), f"{skills}{when}", *_if(fact))


def compensation(writer: Writer, fact: Shown) -> Line:
    """A measure, who chooses it, how long it lasts."""
    chooser = f": {fact['chooser']['label']}" if fact.get("chooser") else ""
    longest = f", {writer.says('at most {period}', period=fact['longest']['text'])}" if fact.get("longest") else ""
    return writer.fact(fact, capital(fact["measure"]["label"]), chooser, longest, *_if(fact))


def condition(writer: Writer, fact: Shown) -> Line:
    """What is asked besides the qualification."""
    return writer.fact(fact, Run(text=capital(fact["condition"]["label"]), strong=True), *_if(fact, "detail"))


def appeal(writer: Writer, fact: Shown) -> Line:
    """A way to go against the decision: where, within what time, and whether silence opens it too."""
    body: list[str | Run] = [" – ", writer.link(fact["body"])] if fact.get("body") else []
    within = f", {writer.says('within {period}', period=fact['term']['text'])}" if fact.get("term") else ""
    silence = fact.get("silence_after")
    open_ = f"; {writer.says('also if no decision has come after')} {silence['text']}" if silence else ""
    return writer.fact(fact, Run(text=capital(fact["step"]["label"]), strong=True), *body, within, open_, *_if(fact))


def outcome(writer: Writer, fact: Shown) -> Line:
    """What the holder gets, and what that does not give."""
    lacks = writer.listed(each["label"] for each in fact["not_gives"]) if fact["not_gives"] else ""
    without = f"; {writer.says('it does not give')}: {lacks}" if lacks else ""
    return writer.fact(fact, Run(text=capital(fact["gives"]["label"]), strong=True), without, *_if(fact, "detail"))


def channel(writer: Writer, fact: Shown) -> Line:
    """How one applies."""
    means = [each["label"] for each in fact["identification"] if each["id"] != _NOT_RECORDED]
    login = f" ({writer.listed(means)})" if means else ""
    email = f", {fact['email']}" if fact.get("email") else ""
    return writer.fact(fact, Run(text=capital(fact["kind"]["label"]), href=fact.get("url")), login, email)


def remark(writer: Writer, fact: Shown) -> Line:
    """What no concept carries."""
    return writer.fact(fact, fact["text"])


def roles(procedure: Shown) -> list[tuple[str, list[Shown]]]:
    """Who does what in a procedure, by role, in the order in which the record names them."""
    found = procedure["authorities"] if isinstance(procedure["authorities"], list) else []
    return [(label, list(group)) for label, group in groupby(found, key=lambda role: role["role"]["label"])]


def _if(fact: Shown, field: str = "condition") -> Iterator[str]:
    if text := fact.get(field):
        yield f". {text}" if str(text)[:1].isupper() else f": {text}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_TONGUES = {"nl": "Dutch", "de": "German", "fr": "French", "en": "English"}
_WRITE: dict[str, Write] = {
    "fee": fee,
    "terms": term,
    "documents": document,
    "paper_languages": paper_language,
    "language": job_language,
    "compensation": compensation,
    "conditions": condition,
    "appeal": appeal,
    "outcome": outcome,
    "channels": channel,
    "remarks": remark,
}
