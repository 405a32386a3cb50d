"""From records to the graph: the same facts give the same bytes, whatever the clock or the hash seed."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

from kb.errors import BuildError
from kb.graph import alignment, authorisation, derived, names
from kb.graph.codec import encode
from kb.graph.names import iri, term
from kb.model.occupation import OccupationLink
from kb.read.base import Base

Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]


def quads(base: Base, home: Path) -> Iterator[ox.Quad]:
    """Every quad of the published graph, in no particular order."""
    signed = authorisation.held(base)
    for kind, records in (
        ("source", base.sources),
        ("authority", base.authorities),
        ("profession", base.professions),
        ("procedure", base.procedures),
        ("qualification", base.qualifications),
        ("place", base.places),
        ("rule", base.rules),
        ("unit", base.units),
        ("ordinance", base.ordinances),
        ("unit-alignment", {row.id: row for row in authorisation.alignments(base, signed)}),
    ):
        graph = names.graph(_GRAPHS[kind])
        for key, record in records.items():
            yield from encode(record, iri(kind, key), graph)
    yield from _links(base.occupations)
    yield from _derived(base)
    yield from alignment.of_sets(authorisation.mappings(base, signed), base.reasons)
    yield from authorisation.quads(signed)
    yield from alignment.of_crosswalks(base.crosswalks)
    yield from _turtle(home / "ontology")


_GRAPHS = {
    "source": "sources",
    "authority": "authorities",
    "profession": "professions",
    "procedure": "procedures",
    "qualification": "registers",
    "place": "places",
    "rule": "rules",
    "unit": "units",
    "ordinance": "ordinances",
    "unit-alignment": "unit-alignments",
}


def _links(links: Iterable[OccupationLink]) -> Iterator[ox.Quad]:
    graph = names.graph("occupations")
    for link in links:
        key = f"{link.qualification.replace(':', '/')}/{link.occupation}"
        yield from encode(link, iri("occupation-link", key), graph)
        yield from _in(graph, derived.of_link(link))


def _derived(base: Base) -> Iterator[ox.Quad]:
    for qualification in base.qualifications.values():
        yield from _in(names.graph("registers"), derived.of_qualification(qualification))
    for procedure in base.procedures.values():
        yield from _in(names.graph("procedures"), derived.of_procedure(procedure))
    for unit in base.units.values():
        yield from _in(names.graph("units"), derived.of_unit(unit))
    for row in base.unit_alignments:
        yield from _in(names.graph("unit-alignments"), derived.of_alignment(row))


def _in(graph: ox.NamedNode, triples: Iterable[Triple]) -> Iterator[ox.Quad]:
    return (ox.Quad(*triple, graph) for triple in triples)


def _turtle(folder: Path) -> Iterator[ox.Quad]:
    """The ontology and the concept schemes, each kind in its graph."""
    for path in sorted(folder.rglob("*.ttl")):
        if path.parent.name == "reasoning":
            continue  # class expressions, which need blank nodes: kb.graph.owl reads them
        graph = names.graph("schemes" if path.parent.name == "schemes" else "ontology")
        for quad in _parsed(path):
            if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
                raise BuildError(
                    f"{path}: blank nodes have no place in the published graph", "Give the node an address."
                )
            yield ox.Quad(quad.subject, quad.predicate, _canonical(quad.object), graph)


def _canonical(value: ox.NamedNode | ox.Literal | ox.Triple) -> ox.NamedNode | ox.Literal | ox.Triple:
    """Decimals in the one form that the store keeps (``1``, not ``1.0``): the dump and the store say the same."""
    if isinstance(value, ox.Literal) and value.datatype == term("xsd:decimal"):
        return ox.Literal(f"{Decimal(value.value).normalize():f}", datatype=value.datatype)
    return value


def _parsed(path: Path) -> list[ox.Quad]:
    try:
        return list(ox.parse(names.rebase(path.read_text("utf-8")), format=ox.RdfFormat.TURTLE))
    except (SyntaxError, ValueError) as error:
        raise BuildError(f"{path}: broken Turtle: {error}", "Mend the Turtle.") from error


def lines(base: Base, home: Path) -> bytes:
    """The whole graph as sorted N-Quads, each quad once."""
    return "".join(sorted({f"{quad} .\n" for quad in quads(base, home)})).encode("utf-8")


def version(base: Base, content: bytes) -> str:
    """Data version: the newest date on which a fact was read, and a hash of the content."""
    newest = max((record.cite.checked for record in base.procedures.values()), default=None)
    stamp = newest.strftime("%Y.%m.%d") if newest else "0000.00.00"
    return f"{stamp}-{hashlib.sha256(content).hexdigest()[:12]}"


def write(content: bytes, folder: Path) -> None:
    """``graph.nq.gz`` (no time stamp inside) and the on-disk store."""
    with gzip.GzipFile(folder / "graph.nq.gz", "wb", compresslevel=6, mtime=0) as packed:
        packed.write(content)
    store = ox.Store(str(folder / "store"))
    store.bulk_load(content, format=ox.RdfFormat.N_QUADS)
    store.optimize()
    store.flush()
