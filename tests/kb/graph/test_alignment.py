"""Mapping files to RDF and back to the same bytes; crosswalks of others stay within their own graph."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from kb.graph import alignment, names
from kb.graph.codec import decode, describe
from kb.graph.names import iri, term
from kb.model.mapping import Mapping
from kb.read.base import Base
from kb.read.mapping_head import head_of
from kb.read.sssom import sssom_text

MAPPINGS = Path(__file__).resolve().parents[3] / "mappings"
SETS = sorted(path.name.removesuffix(".sssom.tsv") for path in MAPPINGS.glob("*.sssom.tsv"))


def triples(base: Base, name: str) -> list[ox.Triple]:
    """The graph of one set, through N-Quads, so that escapes are tried too."""
    written = "".join(f"{quad} .\n" for quad in alignment.of_sets({name: base.mappings[name]}, base.reasons))
    return [quad.triple for quad in ox.parse(written.encode(), format=ox.RdfFormat.N_QUADS)]


@pytest.mark.parametrize("name", SETS)
def test_a_shipped_set_comes_back_from_rdf_byte_for_byte(base: Base, name: str) -> None:
    graph = triples(base, name)
    nodes = [str(each.object.value) for each in graph if each.predicate == term("sssom:mappings")]  # type: ignore[union-attr]
    described = describe((each.subject, each.predicate, each.object) for each in graph)
    records = [decode(Mapping, node, described) for node in nodes]
    assert len(records) == len(set(nodes)) == len(base.mappings[name])
    assert sssom_text(head_of(name), Mapping, records) == (MAPPINGS / f"{name}.sssom.tsv").read_text("utf-8")


def test_a_set_says_its_title_and_licence(base: Base) -> None:
    graph = triples(base, "de-beruf_nl-crebo")
    node = iri("mapping", "de-beruf_nl-crebo")
    told = {each.predicate: each.object for each in graph if each.subject == node}
    assert told[term("dct:license")] == ox.NamedNode("https://creativecommons.org/licenses/by/4.0/")
    assert "de-beruf" in told[term("dct:title")].value  # type: ignore[union-attr]


def test_crosswalks_of_others_stand_in_one_graph_of_their_own_with_one_preferred_name_a_language(base: Base) -> None:
    quads = list(alignment.of_crosswalks(base.crosswalks))
    assert {quad.graph_name for quad in quads} == {names.graph("external-crosswalks")}
    preferred = Counter(
        (quad.subject, quad.object.language)
        for quad in quads
        if quad.predicate == term("skos:prefLabel") and isinstance(quad.object, ox.Literal)
    )
    assert preferred
    assert set(preferred.values()) == {1}
