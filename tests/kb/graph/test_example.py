"""Every example query runs, and its answer is what the records say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pyoxigraph as ox
import pytest

from kb.answers.examples import GROUPS, example_groups
from kb.errors import BuildError
from kb.graph import names
from kb.graph.example import Example, examples, parse
from kb.model.fact import Unknown
from kb.model.text import LANGUAGES
from kb.read.base import Base
from kb.release import Release

Rows = list[dict[str, str]]
PRESENT = ("current", "latest-known")


def facts(base: Base, kind: str, field: str) -> Iterator[Any]:
    """The stated facts in a field of all records of a kind; an Unknown is none."""
    for record in getattr(base, kind).values():
        held = getattr(record, field)
        yield from [] if isinstance(held, Unknown) else held


def unknowns(base: Base, *fields: str) -> int:
    records = [*base.procedures.values(), *base.professions.values()]
    return sum(isinstance(getattr(each, field, None), Unknown) for each in records for field in fields)


def of(rows: Rows, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row.get(column, "") for column in columns) for row in rows]


def summed(rows: Rows, column: str) -> int:
    return sum(int(row[column]) for row in rows)


def mappings(base: Base) -> list[Any]:
    return [row for rows in base.mappings.values() for row in rows]


def regulating(base: Base, jurisdiction: str, answer: str) -> set[str]:
    """Occupations with this answer for employees."""
    return {
        record.occupation
        for record in base.professions.values()
        if record.jurisdiction == jurisdiction and not isinstance(record.regulated, Unknown)
        for each in record.regulated
        if each.answer == answer and "employed" in each.modes
    }


def fully_compared(rows: Rows, base: Base) -> bool:
    pairs = Counter((row.subject_qualification, row.object_qualification) for row in base.unit_alignments)
    found: Counter[tuple[str, str]] = Counter()
    for row in rows:
        found[row["holder"], row["wanted"]] += int(row["units"])
    return found == pairs


def trained_in_all_three(base: Base) -> set[str]:
    by_scheme: dict[str, set[str]] = {}
    for qualification, occupations in base.main_occupations.items():
        by_scheme.setdefault(qualification.partition(":")[0], set()).update(occupations)
    return by_scheme["nl-crebo"] & by_scheme["de-beruf"] & by_scheme["be-vl"]


def regulated_counts(rows: Rows, base: Base) -> bool:
    counted = Counter(
        record.jurisdiction
        for record in base.professions.values()
        if not isinstance(record.regulated, Unknown)
        and any(each.answer == "yes" and "employed" in each.modes for each in record.regulated)
    )
    return dict(of(rows, "jurisdiction", "professions")) == {key: str(count) for key, count in counted.items()}


CHECKS: dict[str, Callable[[Rows, Base], bool]] = {
    "article-11-levels": lambda rows, base: (
        len(rows) == len(list(facts(base, "professions", "art11_level")))
        and {row["level"] for row in rows} <= set("abcde")
    ),
    "authorities-by-kind": lambda rows, base: summed(rows, "count") == len(base.authorities),
    "automatic-recognition": lambda rows, _: (
        ("profession/be/nurse-general-care", "nl-crebo:25655") in of(rows, "profession", "qualification")
    ),
    "chambers-and-their-regions": lambda rows, base: (
        {
            code
            for key, body in base.authorities.items()
            if body.kind == "chamber"
            for each in body.districts
            for code in each.regions
        }
        == {row["code"] for row in rows}
        and ("DE941", "Delmenhorst, Kreisfreie Stadt") in of(rows, "code", "region")
    ),
    "compensation-measures-and-who-chooses": lambda rows, base: (
        summed(rows, "count") == len(list(facts(base, "procedures", "compensation")))
    ),
    "concepts-without-four-languages": lambda rows, _: rows == [],
    "conflicting-statements": lambda rows, _: (
        {row["fact"] for row in rows} >= {f"procedure/be-fr/childcare#fees-{number}" for number in (1, 2)}
    ),
    "documents-of-a-procedure": lambda rows, base: (
        sorted(row["type"] for row in rows)
        == sorted(each.type for each in base.procedures["nl/big-recognition-nurse"].documents)  # type: ignore[union-attr]
    ),
    "effect-of-silence": lambda rows, _: {row["effect"] for row in rows} >= {"appeal-open", "service-allowed"},
    "esco-crosswalk-relations": lambda rows, _: (
        {row["relation"].rpartition("#")[2] for row in rows}
        == {"exactMatch", "closeMatch", "broadMatch", "narrowMatch"}
    ),
    "facts-to-be-confirmed": lambda rows, _: {row["status"] for row in rows} == {"to-be-confirmed", "unverified"},
    "fees-newest-first": lambda rows, base: (
        len(rows) == len(list(facts(base, "procedures", "fees")))
        and [row["checked"] for row in rows] == sorted((row["checked"] for row in rows), reverse=True)
    ),
    "free-professions-in-germany": lambda rows, base: (
        {base.professions[row["profession"].removeprefix("profession/")].occupation for row in rows}
        == regulating(base, "de", "no")
    ),
    "language-asked-for": lambda rows, base: len(rows) == len(list(facts(base, "procedures", "job_language"))),
    "length-of-german-training": lambda rows, base: (
        sorted(of(rows, "qualification", "months"))
        == sorted(
            (key, str(each.months)) for each in base.ordinances.values() if each.months for key in each.qualifications
        )
    ),
    "mappings-by-relation-and-status": lambda rows, base: summed(rows, "count") == len(mappings(base)),
    "mappings-of-a-beruf": lambda rows, base: (
        len(rows)
        == sum(
            "de-beruf:koch" in (row.subject_id, row.object_id) and "nl-crebo" in row.subject_id + row.object_id
            for row in mappings(base)
        )
    ),
    "occupations-in-three-countries": lambda rows, base: (
        {row["occupation"] for row in rows} == trained_in_all_three(base)
    ),
    "oldest-readings": lambda rows, _: [row["checked"] for row in rows] == sorted(row["checked"] for row in rows),
    "procedures-by-kind": lambda rows, base: summed(rows, "count") == len(base.procedures),
    "procedures-in-north-rhine-westphalia": lambda rows, base: (
        {row["procedure"] for row in rows}
        == {f"procedure/{key}" for key, each in base.procedures.items() if each.jurisdiction in ("de", "de-nw")}
    ),
    "professions-of-unknown-regulation": lambda rows, base: (
        len(rows) == sum(isinstance(each.regulated, Unknown) for each in base.professions.values())
    ),
    "published-statements": lambda rows, base: len(rows) == sum(row.status == "published" for row in mappings(base)),
    "qualifications-by-register-and-level": lambda rows, base: (
        summed(rows, "count") == sum(each.status in PRESENT for each in base.qualifications.values())
    ),
    "qualifications-without-a-level": lambda rows, base: (
        summed(rows, "count") == sum(each.level is None for each in base.qualifications.values())
    ),
    "regulated-here-free-there": lambda rows, base: (
        {row["occupation"] for row in rows} == regulating(base, "nl", "yes") & regulating(base, "de", "no")
    ),
    "regulated-professions": regulated_counts,
    "remedies-by-jurisdiction": lambda rows, base: len(rows) == len(list(facts(base, "procedures", "appeal"))),
    "reserved-activities": lambda rows, base: len(rows) == len(list(facts(base, "professions", "reserved_activities"))),
    "routes-and-their-procedures": lambda rows, base: (
        summed(rows, "procedures") == len(list(facts(base, "procedures", "routes")))
    ),
    "rules-not-yet-in-force": lambda rows, _: (
        bool(rows) and all(date.fromisoformat(row["since"]) > date(2026, 11, 27) for row in rows)
    ),
    "rules-of-law-by-source": lambda rows, base: {row["rule"] for row in rows} == {f"rule/{key}" for key in base.rules},
    "searched-without-a-counterpart": lambda rows, base: (
        sorted(row["qualification"] for row in rows)
        == sorted(row.subject_id for row in mappings(base) if row.register_searched)
    ),
    "sources-most-relied-on": lambda rows, _: len(rows) == 20 and int(rows[0]["facts"]) >= int(rows[-1]["facts"]) > 0,
    "sources-without-a-date": lambda rows, base: (
        summed(rows, "sources") == sum(each.published is None for each in base.sources.values())
    ),
    "start-before-recognition": lambda rows, base: (
        len(rows) == sum(len(each.modes) for each in facts(base, "professions", "before_recognition"))
    ),
    "successors-of-dutch-codes": lambda rows, base: (
        len(rows) == sum(len(each.replaced_by) for each in base.qualifications.values() if each.scheme == "nl-crebo")
    ),
    "time-until-decision": lambda rows, base: (
        len(rows) == sum(each.step == "decision" for each in facts(base, "procedures", "terms"))
    ),
    "units-by-register-and-kind": lambda rows, base: summed(rows, "units") == len(base.units),
    "unknowns-and-whom-to-ask": lambda rows, base: (
        len(rows)
        == unknowns(
            base,
            "authorities",
            "legal_basis",
            "fees",
            "terms",
            "documents",
            "paper_languages",
            "job_language",
            "compensation",
            "appeal",
            "outcome",
            "channels",
            "regulated",
        )
    ),
    "verdicts-unit-by-unit": fully_compared,
}


@pytest.fixture(scope="module")
def store(built: Release) -> ox.Store:
    return ox.Store.read_only(str(built.folder / "store"))


def short(value: Any) -> str:
    """A concept as its last word, a qualification as its identifier, another record without the base."""
    text = str(value.value).removeprefix(names.prefixes()["id"])
    if text.startswith("qualification/"):
        return names.key_of(value.value)
    return text.rpartition("/")[2] if text.startswith("scheme/") else text


@pytest.mark.parametrize("example", examples(), ids=lambda each: each.name)
def test_the_answer_is_what_the_records_say(store: ox.Store, base: Base, example: Example) -> None:
    found = store.query(example.text, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    columns = [variable.value for variable in found.variables]
    rows = [{name: short(row[name]) for name in columns if row[name] is not None} for row in found]
    assert CHECKS[example.name](rows, base), rows[:5]


def test_there_are_thirty_and_each_group_has_some() -> None:
    assert len(examples()) >= 30
    for language in LANGUAGES:
        groups = example_groups(language)
        assert [group.id for group in groups] == list(GROUPS)
        assert all(len(group.queries) >= 8 for group in groups)
    assert sum(len(group.queries) for group in groups) == len(examples())
    assert len({group.heading for language in ("nl", "de", "fr") for group in example_groups(language)}) == 12


def test_titles_differ_from_language_to_language_and_from_query_to_query() -> None:
    titles = [title for each in examples() for title in each.title.values()]
    assert len(set(titles)) == len(titles)


def test_a_head_that_lacks_a_language_is_told() -> None:
    with pytest.raises(BuildError, match="title@fr"):
        parse("x", "# group: employers\n# title@nl: a\n# title@de: b\n# title@en: c\nSELECT * {}")
