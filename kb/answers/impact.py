"""What rests on one source: for the day on which a law or a page changes."""

from __future__ import annotations

from collections import defaultdict
from urllib.parse import urldefrag

from kb.answers.naming import Naming, kind_of
from kb.answers.present import Shown
from kb.answers.question import choose_language
from kb.errors import NotFoundError
from kb.graph.catalogue import Catalogue
from kb.graph.names import iri, key_of
from kb.graph.store import Row
from kb.release import Release
from kb.settings import settings


def impact(release: Release, source: str, language: str = "en") -> Shown:
    """All values that rest on a source, by record; ``source`` is a key, an address or an official number of a law.

    Raises NotFoundError if no source bears it.
    """
    naming = Naming(release.catalogue, choose_language(language))
    keys = _sources(release.catalogue, source.strip())
    values: dict[str, list[Shown]] = defaultdict(list)
    for key in keys:
        for row in release.catalogue.store.select("rests_on", {"source": iri("source", key)}):
            record, value = _value(naming, row, key)
            values[record].append(value)
    records = sorted(values, key=lambda record: (kind_of(record), record))
    return {
        "data_version": release.version,
        "sources": [_source(release.catalogue, key) for key in keys],
        "counts": _counts(naming, records),
        "records": [_record(naming, record, values[record]) for record in records],
    }


def _sources(catalogue: Catalogue, asked: str) -> list[str]:
    key = asked.removeprefix(f"{settings().base}").removeprefix("source/")
    page = urldefrag(asked).url
    found = {
        key_of(_text(row, "source"))
        for row in catalogue.store.select("source_addresses")
        if key == key_of(_text(row, "source"))
        or (page and page == urldefrag(_text(row, "url")).url)
        or (asked and asked == _text(row, "identifier"))
    }
    if not found:
        raise NotFoundError(
            "No source {key!r} in this knowledge base.",
            "Write its key, its address, or the number of the law.",
            field="source",
            key=asked[:200],
        )
    return sorted(found)


def _value(naming: Naming, row: Row, key: str) -> tuple[str, Shown]:
    node = _text(row, "node")
    record, _, part = node.partition("#")
    told = {
        "field": part,
        "relation": naming.term(_text(row, "verb")),
        "at": _text(row, "at"),
        "checked": _text(row, "checked") or None,
        "source": key,
    }
    return record, told


def _record(naming: Naming, record: str, values: list[Shown]) -> Shown:
    path = record.removeprefix(settings().base)
    return {"record": path, "kind": naming.kind(record), "title": naming.thing(record), "values": values}


def _counts(naming: Naming, records: list[str]) -> list[Shown]:
    counted: dict[str, int] = defaultdict(int)
    for record in records:
        counted[kind_of(record)] += 1
    label = naming.catalogue.label
    return [
        {"kind": {"id": kind, "label": label("record-kinds", kind, naming.language)}, "records": count}
        for kind, count in sorted(counted.items())
    ]


def _source(catalogue: Catalogue, key: str) -> Shown:
    record = catalogue.source(key)
    return {"id": key, "title": record.title, "url": record.url, "identifier": record.identifier}


def _text(row: Row, name: str) -> str:
    return str(getattr(row[name], "value", "")) if name in row else ""
