"""The description of the data set, and the files that it names."""

from __future__ import annotations

import gzip
import hashlib

import pytest
from fastapi.testclient import TestClient
from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF, VOID

from kb.release import Release


def described(client: TestClient, accept: str = "text/turtle") -> Graph:
    answer = client.get("/.well-known/void", headers={"accept": accept})
    assert answer.status_code == 200
    return Graph().parse(data=answer.content, format=answer.headers["content-type"].partition(";")[0])


def test_the_description_counts_what_the_graph_holds(client: TestClient, built: Release) -> None:
    graph = described(client)
    whole = URIRef("http://testserver/.well-known/void#dataset")
    assert graph.value(whole, VOID.triples).toPython() == built.manifest.quads
    parts = [graph.value(part, VOID.triples).toPython() for part in graph.objects(whole, VOID.subset)]
    assert sum(parts) == built.manifest.quads
    assert {title.language for title in graph.objects(whole, DCTERMS.title)} == {"nl", "de", "fr", "en"}
    assert graph.value(whole, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")


def test_the_downloads_are_there_and_whole(client: TestClient, built: Release) -> None:
    graph = described(client, "application/rdf+xml")
    addresses = [str(graph.value(file, DCAT.downloadURL)) for file in graph.subjects(RDF.type, DCAT.Distribution)]
    listed = [f"http://testserver{each['file']}" for each in client.get("/dumps/").json()["files"]]
    assert sorted(addresses) == sorted(listed)
    text = client.get("/dumps/SHA256SUMS").text
    sums = {name: digest for digest, name in (line.split(maxsplit=1) for line in text.splitlines())}
    dump = client.get("/dumps/graph.nq.gz").content
    assert hashlib.sha256(dump).hexdigest() == sums["graph.nq.gz"]
    assert gzip.decompress(dump).count(b"\n") == built.manifest.quads


@pytest.mark.parametrize("name", ["store", "search.sqlite", "..%2fmanifest.json", "nothing"])
def test_no_other_file_is_given_out(client: TestClient, name: str) -> None:
    assert client.get(f"/dumps/{name}").status_code in (404, 422)
