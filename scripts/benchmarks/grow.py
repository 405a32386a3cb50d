"""Grows the real base to a size: copies of its records under new addresses, of the same shape and with the same links.

Lists of concepts, ontology and places stay as they are; each copy of a record points to the copies of its neighbours.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

_OWN = re.compile(rb"<https://w3id\.org/drempel/(qualification|profession|procedure|authority|source|mapping|unit|ordinance"
                  rb"|unit-alignment|occupation-link|occupation|rule)/")  # fmt: skip
_SHARED = (b"/graph/schemes>", b"/graph/ontology>", b"/graph/places>")
_RECORD = re.compile(rb"^<https://w3id\.org/drempel/[a-z-]+/[^/>#]*/?[^/>#]*")


def lines(graph: Path, triples: int) -> Iterator[bytes]:
    """As many lines of N-Quads, from ``graph.nq.gz``; the first copy is the base itself, or a part of it."""
    with gzip.open(graph) as packed:
        whole = packed.read().splitlines(keepends=True)
    shared = [line for line in whole if line.rstrip(b" .\n").endswith(_SHARED)]
    own = [line for line in whole if not line.rstrip(b" .\n").endswith(_SHARED)]
    yield from shared
    left, number = triples - len(shared), 0
    if left < len(own):
        yield from _part(own, left)
        return
    while left > 0:
        for line in own[:left]:
            yield _OWN.sub(rb"<https://w3id.org/drempel/\1/copy-%d-" % number, line) if number else line
        left -= len(own)
        number += 1


def _part(own: list[bytes], most: int) -> Iterator[bytes]:
    """Every n-th record, whole, so that a smaller base has the same mixture."""
    step = max(1, round(len(own) / most))
    kept: dict[bytes, bool] = {}
    for line in own:
        found = _RECORD.match(line)
        key = found[0] if found else line
        if kept.setdefault(key, len(kept) % step == 0):
            yield line


def store(graph: Path, triples: int, folder: Path) -> Path:
    """A store of so many triples below a folder, and the same as N-Quads beside it; made once."""
    target, text = folder / f"store-{triples}", folder / f"graph-{triples}.nq"
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with text.open("wb") as file:
            file.writelines(lines(graph, triples))
        opened = ox.Store(str(target))
        opened.bulk_load(path=str(text), format=ox.RdfFormat.N_QUADS)
        opened.optimize()
        opened.flush()
    return target
