"""The published graph: deterministic, without blank nodes, and every own term defined."""

from __future__ import annotations

import gzip
import hashlib
import os
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kb.errors import BuildError
from kb.graph import build
from kb.graph.names import prefixes
from kb.release import Release
from tests.kb.conftest import Home

ROOT = Path(__file__).resolve().parents[3]
DIGEST = """
import hashlib
from pathlib import Path
from kb.graph import build
from kb.read.base import read_base
home = Path(".")
print(hashlib.sha256(build.lines(read_base(home), home)).hexdigest())
"""


@cache
def quads(graph: Path) -> list[ox.Quad]:
    return list(ox.parse(gzip.decompress(graph.read_bytes()), format=ox.RdfFormat.N_QUADS))


@pytest.fixture
def shipped(built: Release) -> list[ox.Quad]:
    return quads(built.folder / "graph.nq.gz")


@pytest.mark.slow
def test_two_processes_with_different_hash_seeds_write_the_same_bytes() -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", DIGEST],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in ("1", "4711")
    ]
    first, second = [process.communicate()[0].strip() for process in processes]
    assert len(first) == 64
    assert first == second


def test_the_packed_graph_bears_no_date(home: Home, tmp_path: Path) -> None:
    content = build.lines(home.base(), home.root)
    digests = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        build.write(content, tmp_path / name)
        digests.append(hashlib.sha256((tmp_path / name / "graph.nq.gz").read_bytes()).hexdigest())
    assert digests[0] == digests[1]


def test_there_are_no_blank_nodes(shipped: list[ox.Quad]) -> None:
    assert not [
        quad for quad in shipped if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)
    ]


def test_a_blank_node_in_the_ontology_stops_the_build(home: Home) -> None:
    (home.root / "ontology" / "more.ttl").write_text("<urn:a> <urn:b> [ <urn:c> 1 ] .", "utf-8")
    with pytest.raises(BuildError, match="blank nodes"):
        build.lines(home.base(), home.root)


def test_every_own_term_of_the_graph_is_defined(shipped: list[ox.Quad]) -> None:
    own = prefixes()["def"]
    defined = {
        quad.subject.value
        for path in (ROOT / "ontology").glob("*.ttl")
        for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)
        if isinstance(quad.subject, ox.NamedNode)
    }
    terms = (part for quad in shipped for part in (quad.predicate, quad.object) if isinstance(part, ox.NamedNode))
    used = {term.value for term in terms if term.value.startswith(own)}
    assert used
    assert sorted(used - defined) == []


def test_whatever_the_graph_points_to_is_there(shipped: list[ox.Quad]) -> None:
    """A reader who follows an IRI of ours never ends in nothing."""
    start = prefixes()["id"]
    kinds = ("source", "authority", "profession", "procedure", "qualification", "scheme")
    known = {quad.subject.value for quad in shipped if isinstance(quad.subject, ox.NamedNode)}
    registers = {f"{start}scheme/{scheme}" for scheme in ("nl-crebo", "de-beruf", "be-vl", "be-fr", "be-dg", "be-fed")}
    pointed = {quad.object.value for quad in shipped if isinstance(quad.object, ox.NamedNode)}
    ours = {each for each in pointed if each.startswith(tuple(f"{start}{kind}/" for kind in kinds))}
    assert sorted(ours - known - registers) == []


def test_the_version_says_the_newest_reading_and_changes_with_the_facts(home: Home) -> None:
    base = home.base()
    before = build.version(base, build.lines(base, home.root))
    assert before.startswith("2026.11.24-")
    home.edit("kb/data/procedures/nl/example-recognition.yaml", "amount: 85", "amount: 86")
    changed = home.base()
    assert build.version(changed, build.lines(changed, home.root)) != before


def test_another_base_address_changes_every_own_address(monkeypatch: pytest.MonkeyPatch, home: Home) -> None:
    code = DIGEST.replace("print(hashlib.sha256(", "print(b'w3id.org/drempel' in (").replace(").hexdigest())", "))")
    environment = {**os.environ, "DREMPEL_BASE": "https://example.org/d/", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=home.root, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_each_kind_of_record_has_its_graph(shipped: list[ox.Quad]) -> None:
    graphs = Counter(quad.graph_name.value.rpartition("/")[2] for quad in shipped)
    expected = {"registers", "procedures", "professions", "authorities", "sources", "schemes", "occupations"}
    assert expected <= set(graphs)
