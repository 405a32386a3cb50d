"""Records to quads and back: nothing is lost, nothing is added."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from kb.graph import names
from kb.graph.codec import decode, describe, encode
from kb.graph.names import iri
from kb.model.cite import Cite
from kb.model.fact import Missing, Unknown
from kb.model.measure import Period
from kb.model.procedure import Basis, Channel, Fee, Outcome, Procedure, Role, Term
from kb.model.text import LANGUAGES, OfficialName, Text
from kb.read.base import Base

KINDS = ("sources", "authorities", "professions", "procedures", "qualifications", "units", "ordinances")
SINGULAR = {"authorities": "authority"}


def there_and_back(record: BaseModel, kind: str, key: str) -> BaseModel:
    """Through N-Quads, so that escapes are tried too."""
    node = iri(kind, key)
    written = "".join(f"{quad} .\n" for quad in encode(record, node, names.graph("test")))
    quads = ox.parse(written.encode(), format=ox.RdfFormat.N_QUADS)
    return decode(type(record), node.value, describe(quad.triple for quad in quads), key)


def plain(value: Any) -> Any:
    """The values of a record, with the lists that have no order in the graph sorted."""
    if isinstance(value, BaseModel):
        return {name: plain(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, list):
        is_ordered = value and isinstance(value[0], BaseModel) and not isinstance(value[0], OfficialName)
        found = [plain(each) for each in value]
        return found if is_ordered else sorted(found, key=str)
    return value


@pytest.mark.parametrize("kind", KINDS)
def test_every_shipped_record_comes_back_equal(base: Base, kind: str) -> None:
    singular = SINGULAR.get(kind, kind[:-1])
    records = getattr(base, kind)
    assert records
    for key, record in records.items():
        assert plain(there_and_back(record, singular, key)) == plain(record), key


def test_every_occupation_link_comes_back_equal(base: Base) -> None:
    for link in base.occupations:
        assert plain(there_and_back(link, "occupation-link", "x")) == plain(link)


lines = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30) | st.sampled_from(
    ['"quoted" \\ back', "Ärztin’s <b>", "two\nlines\tand tab", "'''", "#no comment", "日本語 🙂"]
)
slugs = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,4})?", fullmatch=True)
keys = st.builds("{}/{}".format, st.sampled_from(["nl", "de-nw", "be", "eu"]), slugs)
days = st.dates(date(1957, 1, 1), date(2100, 1, 1))
cites = st.builds(Cite, source=keys, at=lines, checked=days)
texts = st.builds(Text, **dict.fromkeys(LANGUAGES, lines))
amounts = st.decimals(0, 99999, places=2, allow_nan=False) | st.integers(0, 9999).map(Decimal)
periods = st.builds(
    Period, value=st.integers(1, 999), to=st.none() | st.integers(1, 999), unit=st.sampled_from(["day", "week", "year"])
)
maybe_slug, maybe_text = st.none() | slugs, st.none() | texts
head = {"cite": cites, "since": st.none(), "until": st.none() | days, "status": slugs}
fees = st.builds(
    Fee,
    **head,
    item=slugs,
    amount=amounts,
    to=st.none(),
    typical=st.none() | amounts,
    approximate=st.booleans(),
    condition=maybe_text,
) | st.builds(Fee, **head, item=slugs, amount=st.just(Decimal("1.50")), to=st.just(Decimal("20")))
terms = st.builds(
    Term,
    **head,
    step=slugs,
    nature=slugs,
    period=periods,
    counted_from=maybe_slug,
    silence=maybe_slug,
    condition=maybe_text,
)
unknowns = st.builds(
    Unknown,
    unknown=st.builds(
        Missing, looked_at=st.lists(keys, min_size=1, max_size=3, unique=True), on=days, ask=st.none() | keys
    ),
)


def some(facts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(facts, min_size=1, max_size=12) | unknowns


procedures = st.builds(
    Procedure,
    **head,
    id=st.just("nl/x"),
    jurisdiction=st.just("nl"),
    title=texts,
    official_title=st.none() | st.builds(OfficialName, text=lines, lang=st.sampled_from(LANGUAGES)),
    summary=texts,
    kind=slugs,
    routes=st.lists(slugs, max_size=3, unique=True),
    homes=st.lists(st.sampled_from(["nl", "de", "be", "eu", "any"]), min_size=1, unique=True),
    modes=st.lists(st.sampled_from(["employed", "self-employed", "temporary"]), min_size=1, unique=True),
    professions=st.lists(keys, max_size=3, unique=True),
    any_qualification=st.just(True),
    schemes=st.just([]),
    qualifications=st.lists(slugs.map("nl-crebo:{}".format), max_size=3, unique=True),
    priority=st.integers(0, 99),
    authorities=some(st.builds(Role, **head, role=slugs, authority=keys, where=maybe_text)),
    legal_basis=some(st.builds(Basis, **head, law=keys, article=st.none() | lines)),
    steps=st.just([]),
    fees=some(fees),
    terms=some(terms),
    documents=unknowns,
    paper_languages=unknowns,
    job_language=unknowns,
    compensation=unknowns,
    conditions=st.just([]),
    appeal=unknowns,
    outcome=some(
        st.builds(Outcome, **head, gives=slugs, not_gives=st.lists(slugs, max_size=3, unique=True), detail=maybe_text)
    ),
    channels=some(st.builds(Channel, **head, kind=slugs, url=st.just("https://x.example/a?b=c&d=%20"))),
    remarks=st.just([]),
    replaces_rows=st.lists(lines, max_size=2, unique=True),
)


@given(fees)
def test_any_fee_comes_back_equal(fee: Fee) -> None:
    assert there_and_back(fee, "procedure", "nl/x") == fee


@given(terms)
def test_any_term_comes_back_equal(term: Term) -> None:
    assert there_and_back(term, "procedure", "nl/x") == term


@settings(max_examples=60, deadline=None)
@given(procedures)
def test_any_procedure_comes_back_equal(procedure: Procedure) -> None:
    assert plain(there_and_back(procedure, "procedure", "nl/x")) == plain(procedure)


def test_more_than_nine_facts_keep_their_order(base: Base) -> None:
    """``#fees-10`` comes after ``#fees-9``, not after ``#fees-1``."""
    known = [each for each in base.procedures.values() if isinstance(each.documents, list)]
    record = max(known, key=lambda each: len(list(each.documents)))
    assert len(list(record.documents)) > 9
    back = there_and_back(record, "procedure", record.id)
    assert isinstance(back, Procedure)
    assert back.documents == record.documents
