"""Versions and change: what a build changed is told in words and as a patch, from the two graphs alone."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from kb import history, release
from kb.answers.changes import Teller, wanted
from kb.answers.feed import difference, difference_patch, feed, pair
from kb.answers.impact import impact
from kb.errors import DrempelError, InvalidChoiceError, NotFoundError
from kb.graph.change import compare
from kb.release import Release
from tests.kb.conftest import AUTHORITIES, PROCEDURE, SOURCES, Home


@pytest.fixture
def dist(home: Home, tmp_path: Path) -> Path:
    """Two versions of the small home: a fee was raised and an authority got another web page."""
    folder = tmp_path / "dist"
    release.build(home.root, folder)
    home.edit(PROCEDURE, "amount: 85", "amount: 90")
    home.edit(AUTHORITIES, "https://", "https://www.")
    release.build(home.root, folder)
    return folder


@pytest.fixture
def served(dist: Path) -> Release:
    return release.open_release(dist)


@pytest.mark.parametrize(("language", "field"), [("en", "Fee"), ("nl", "Kosten"), ("de", "Gebühr"), ("fr", "Frais")])
def test_a_fee_that_changed_is_told_in_each_language(served: Release, dist: Path, language: str, field: str) -> None:
    found = feed(served, dist, language, wanted(served.catalogue, kind="procedure"))
    (change,) = found["changes"]
    assert change["record"] == "procedure/nl/example-recognition"
    (line,) = change["told"]
    assert line.startswith(field)
    assert "85 → " in line
    assert line.endswith("90")


def test_the_label_of_the_field_is_never_the_bare_name_of_a_predicate(served: Release, dist: Path) -> None:
    for change in feed(served, dist, "de", wanted(served.catalogue))["changes"]:
        assert all(line[0].isupper() for line in change["told"])
        assert "hasCost" not in str(change["told"])


def test_steps_can_be_filtered_by_authority_country_and_qualification(served: Release, dist: Path) -> None:
    def count(**chosen: str) -> int:
        return len(feed(served, dist, "en", wanted(served.catalogue, **chosen))["changes"])

    everything = count()
    assert everything == 2
    assert count(country="nl") == everything
    assert count(country="de") == 0
    assert count(qualification="nl-crebo:10001") == 0
    profession = next(iter(served.catalogue.procedure("nl/example-recognition").professions), "")
    assert count(profession=profession) == 1


@pytest.mark.parametrize(
    ("chosen", "error"),
    [
        ({"country": "mars"}, InvalidChoiceError),
        ({"kind": "thing"}, InvalidChoiceError),
        ({"profession": "nl/nothing"}, NotFoundError),
        ({"authority": "nl/nothing"}, NotFoundError),
        ({"qualification": "nl-crebo:1"}, NotFoundError),
    ],
)
def test_a_filter_of_something_unknown_is_told(
    served: Release, chosen: dict[str, str], error: type[DrempelError]
) -> None:
    with pytest.raises(error):
        wanted(served.catalogue, **chosen)


def test_the_patch_makes_the_new_graph_out_of_the_old(dist: Path) -> None:
    earlier, later = pair(dist)
    lines = difference_patch(dist, earlier, later).splitlines()
    old, new = (
        set(gzip.decompress((history.find(dist, each) / "graph.nq.gz").read_bytes()).decode().splitlines())
        for each in (earlier, later)
    )
    removed = {line[2:] for line in lines if line.startswith("D ")}
    added = {line[2:] for line in lines if line.startswith("A ")}
    assert removed <= old
    assert (old - removed) | added == new
    assert f"H prev <urn:drempel:version:{earlier}> ." in lines


def test_an_earlier_version_still_answers_as_it_did(dist: Path) -> None:
    earlier, later = pair(dist)
    amounts = [
        [
            float(fee.amount)
            for fee in release.open_version(dist, each).catalogue.procedure("nl/example-recognition").fees
        ]  # type: ignore[union-attr]
        for each in (earlier, later)
    ]
    assert amounts == [[85.0, 40.0], [90.0, 40.0]]


def test_a_version_that_is_not_kept_is_told_with_those_that_are(dist: Path) -> None:
    with pytest.raises(history.UnknownVersionError) as raised:
        history.find(dist, "2020.01.01-000000000000")
    assert raised.value.choices == history.versions(dist)
    assert raised.value.status == 404


def test_a_rebuild_without_a_change_is_no_step(home: Home, dist: Path) -> None:
    before = history.steps(dist)
    release.build(home.root, dist)
    assert history.steps(dist) == before


def test_going_back_is_a_step_of_its_own(home: Home, dist: Path) -> None:
    home.edit(PROCEDURE, "amount: 90", "amount: 85")
    release.build(home.root, dist)
    assert [step.number for step in history.steps(dist)] == [2, 1]


def test_with_one_version_there_is_nothing_to_compare(home: Home, tmp_path: Path) -> None:
    release.build(home.root, tmp_path / "one")
    with pytest.raises(DrempelError, match="Only one version"):
        pair(tmp_path / "one")


def test_a_mapping_that_lapses_is_called_lapsed(built: Release) -> None:
    """The status of one shipped row, turned to lapsed."""
    content = history.graph(built.folder).decode()
    line = next(line for line in content.splitlines() if "mappingStatus> <" in line and "/mapping/" in line.split()[0])
    subject = line.split(" ", 1)[0]
    rows = [each for each in content.splitlines() if each.startswith(subject + " ")]
    lapsed = [each.replace("mapping-status/proposed", "mapping-status/lapsed") for each in rows]
    (change,) = compare("\n".join(rows).encode(), "\n".join(lapsed).encode()).changes
    told = Teller(built, "en").tell(change)
    assert told["what"]["id"] == "lapsed"
    assert told["kind"]["id"] == "mapping"
    assert " → " in told["title"]


def test_impact_names_every_record_that_rests_on_a_source(home: Home, dist: Path, served: Release) -> None:
    found = impact(served, "nl/act", "de")
    records = {each["record"] for each in found["records"]}
    assert "procedure/nl/example-recognition" in records
    text = (home.root / PROCEDURE).read_text("utf-8")
    values = next(each for each in found["records"] if each["record"].startswith("procedure/"))["values"]
    assert len(values) >= text.count("source: nl/act")
    by_address = impact(served, served.catalogue.source("nl/act").url or "")
    assert by_address["records"]
    assert (home.root / SOURCES).exists()
    with pytest.raises(NotFoundError):
        impact(served, "nl/nothing")


def test_a_difference_counts_triples_and_tells_records(dist: Path, served: Release) -> None:
    earlier, later = pair(dist)
    found = difference(served, dist, earlier, later, "fr", wanted(served.catalogue))
    assert found["triples"] == {"removed": 2, "added": 2}
    assert len(found["changes"]) == 2
