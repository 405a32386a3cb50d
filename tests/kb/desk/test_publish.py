"""Into the graph: what both sides signed becomes a badge, an example never does, and what changed loses it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kb import release
from kb.answers import mappings
from kb.answers.compare import compare
from kb.desk import office, publishing
from kb.desk.role import OPERATOR
from kb.desk.tables import Organisation
from kb.graph.frozen import OfBase, OfRelease, pair
from kb.read.base import read_base
from kb.read.problem import ReadError
from kb.release import Release
from tests.kb.desk import small
from tests.kb.desk.small import ALIGNED, OLD
from tests.kb.desk.world import World


@pytest.fixture
def signed(world: World, before: Release, homes: tuple[Path, Path], tmp_path: Path) -> tuple[World, Path, str]:
    """A home beside which both (real) sides signed a mapping; its statement."""
    with world.desk.writing() as session:
        for organisation in session.query(Organisation):
            organisation.example = False
    key = world.proposed(before)
    world.sign(key, "nl"), world.sign(key, "de")
    home = tmp_path / "home"
    shutil.copytree(homes[0], home)
    return world, home, key


def statuses(home: Path, folder: Path) -> tuple[Release, str, dict[str, object] | None]:
    release.build(home, folder)
    built = release.open_release(folder)
    shown = next(row for row in mappings.page(built)["items"] if row["id"] == OLD)
    return built, shown["status"]["id"], shown["authorisation"]


def test_no_signature_no_badge_and_two_make_one(signed: tuple[World, Path, str], tmp_path: Path) -> None:
    world, home, key = signed
    assert statuses(home, tmp_path / "dist")[1:] == ("proposed", None)
    assert [row.statement for row in publishing.publish(world.desk, OPERATOR, home)] == [key]
    built, status, shown = statuses(home, tmp_path / "dist")
    assert status == "authorised"
    assert shown is not None
    assert [each["organisation"] for each in shown["signed"]] == [  # type: ignore[attr-defined]
        "Example authority NL (demo)",
        "Example authority DE (demo)",
    ]
    assert (shown["since"], shown["until"], shown["example"]) == ("2026-12-01", "2028-01-01", False)
    told = compare(built, "nl-crebo:25180", "de-beruf:fachkraft-kueche", "de").as_json()["statements"]
    assert [each["status"]["label"] for each in told] == ["von beiden Ländern bestätigt"]
    claims = built.catalogue.store.select("authorisations")
    assert claims


def test_a_build_takes_the_badge_away_though_the_desk_was_not_asked(
    signed: tuple[World, Path, str], tmp_path: Path
) -> None:
    world, home, _ = signed
    publishing.publish(world.desk, OPERATOR, home)
    small.cell(home, "kb/data/registers/nl-crebo.tsv", "25180", "level", "3")
    _, status, shown = statuses(home, tmp_path / "dist")
    assert status == "proposed"
    assert shown is not None
    assert (shown["status"]["id"], [each["id"] for each in shown["reasons"]]) == (  # type: ignore[index, attr-defined]
        "lapsed",
        ["qualification-changed"],
    )


def test_an_example_is_shown_as_one_and_authorises_nothing(
    world: World, before: Release, homes: tuple[Path, Path], tmp_path: Path
) -> None:
    key = world.proposed(before)
    world.sign(key, "nl"), world.sign(key, "de")
    home = tmp_path / "home"
    shutil.copytree(homes[0], home)
    assert publishing.publish(world.desk, OPERATOR, home) == []
    assert statuses(home, tmp_path / "dist")[1:] == ("proposed", None)
    publishing.publish(world.desk, OPERATOR, home, examples=True)
    _, status, shown = statuses(home, tmp_path / "dist")
    assert (status, shown and shown["example"]) == ("proposed", True)


@pytest.mark.parametrize("fault", ["document", "signature", "key", "row", "gone", "one", "revoked"])
def test_a_row_without_signatures_that_hold_does_not_build(signed: tuple[World, Path, str], fault: str) -> None:
    world, home, key = signed
    publishing.publish(world.desk, OPERATOR, home)
    file, keys = home / f"mappings/authorisations/{key}.1.json", home / "mappings/authorisations/keys.json"
    table = home / "mappings" / "authorisations.tsv"
    export = json.loads(file.read_text("utf-8"))
    match fault:
        case "document":
            export["document"]["content"]["coverage"] = "whole"
        case "signature":
            export["signatures"][0]["signature"] = export["signatures"][1]["signature"]
        case "key":
            keys.write_text('{"format": "drempel-keys/1", "keys": []}')
        case "row":
            table.write_text(table.read_text("utf-8").replace(OLD, small.NEW), "utf-8")
        case "gone":
            file.unlink()
        case "one":
            del export["signatures"][1]
        case "revoked":
            office.revoke_key(world.desk, OPERATOR, export["signatures"][0]["key"])
            from kb.desk.exporting import keys as published

            keys.write_text(json.dumps(published(world.desk)), "utf-8")
    if fault != "gone":
        file.write_text(json.dumps(export), "utf-8")
    with pytest.raises(ReadError) as caught:
        read_base(home)
    assert {problem.path.name for problem in caught.value.problems} == {"authorisations.tsv"}
    assert all("drempel desk publish" in problem.fix for problem in caught.value.problems)


def test_the_project_ships_with_no_authorised_statement(base: object) -> None:
    assert base.authorisations == []  # type: ignore[attr-defined]


def test_files_and_store_freeze_the_same_bytes(homes: tuple[Path, Path], before: Release) -> None:
    files, store = OfBase(read_base(homes[0])), OfRelease(before.catalogue)
    for kind, subject in (("mapping", OLD), ("mapping", small.NEW), ("alignment", ALIGNED), ("description", ALIGNED)):
        found = pair(files, kind, subject)  # type: ignore[arg-type]
        assert found is not None
        assert found == pair(store, kind, subject)  # type: ignore[arg-type]
    assert pair(store, "mapping", "no/such--thing") is None
