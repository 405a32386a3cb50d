"""Concept schemes (``ontology/schemes/*.ttl``): the controlled vocabularies with their labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kb.model.text import LANGUAGES, Text
from kb.read.problem import Problem, ReadError

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_CONCEPT = ox.NamedNode(f"{_SKOS}Concept")
_MARK = "/scheme/"


@dataclass(frozen=True)
class ConceptNames:
    """Preferred labels in the four languages, and the other names that people use."""

    labels: Text
    others: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every name of the concept, each once."""
        return tuple(dict.fromkeys((*self.labels.model_dump().values(), *self.others)))


Schemes = dict[str, dict[str, ConceptNames]]
"""Scheme name to concept slug to names; the empty slug holds the title of the scheme."""


def read_scheme(path: Path) -> dict[str, ConceptNames]:
    """The names of one scheme; raises ReadError for broken Turtle and for a concept that lacks a language."""
    labels: dict[str, dict[str, list[str]]] = {}
    others: dict[str, list[str]] = {}
    try:
        for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
            slug = getattr(quad.subject, "value", "").partition(_MARK)[2].partition("/")[2]
            if quad.object == _CONCEPT:
                labels.setdefault(slug, {})
            if quad.predicate.value == f"{_SKOS}prefLabel" and isinstance(quad.object, ox.Literal):
                labels.setdefault(slug, {}).setdefault(quad.object.language or "", []).append(quad.object.value)
            if quad.predicate.value == f"{_SKOS}altLabel" and isinstance(quad.object, ox.Literal):
                others.setdefault(slug, []).append(quad.object.value)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise ReadError([Problem(path, line, "", f"broken Turtle: {error}", "mend the Turtle")]) from error
    if problems := [problem for slug, texts in labels.items() for problem in _label_problems(path, slug, texts)]:
        raise ReadError(problems)
    return {slug: ConceptNames(_text(texts), tuple(sorted(others.get(slug, ())))) for slug, texts in labels.items()}


def _label_problems(path: Path, slug: str, texts: dict[str, list[str]]) -> Iterator[Problem]:
    for language in LANGUAGES:
        found = texts.get(language, [])
        if not found or not all(found):
            fix = f'add skos:prefLabel "..."@{language}'
            yield Problem(path, _line(path, slug), slug, f"no label in {language}", fix)
        if len(found) > 1:
            fix = "keep one, write the others as skos:altLabel"
            yield Problem(path, _line(path, slug), slug, f"two labels in {language}", fix)


def _text(texts: dict[str, list[str]]) -> Text:
    return Text.model_validate({language: texts[language][0] for language in LANGUAGES})


def read_schemes(folder: Path) -> Schemes:
    """All schemes of a folder, by file name."""
    problems: list[Problem] = []
    schemes: Schemes = {}
    for path in sorted(folder.glob("*.ttl")):
        try:
            schemes[path.stem] = read_scheme(path)
        except ReadError as error:
            problems += error.problems
    if problems:
        raise ReadError(problems)
    return schemes


def _line(path: Path, slug: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.startswith(f":{slug} ")), 1)
