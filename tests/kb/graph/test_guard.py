"""The scan of the open SPARQL endpoint: nothing that writes or calls out passes it."""

from __future__ import annotations

import contextlib
import time

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import QueryError, QueryRefusedError
from kb.graph.guard import LONGEST_QUERY, check

REFUSED = [
    "SELECT * WHERE { SERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * WHERE { service <http://x/> { ?s ?p ?o } }",
    "SELECT * WHERE { SeRvIcE SILENT <http://x/> { ?s ?p ?o } }",
    "SELECT * WHERE { SERVICE<http://x/>{ ?s ?p ?o } }",
    "SELECT * WHERE { SERVICE#comment\n<http://x/> { ?s ?p ?o } }",
    "SELECT * WHERE { SERVICE\t\n<http://x/> { ?s ?p ?o } }",
    "SELECT * WHERE { SERVICE ?var { ?s ?p ?o } }",
    "SELECT * WHERE { ?a ?b ?c .SERVICE <http://x/> { ?s ?p ?o } }",
    "PREFIX ex: <http://x/> SELECT * WHERE { SERVICE ex:a { ?s ?p ?o } }",
    "PREFIX ex: <http://x/> SELECT * WHERE { ?s ?p ex:a\\#x . SERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * WHERE { ?s ?p 'a\\'b' . SERVICE <http://x/> { ?s ?p ?o } }",
    'SELECT * WHERE { ?s ?p """a"b""" . SERVICE <http://x/> { ?s ?p ?o } }',
    'SELECT * WHERE { ?s ?p "a\\\\" . SERVICE <http://x/> { ?s ?p "b" } }',
    "SELECT * WHERE { ?s ?p '' . SERVICE <http://x/> { ?s ?p '' } }",
    "SELECT * WHERE { ?s ?p ?o FILTER(?o<1) SERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * WHERE { ?s ?p ?o FILTER(?o < ?p && ?o > 1) SERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * WHERE { ?s ?p 1SERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * WHERE { { SERVICE <http://x/> { ?s ?p ?o } } UNION { ?s ?p ?o } }",
    "SELECT * WHERE { # it's fine\n SERVICE <http://x/> { ?s ?p ?o } # it's fine\n }",
    "PREFIX : <http://x/> SELECT * WHERE { SERVICE:a { ?s ?p ?o } }",
    "PREFIX x: <http://x/> SELECT * WHERE { SERVICEx:a { ?s ?p ?o } }",
    "PREFIX x: <http://x/> SELECT * WHERE { SERVICESILENTx:a { ?s ?p ?o } }",
    "PREFIX x: <http://x/> SELECT * WHERE { {} UNION { ?s ?p trueSERVICEx:a { ?s ?p ?o } } }",
    "PREFIX x: <http://x/> SELECT * WHERE { {} UNION { ?s ?p 1e5SERVICE:a { ?s ?p ?o } } }",
    "SELECT * WHERE { ?s ?p ?o # a carriage return ends a comment\rSERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * WHERE { OPTIONAL { ?s ?p <http://x/\u00a0#> } SERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * WHERE { OPTIONAL { ?s ?p <http://x/\\u0041#> } SERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * WHERE { OPTIONAL { ?s ?p <urn:x#y> } SERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * WHERE { ?s ?p ?o FILTER(?s<x:b)SERVICE:x#>\n{ ?s ?p ?o } }",
    "SELECT * WHERE { ?s ?p ?o FILTER(?s<?o#>'''\n) SERVICE <http://x/> { ?s ?p ?o } } #'''",
    "LOAD <http://x/>",
    "load SILENT <http://x/> INTO GRAPH <urn:g>",
    "INSERT DATA { <urn:a> <urn:b> 1 }",
    "INSERT{ ?s ?p 1 }WHERE{ ?s ?p ?o }",
    "DELETE WHERE { ?s ?p ?o }",
    "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "DROP GRAPH <urn:g>",
    "CREATE GRAPH <urn:g>",
    "COPY <urn:a> TO <urn:b>",
    "MOVE <urn:a> TO <urn:b>",
    "ADD <urn:a> TO <urn:b>",
    "SELECT * WHERE { ?s ?p ?o } ; INSERT DATA { <urn:a> <urn:b> 1 }",
]

