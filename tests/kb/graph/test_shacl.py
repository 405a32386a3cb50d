"""Each shape judges its examples, says why in four languages, and both engines agree."""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import Graph, Literal
from rdflib.namespace import RDF, SH

from kb import check
from kb.graph import build, shacl
from kb.graph.shacl import Violation, load_shapes, violations
from kb.model.text import LANGUAGES
from kb.read.base import Base
from tests.kb.conftest import PROCEDURE, Home

ROOT = Path(__file__).resolve().parents[3]
SHAPES = ROOT / "shapes"
EXAMPLES = ROOT / "tests" / "shapes"
RULES = sorted(path.name.removesuffix(".shacl.ttl") for path in SHAPES.glob("*.shacl.ttl"))


def quads(*paths: Path) -> bytes:
    found = (quad for path in paths for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE))
    return "".join(f"{quad} .\n" for quad in found).encode()


def judged(rule: str, example: str) -> list[Violation]:
    """What the shape itself says of its example; other shapes have their own."""
    found = violations(quads(EXAMPLES / rule / f"{example}.ttl"), SHAPES)
    return [violation for violation in found if violation.rule == rule]


def messages(rule: str, language: str) -> set[str]:
    texts = load_shapes(SHAPES / f"{rule}.shacl.ttl").objects(None, SH.message)
    return {str(text) for text in texts if isinstance(text, Literal) and text.language == language}


def test_there_are_shapes() -> None:
    assert len(RULES) >= 6


@pytest.mark.parametrize("rule", RULES)
def test_each_shape_has_a_right_and_a_wrong_example(rule: str) -> None:
    missing = [name for name in ("correct.ttl", "wrong.ttl") if not (EXAMPLES / rule / name).is_file()]
    assert missing == [], f"write tests/shapes/{rule}/{missing}: a shape that never fails judges nothing"


def test_each_example_has_its_shape() -> None:
    assert sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir()) == RULES


@pytest.mark.parametrize("rule", RULES)
def test_the_right_example_is_right(rule: str) -> None:
    assert judged(rule, "correct") == []


@pytest.mark.parametrize("rule", RULES)
def test_the_right_example_holds_what_the_shape_looks_at(rule: str) -> None:
    """An example of something else would be right for no reason."""
    shapes = load_shapes(SHAPES / f"{rule}.shacl.ttl")
    data = Graph().parse(EXAMPLES / rule / "correct.ttl")
    classes = list(shapes.objects(None, SH.targetClass))
    predicates = list(shapes.objects(None, SH.targetSubjectsOf))
    assert any((None, RDF.type, each) in data for each in classes) or any(
        (None, each, None) in data for each in predicates
    )


@pytest.mark.parametrize("rule", RULES)
def test_every_message_of_a_shape_is_called_forth_by_its_wrong_example(rule: str) -> None:
    called = {violation.message("en") for violation in judged(rule, "wrong")}
    assert sorted(messages(rule, "en") - called) == []


@pytest.mark.parametrize("rule", RULES)
def test_messages_stand_in_four_languages(rule: str) -> None:
    shapes = load_shapes(SHAPES / f"{rule}.shacl.ttl")
    judging = {*shapes.subjects(SH.path, None), *shapes.objects(None, SH.sparql)}
    assert judging
    for node in judging:
        found = sorted(str(getattr(text, "language", "")) for text in shapes.objects(node, SH.message))
        assert found == sorted(LANGUAGES), f"{rule}: {shapes.value(node, SH.path) or 'SPARQL'}"
    for violation in judged(rule, "wrong"):
        assert all(violation.message(language) for language in LANGUAGES)
        assert len({violation.message(language) for language in LANGUAGES}) == len(LANGUAGES)


Found = set[tuple[str, str, frozenset[str]]]
"""Node, path, messages; pyshacl leaves the language off the messages of SPARQL constraints."""


