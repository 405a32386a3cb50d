"""The controlled vocabularies: concept schemes and their concepts, with the labels in all four languages."""

from __future__ import annotations

import pyoxigraph as ox

from kb.answers.present import Shown
from kb.answers.question import choose_language
from kb.errors import NotFoundError
from kb.graph.names import concept, iri
from kb.graph.store import Row
from kb.model.text import LANGUAGES
from kb.release import Release
from kb.settings import settings


def schemes(release: Release, language: str) -> list[Shown]:
    """Every concept scheme: slug, label, number of concepts."""
    wanted = choose_language(language)
    rows = [row for row in release.catalogue.store.select("schemes") if _language(row["label"]) == wanted]
    return [
        {"id": _slug(row["scheme"]), "label": _text(row["label"]), "concepts": int(_text(row["concepts"]))}
        for row in rows
    ]


def scheme(release: Release, slug: str, language: str) -> Shown:
    """A concept scheme with its concepts; raises NotFoundError."""
    found = next((each for each in schemes(release, language) if each["id"] == slug), None)
    if found is None:
        what = "No concept scheme {slug!r} in this knowledge base."
        raise NotFoundError(what, "The list of all schemes is at /schemes.", field="scheme", slug=slug)
    rows = release.catalogue.store.select("concepts", {"scheme": iri("scheme", slug)})
    by_concept: dict[str, list[Row]] = {}
    for row in rows:
        by_concept.setdefault(_slug(row["concept"]), []).append(row)
    concepts = [_concept(slug, name, found_rows) for name, found_rows in sorted(by_concept.items())]
    return {**found, "iri": iri("scheme", slug).value, "items": concepts, "data_version": release.version}


def _concept(scheme: str, slug: str, rows: list[Row]) -> Shown:
    values: dict[str, list[ox.Literal | ox.NamedNode]] = {}
    for row in rows:
        values.setdefault(_text(row["name"]).rpartition("#")[2], []).append(row["value"])  # type: ignore[arg-type]
    names = {_language(each): _text(each) for each in values.get("prefLabel", [])}
    return {
        "id": slug,
        "iri": concept(scheme, slug).value,
        "labels": [{"lang": each, "text": names[each]} for each in LANGUAGES if each in names],
        "others": [{"lang": _language(each), "text": _text(each)} for each in values.get("altLabel", [])],
        "matches": sorted(_text(each) for kind in ("exactMatch", "closeMatch") for each in values.get(kind, [])),
    }


def _slug(node: object) -> str:
    return _text(node).removeprefix(f"{settings().base}scheme/").rpartition("/")[2]


def _language(value: object) -> str:
    return str(getattr(value, "language", "") or "")


def _text(value: object) -> str:
    return str(getattr(value, "value", value))
