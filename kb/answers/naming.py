"""Names of anything in the graph, for readers: terms, concepts, records, values."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from urllib.parse import unquote

import pyoxigraph as ox
from babel.dates import format_date

from kb.answers.present import Shown
from kb.graph import names
from kb.graph.catalogue import Catalogue
from kb.graph.store import Row
from kb.model.text import LANGUAGES, Language
from kb.settings import settings

_LITERAL = re.compile(r'"(?P<text>.*)"(?:@(?P<language>[a-zA-Z-]+)|\^\^<(?P<type>[^>]+)>)?', re.DOTALL)
_FIELDS_OF_NAMES = 2


class Naming:
    """Names in the language of a reader, where there are several."""

    def __init__(self, catalogue: Catalogue, language: Language) -> None:
        self.catalogue = catalogue
        self.language = language

    def term(self, iri: str) -> str:
        """The name of a predicate or class; its last part where the ontology names it not."""
        found = _terms(self.catalogue).get(iri, {})
        return found.get(self.language) or iri.rpartition("#")[2].rpartition("/")[2]

    def kind(self, iri: str) -> Shown:
        """The kind of a record, from its IRI."""
        slug = kind_of(iri)
        return {"id": slug, "label": self.catalogue.label("record-kinds", slug, self.language)}

    def thing(self, iri: str) -> str:
        """The name of a record or concept; its own path where nothing names it."""
        path = iri.removeprefix(settings().base)
        concept = self.catalogue.labels.get(path.removeprefix("scheme/"), {})
        named = concept.get(self.language) or self.chosen(_names(self.catalogue, iri))
        return named or unquote(path)

    def chosen(self, literals: list[str]) -> str:
        """Of some names, those in the reader's language; of several without language, all, joined by an arrow."""
        parsed = [_parse(each) for each in literals]
        for language in (self.language, *LANGUAGES):
            if found := [text for text, tag, _ in parsed if tag == language]:
                return found[0]
        return " → ".join(dict.fromkeys(text for text, _, _ in parsed[:_FIELDS_OF_NAMES]))

    def value(self, thing: str) -> str:
        """A value as N-Quads write it, for reading."""
        if thing.startswith("<"):
            return self._iri(thing[1:-1])
        text, _, kind = _parse(thing)
        if kind == f"{names.XSD}date":
            return format_date(date.fromisoformat(text), "d MMM y", locale=self.language)
        return text

    def _iri(self, iri: str) -> str:
        if iri.startswith(settings().base) and not iri.startswith(f"{settings().base}def#"):
            return self.thing(iri)
        return self.term(iri)


def kind_of(iri: str) -> str:
    """The slug of the kind of a record in ``record-kinds``."""
    head, *rest = iri.removeprefix(settings().base).split("/")
    match head:
        case "scheme":
            return "concept" if len(rest) > 1 else "scheme"
        case "mapping":
            return "mapping" if len(rest) > 1 else "mapping-set"
    return "term" if head.startswith("def") else head


def language_of(thing: str) -> str | None:
    """The language of a literal."""
    return None if thing.startswith("<") else _parse(thing)[1]


def _parse(literal: str) -> tuple[str, str | None, str | None]:
    found = _LITERAL.fullmatch(literal)
    if found is None:
        return literal, None, None
    return _unescaped(found["text"]), found["language"], found["type"]


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda each: {"n": "\n", "t": "\t", "r": "\r"}.get(each[1], each[1]), text)


@lru_cache(maxsize=8)
def _terms(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in catalogue.store.select("term_labels"):
        label = row["label"]
        if isinstance(label, ox.Literal):
            found.setdefault(str(getattr(row["term"], "value", "")), {})[label.language or ""] = label.value
    return found


@lru_cache(maxsize=20_000)
def _names(catalogue: Catalogue, iri: str) -> list[str]:
    rows = catalogue.store.select("names_of", {"node": ox.NamedNode(iri)})
    order = ("subject_label", "object_label", "prefLabel", "officialName", "placeName", "title", "label")
    found = sorted((_place(order, row), str(row["name"])) for row in rows)
    return [name for _, name in found]


def _place(order: tuple[str, ...], row: Row) -> int:
    verb = str(getattr(row["verb"], "value", ""))
    return next((at for at, name in enumerate(order) if verb.endswith(name)), len(order))