def alone(data: Graph, rule: str) -> Found:
    """What pyshacl finds by itself, with the SPARQL constraints node by node."""
    shapes = load_shapes(SHAPES / f"{rule}.shacl.ttl")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    assert isinstance(report, Graph)
    return {
        (
            str(report.value(result, SH.focusNode)),
            str(report.value(result, SH.resultPath) or ""),
            frozenset(map(str, report.objects(result, SH.resultMessage))),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


def both_ways(content: bytes, rules: list[str]) -> tuple[Found, Found]:
    data = shacl.rdflib_graph(content)
    found = [violation for violation in violations(content, SHAPES) if violation.rule in rules]
    together = {(each.node, each.path, frozenset(text for _, text in each.messages)) for each in found}
    return together, set().union(*(alone(data, rule) for rule in rules))


def test_set_queries_report_the_same_as_pyshacl_alone_on_planted_faults() -> None:
    paths = [EXAMPLES / rule / f"{name}.ttl" for rule in RULES for name in ("correct", "wrong")]
    together, apart = both_ways(quads(*paths), RULES)
    assert len(together) > 40
    assert together == apart


@pytest.mark.slow
def test_set_queries_report_the_same_as_pyshacl_alone_on_the_facts_with_faults(base: Base) -> None:
    """The rules with SPARQL constraints only: for the others both ways are the same code; one record in thirty-two."""
    every = build.lines(base, ROOT).decode().splitlines(keepends=True)
    kinds = tuple(f"<https://w3id.org/drempel/{kind}/" for kind in ("qualification", "source", "mapping"))
    sample = [line for line in every if line.startswith(kinds) and crc32(line.split()[0].encode()) % 32 == 0]
    page = "<http://xmlns.com/foaf/0.1/page>"
    kept = [line for number, line in enumerate(sample) if not (page in line and number % 7 == 0)]
    ring = "<{0}25655> <http://purl.org/dc/terms/isReplacedBy> <{0}25480> .\n"
    kept.append(ring.format("https://w3id.org/drempel/qualification/nl-crebo/"))
    with_sparql = [rule for rule in RULES if (None, SH.sparql, None) in load_shapes(SHAPES / f"{rule}.shacl.ttl")]
    together, apart = both_ways("".join(kept).encode(), with_sparql)
    assert len(together) > 10
    assert together == apart


TARGETS = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <urn:> .
:shape a sh:NodeShape ; {target}
    sh:sparql [ sh:message "no"@en ; sh:select "SELECT $this WHERE {{ $this <urn:p> 1 }}" ] .
"""


@pytest.mark.parametrize("target", ["sh:targetClass :C ;", "sh:targetSubjectsOf :p ;", "sh:targetNode :a ;"])
def test_a_set_query_has_the_target_of_its_shape(tmp_path: Path, target: str) -> None:
    (tmp_path / "x.shacl.ttl").write_text(TARGETS.format(target=target), "utf-8")
    one = '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'
    content = f"<urn:a> <{RDF.type}> <urn:C> .\n<urn:a> <urn:p> {one} .\n".encode()
    assert [violation.node for violation in violations(content, tmp_path)] == ["urn:a"]


def test_a_shape_without_a_target_is_an_error_and_never_silent(tmp_path: Path) -> None:
    (tmp_path / "x.shacl.ttl").write_text(TARGETS.format(target=""), "utf-8")
    with pytest.raises(ValueError, match="no target"):
        violations(b"", tmp_path)


def test_check_says_file_and_line_of_what_breaks_a_rule(home: Home) -> None:
    assert check.run(home.root, []) == []
    path = home.edit("kb/data/sources/nl.yaml", "  url: https://loket.example/aanvragen\n", "")
    (found,) = check.run(home.root, [])
    assert (found.path, found.line) == (path, home.line("kb/data/sources/nl.yaml", "title: Erkenning"))
    assert "without an address" in found.what
    assert "shapes/source.shacl.ttl" in found.fix


def test_check_of_one_file_shows_only_its_problems(home: Home) -> None:
    broken = home.edit(PROCEDURE, "amount: 85", "amount: much")
    assert [each.path for each in check.run(home.root, [broken])] == [broken]
    assert check.run(home.root, [home.root / "kb" / "data" / "sources"]) == []
