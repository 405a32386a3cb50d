"""The tools that ``drempel mcp`` offers: the same answers as everywhere, with sources, data version, and abstention."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import Field

from kb.answers.present import Presenter, Shown
from kb.answers.question import ask, choose_language
from kb.graph.names import key_of
from kb.release import Release
from kb.settings import settings

Qualification = Annotated[str, Field(max_length=100, description="Compact identifier, for example nl-crebo:25655.")]
Host = Annotated[str, Field(max_length=20, description="nl, de, de-nw, de-ni, be, be-vl, be-fr, be-dg or be-bru.")]
Mode = Annotated[str, Field(max_length=20, description="employed, self-employed or temporary.")]
Lang = Annotated[str, Field(max_length=2, description="nl, de, fr or en.")]
_ROWS = 500


def tools(release: Release) -> list[Callable[..., Shown]]:
    """The tools over a release."""

    def find(
        text: Annotated[str, Field(max_length=200, description="Title, occupation or code, in any language.")],
        lang: Lang = "en",
        limit: Annotated[int, Field(ge=1, le=50)] = 10,
    ) -> Shown:
        """Find a qualification by title, occupation or code; spelling mistakes are forgiven. Gives identifiers."""
        from kb.answers.search import search

        hits = search(release, text, language=lang, limit=limit)
        keys = {key for hit in hits for key in release.catalogue.qualification(hit["id"]).sources}
        return _answer(release, {"hits": hits, "sources": _sources(release, keys, lang)}, abstains=not hits)

    def worth(qualification: Qualification, host: Host, mode: Mode = "employed", lang: Lang = "en") -> Shown:
        """What a qualification is worth in a host: may its holder start, nearest qualifications, route, procedures."""
        shown = _worth(release, qualification, host, mode, lang)
        return _answer(release, shown, abstains=shown["may_start"]["answer"] == "unknown")

    def compare(first: Qualification, second: Qualification, lang: Lang = "en") -> Shown:
        """Compare two qualifications unit by unit, in both directions. Says nothing on recognition."""
        from kb.answers.compare import compare as compose

        shown = compose(release, first, second, lang).as_json()
        return _answer(release, shown, abstains=not _compared(release, first.strip().lower(), second.strip().lower()))

    def roadmap(qualification: Qualification, host: Host, mode: Mode = "employed", lang: Lang = "en") -> Shown:
        """The way to recognition, step by step, as Markdown, with what is not known."""
        from kb.documents.compose import compose
        from kb.documents.render import render

        text = render(compose(release, "roadmap", ask(qualification, host, mode, lang)), "md").decode("utf-8")
        shown = _worth(release, qualification, host, mode, lang)
        found = {"markdown": text, "unknowns": shown["unknowns"], "sources": shown["sources"]}
        return _answer(release, found, abstains=not shown["procedures"] and shown["may_start"]["answer"] == "unknown")

    def sparql(query: Annotated[str, Field(max_length=20_000, description="SPARQL 1.1, reading only.")]) -> Shown:
        """Ask the graph itself; prefixes must be declared. At most 500 rows; select dct:source to be told sources."""
        from kb.answers.sparql import run_once

        text = run_once(release, query, "json")
        try:
            found: Shown = json.loads(text)
        except ValueError:  # a query of triples has no JSON form here: Turtle
            found = {"turtle": text[:200_000]}
        return _answer(release, _rows(release, found, text), abstains=_is_empty(found))

    return [find, worth, compare, roadmap, sparql]


def _worth(release: Release, qualification: str, host: str, mode: str, lang: str) -> Shown:
    from kb.answers.compose import worth as compose

    return compose(release.catalogue, ask(qualification, host, mode, lang), release.version).as_json()


def _compared(release: Release, first: str, second: str) -> bool:
    """Whether a reviewed row speaks on the two, as a whole or unit by unit."""
    catalogue = release.catalogue
    whole = any(second in (row.subject_id, row.object_id) for _, row in catalogue.mappings_of(first))
    return whole or bool(catalogue.unit_alignments(first, second) or catalogue.unit_alignments(second, first))


def _answer(release: Release, shown: Shown, *, abstains: bool) -> Shown:
    return {**shown, "data_version": release.version, "abstains": abstains}


def _sources(release: Release, keys: set[str], lang: str) -> list[Shown]:
    presenter = Presenter(release.catalogue, choose_language(lang))
    for key in keys:
        presenter.cited[key] = release.catalogue.source(key).read
    return presenter.sources()


def _rows(release: Release, found: Shown, text: str) -> Shown:
    """The first rows, whether there are more, and the sources that they name."""
    rows: list[Any] = found.get("results", {}).get("bindings", [])
    named = re.findall(rf"{re.escape(settings().base)}source/[\w./-]+", text)
    sources = _sources(release, {key_of(each) for each in named[:_ROWS]}, "en")
    if not rows:
        return {**found, "sources": sources}
    return {**found, "results": {"bindings": rows[:_ROWS]}, "more_rows": len(rows) > _ROWS, "sources": sources}


def _is_empty(found: Shown) -> bool:
    return "results" in found and not found["results"]["bindings"]