ALLOWED = [
    "SELECT ?service WHERE { ?service ?load $insert }",
    "PREFIX ex: <http://x/> SELECT * WHERE { ?s ex:service ex:load }",
    "PREFIX add: <http://x/> PREFIX my-load: <http://y/> SELECT * WHERE { ?s add:a my-load:b }",
    "PREFIX cv: <http://x/> SELECT * WHERE { ?s a cv:PublicService ; cv:has-service_x ?o }",
    "SELECT * WHERE { ?s ?p 'SERVICE <http://x/>' }",
    'SELECT * WHERE { ?s ?p "say \\"LOAD\\" twice" }',
    'SELECT * WHERE { ?s ?p """a "quoted" INSERT\nof two lines""" }',
    "SELECT * WHERE { ?s ?p '''it's a DELETE''' }",
    "SELECT * WHERE { ?s ?p ?o } # SERVICE <http://x/>",
    "# LOAD\nSELECT * WHERE { ?s ?p ?o }",
    "SELECT * WHERE { ?s <http://x/SERVICE/LOAD> ?o }",
    "SELECT * WHERE { ?s ?p 'x'@de-service . ?s <urn:service> ?o }",
    "SELECT * WHERE { ?s <http://x/y#service> 'x' }",
    "ASK { ?s ?p ?o }",
    "CONSTRUCT WHERE { ?s ?p ?o }",
    "DESCRIBE <urn:a>",
    "select * where { ?s ?p ?o }",
    "SELECT * WHERE { ?s ?p ?o FILTER(?o < 5 && ?o > 1) }",
]


@pytest.mark.parametrize("text", REFUSED)
def test_whatever_writes_or_reaches_out_is_refused(text: str) -> None:
    with pytest.raises(QueryRefusedError, match="only reads"):
        check(text)


@pytest.mark.parametrize("text", ALLOWED)
def test_words_in_strings_addresses_comments_and_variables_are_not(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", ["", "hello", "# SELECT", "'SELECT'", "?select", "<SELECT>"])
def test_what_is_no_query_is_told(text: str) -> None:
    with pytest.raises(QueryError, match="no SPARQL query"):
        check(text)


@pytest.mark.parametrize(
    "piece", ["a1", '"', "'''", "<a://\\u0041", "<", "\\'", "\\", "a:", "'''\"", "<a", "@a-", "(", "#", "?a<"]
)
def test_the_scan_takes_no_time_whatever_the_query(piece: str) -> None:
    started = time.perf_counter()
    with contextlib.suppress(QueryError):
        check("SELECT " + piece * ((LONGEST_QUERY - 10) // len(piece)))
    assert time.perf_counter() - started < 1


def test_a_query_beyond_the_longest_is_refused() -> None:
    with pytest.raises(QueryError, match="characters"):
        check("SELECT" + " " * LONGEST_QUERY)


PIECES = st.sampled_from(
    [
        "?s ?p ?o . ",
        "FILTER(?s<?o)",
        "FILTER(?s<x:b#>\n)",
        "FILTER(?s<?o#>'''\n)",
        "OPTIONAL{?s ?p <http://x/#a>}",
        "OPTIONAL{?s ?p '''a'b'''}",
        'OPTIONAL{?s ?p "a\\""}',
        "OPTIONAL{?s ?p ex:a\\#b}",
        "# c\n",
        "#'\n",
        "# c\r",
        '#"""\n',
        "#<\n",
        "{}UNION{?s ?p true",
        "{}UNION{?s ?p 1e5",
        "}",
        "SERVICEx:a{?s ?p ?o}",
        "SERVICE:a{?s ?p ?o}",
        "SERVICE <http://127.0.0.1:1/>{}",
        "'",
        '"',
        "'''",
        "\\",
        "<",
        ">",
        "#",
        "\u00a0",
        "<urn:a#b>",
        "(",
        ")",
    ]
)


@settings(max_examples=1500, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=6).map("".join))
def test_whatever_the_engine_would_call_the_scan_has_seen(body: str) -> None:
    text = f"PREFIX x: <http://127.0.0.1:1/> PREFIX : <urn:> PREFIX ex: <urn:> SELECT * WHERE {{ {body} }}"
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("x")))
    try:
        solutions = store.query(text)
        assert isinstance(solutions, ox.QuerySolutions)
        list(solutions)
    except (SyntaxError, ValueError):
        return
    except OSError:  # the engine tried to call port 1, which it never opens
        with pytest.raises(QueryRefusedError):
            check(text)
