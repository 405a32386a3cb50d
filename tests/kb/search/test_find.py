"""Search as people type: feminine forms, other languages, typing errors, codes, half words."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.answers.search import search
from kb.errors import InvalidChoiceError, NotBuiltError
from kb.model.qualification import Qualification
from kb.read.base import Base
from kb.release import Release
from kb.search.find import Finder, Hit

RIGHT = {
    "Krankenschwester": {"de-beruf:pflegefachmann", "de-beruf:gesundheits-und-krankenpfleger"},
    "verpleger": {"nl-crebo:25655", "be-vl:bk-0599-1"},
    "Pflegefachfrau": {"de-beruf:pflegefachmann"},
    "elektricien": {"nl-crebo:25736", "de-beruf:elektroniker-fachrichtung-energie-und-gebaeudetechnik"},
    "aide soignant": {"be-fr:aide-soignant-aide-soignante", "be-fed:zorgkundige"},
    "25656": {"nl-crebo:25656"},
    "BK-0243": {"be-vl:bk-0243-2"},
    "Pflegefachmnan": {"de-beruf:pflegefachmann"},
}
VARIANTS = [
    ("krankenschwester", "Krankenschwester"),
    ("  KRANKENSCHWESTER ", "Krankenschwester"),
    ("aide-soignante", "aide-soignant"),
    ("Aide-Soignant(e)", "aide soignant"),
    ("infirmiere", "infirmière"),
    ("Anlagenmechaniker/in", "Anlagenmechaniker"),
    ("Elektroniker (m/w/d)", "Elektroniker"),
    ("Elektroniker*in", "Elektroniker"),
    ("Strassenbauer", "Straßenbauer"),
]


def test_letters_by_chance_find_nothing(built: Release) -> None:
    assert first(built, "asdfqwerty") == []


def first(built: Release, query: str, limit: int = 5) -> list[str]:
    return [hit.id for hit in built.finder.find(query, limit=limit)]


@pytest.mark.parametrize("query", RIGHT)
def test_a_right_answer_stands_among_the_first_five(built: Release, query: str) -> None:
    assert set(first(built, query)) & RIGHT[query], first(built, query)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("verpleger", "nl-crebo:25655"),
        ("Pflegefachfrau", "de-beruf:pflegefachmann"),
        ("25656", "nl-crebo:25656"),
        ("BK-0243", "be-vl:bk-0243-2"),
        ("Pflegefachmnan", "de-beruf:pflegefachmann"),
        ("nl-crebo:25655", "nl-crebo:25655"),
        ("Erzieher", "de-beruf:erzieher"),
    ],
)
def test_the_first_answer_is_the_one_meant(built: Release, query: str, expected: str) -> None:
    assert first(built, query)[0] == expected


@pytest.mark.parametrize(("query", "same"), VARIANTS)
def test_spellings_of_one_word_give_the_same_answers(built: Release, query: str, same: str) -> None:
    assert first(built, query)[:3] == first(built, same)[:3]


def test_an_elektricien_may_be_asked_for_in_each_country(built: Release) -> None:
    """The eight queries of the first issue ask for one right answer; a Dutch reader expects the Dutch one too."""
    assert any(hit.scheme == "nl-crebo" for hit in built.finder.find("elektricien", limit=10))


def by_title(base: Base) -> dict[tuple[str, str], list[Qualification]]:
    found: dict[tuple[str, str], list[Qualification]] = {}
    for row in base.qualifications.values():
        found.setdefault((row.scheme, row.title.casefold()), []).append(row)
    return {key: rows for key, rows in found.items() if {"current", "superseded"} <= {row.status for row in rows}}


def test_current_stands_before_superseded_for_equal_titles(built: Release, base: Base) -> None:
    groups = by_title(base)
    assert len(groups) > 20
    for (scheme, _), rows in groups.items():
        found = [hit.id for hit in built.finder.find(rows[0].title, scheme=scheme, limit=100)]
        places = {row.id: found.index(row.id) for row in rows if row.id in found}
        current = [places[row.id] for row in rows if row.status == "current" and row.id in places]
        superseded = [places[row.id] for row in rows if row.status == "superseded" and row.id in places]
        assert current, rows[0].title
        assert not superseded or min(current) < min(superseded), rows[0].title


@pytest.mark.slow
def test_a_qualification_is_found_by_its_identifier_and_by_its_title(built: Release, base: Base) -> None:
    titles = Counter(row.title.casefold() for row in base.qualifications.values())
    rows = list(base.qualifications.values())[::6]
    lost = [row.id for row in rows if row.id not in first(built, row.id, 3)]
    lost += [row.title for row in rows if row.id not in first(built, row.title, 10 + titles[row.title.casefold()])]
    assert lost == []


def test_former_codes_stand_behind_present_ones_of_the_same_name(built: Release) -> None:
    found = built.finder.find("verpleegkundige", scheme="nl-crebo", limit=20)
    places = {hit.id: place for place, hit in enumerate(found)}
    assert places["nl-crebo:25655"] < places["nl-crebo:10426"]
    assert found[0].status == "current"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("10169", "nl-crebo:10169"),
        ("gereedschapslijper", "nl-crebo:10485"),
        ("Technische Zeichnerin", "de-beruf:technischer-zeichner-1993"),
    ],
)
def test_a_former_title_or_code_without_a_present_namesake_comes_first(
    built: Release, query: str, expected: str
) -> None:
    assert first(built, query)[0] == expected


def test_a_former_title_typed_whole_is_seen_on_the_first_page(built: Release) -> None:
    assert "de-beruf:krankenpfleger" in first(built, "Krankenschwester", 10)


def test_only_the_register_asked_for(built: Release) -> None:
    hits = built.finder.find("verpleegkundige", scheme="be-vl", limit=20)
    assert hits
    assert {hit.scheme for hit in hits} == {"be-vl"}


def test_a_narrow_register_is_searched_to_its_end(built: Release) -> None:
    """The names of other registers must not crowd out the only ones that count."""
    hits = built.finder.find("Techniker", scheme="be-dg", limit=5)
    assert {hit.scheme for hit in hits} <= {"be-dg"}
    assert hits


def test_limit_is_kept_and_nothing_stands_twice(built: Release) -> None:
    for limit in (1, 3, 50):
        found = first(built, "medewerker", limit)
        assert len(found) == len(set(found)) == limit


@pytest.mark.parametrize("query", ["", "   ", "-", "\"*'", "()", "%", "\x00", "zzzzqqqqxxxx", "a", "OR", 'NEAR("a")'])
def test_what_says_nothing_finds_nothing_or_little_and_never_fails(built: Release, query: str) -> None:
    assert isinstance(built.finder.find(query), list)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_a_list_and_the_same_one_twice(built: Release, query: str) -> None:
    found = built.finder.find(query)
    assert all(isinstance(hit, Hit) for hit in found)
    assert found == built.finder.find(query)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_title_with_one_letter_lost_still_finds_its_qualification(
    built: Release, base: Base, data: st.DataObject
) -> None:
    rows = [row for row in base.qualifications.values() if row.status == "current" and 10 <= len(row.title) <= 30]
    row = data.draw(st.sampled_from(rows))
    lost = data.draw(st.integers(3, len(row.title) - 1))
    query = row.title[:lost] + row.title[lost + 1 :]
    titles = [hit.title for hit in built.finder.find(query, scheme=row.scheme, limit=10)]
    assert row.title in titles


def test_labels_come_in_the_language_of_the_reader(built: Release) -> None:
    hit = search(built, "25656", language="fr")[0]
    assert (hit["country"]["label"], hit["title"]["lang"]) == ("Pays-Bas", "nl")


@pytest.mark.parametrize("wrong", [{"language": "xx"}, {"scheme": "nl-cerbo"}])
def test_a_wrong_language_or_register_is_told_with_the_choices(built: Release, wrong: dict[str, str]) -> None:
    with pytest.raises(InvalidChoiceError) as raised:
        search(built, "kok", **wrong)  # type: ignore[arg-type]
    assert len(raised.value.choices) >= 4


def test_without_an_index_the_next_command_is_named(releases: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(NotBuiltError, match="No search index") as raised:
        Finder(tmp_path_factory.getbasetemp() / "nothing.sqlite")
    assert "drempel build" in raised.value.fix


@pytest.fixture
def raw(built: Release) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"file:{built.folder / 'search.sqlite'}?mode=ro", uri=True)
    yield connection
    connection.close()


def test_each_qualification_stands_in_the_index_once(raw: sqlite3.Connection, base: Base) -> None:
    assert raw.execute("SELECT COUNT(*) FROM item").fetchone()[0] == len(base.qualifications)
    for status, bearers in (("<> 'former'", "bearer"), ("= 'former'", "former_bearer")):
        nameless = f"SELECT COUNT(*) FROM item WHERE status {status} AND id NOT IN (SELECT id FROM {bearers})"
        assert raw.execute(nameless).fetchone()[0] == 0
