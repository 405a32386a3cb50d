"""Authorities with what is known of how to reach them, and who helps on both sides of the border."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from kb.documents.document import Line, Run
from kb.documents.matter import Matter
from kb.graph.catalogue import Catalogue
from kb.model.authority import Authority
from kb.model.jurisdiction import HOSTS, state_of

_MOST_POINTS = 4


def contact(it: Matter, key: str, *, named: bool = True) -> Iterator[Line]:
    """Names, what it does, address, telephone, mail and page, each with its source."""
    w, record = it.writer, it.release.catalogue.authority(key)
    cite = it.presenter.cite(record.cite)
    status = it.presenter.status(record)
    label = record.labels.in_(w.language)
    if named:
        yield w.line(Run(text=label, href=record.url, strong=True), cites=[cite], status=status)
        for name in record.names:
            if name.text != label:
                yield w.line(w.official(name.model_dump()))
    else:
        yield w.line(record.covers.in_(w.language), cites=[cite], status=status)
    reach = [each for each in (record.address or record.city, record.phone, record.email) if each]
    url = Run(text=record.url.removeprefix("https://").removeprefix("http://"), href=record.url) if record.url else None
    if reach or url:
        yield w.line(", ".join(reach), *([", "] if reach and url else []), *([url] if url else []))


def helpers(it: Matter) -> Iterator[str]:
    """Keys of who advises in the host and at home, then of the information points of that border."""
    catalogue, home = it.release.catalogue, state_of(it.row.scheme)
    advisers = [catalogue.adviser(host) for host in (it.question.host, home) if host in HOSTS]
    found = dict.fromkeys(key for key in advisers if key)
    host = it.question.host
    points = dict.fromkeys([*_points(catalogue, host, home), *_points(catalogue, home, state_of(host))])
    yield from [*found, *[key for key in points if key not in found][:_MOST_POINTS]]


@lru_cache(maxsize=64)
def _points(catalogue: Catalogue, jurisdiction: str, other: str) -> tuple[str, ...]:
    """The information points of a jurisdiction that have a district on the border, or that name the other state."""
    name = catalogue.label("jurisdictions", other, "nl")
    records = ((key, catalogue.authority(key)) for key in catalogue.records(Authority, jurisdiction))
    return tuple(
        key
        for key, record in records
        if record.kind == "information-point" and (record.districts or name in record.covers.nl)
    )
