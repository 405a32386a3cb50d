"""The register reader on broken rows, and what a lawyer would notice in the shipped tables."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel, ConfigDict

from kb.model.identifier import SCHEMES
from kb.model.qualification import Qualification
from kb.model.source import Source
from kb.read.problem import Problem, ReadError
from kb.read.register import FORMER, read_register
from kb.read.scheme import read_scheme
from kb.read.tsv import read_tsv

ROOT = Path(__file__).resolve().parents[3]
REGISTERS = ROOT / "kb" / "data" / "registers"
SOURCES = ROOT / "kb" / "data" / "sources"
COLUMNS = list(Qualification.model_fields)
USUAL = {
    "scheme": "nl-crebo",
    "code": "25655",
    "title": "Mbo-Verpleegkundige",
    "language": "nl",
    "kind": "mbo-qualification",
    "status": "current",
    "status_reliability": "stated",
    "sources": "nl/reg-list",
    "checked": "2026-11-23",
}


def table(folder: Path, *rows: dict[str, str], columns: list[str] = COLUMNS) -> Path:
    """A register of rows, each the usual one with other cells."""
    lines = ["\t".join((USUAL | row).get(name, "") for name in columns) for row in rows]
    path = folder / "nl-crebo.tsv"
    path.write_text("\n".join(["\t".join(columns), *lines]) + "\n", "utf-8")
    return path


def problems(path: Path) -> list[Problem]:
    with pytest.raises(ReadError) as raised:
        read_register(path)
    return raised.value.problems


def test_good_rows_are_read_in_their_order(tmp_path: Path) -> None:
    path = table(tmp_path, {"code": "25480", "replaced_by": "nl-crebo:25655", "level": "4"}, {"pathways": "BOL|BBL"})
    old, new = read_register(path)
    assert (old.id, old.replaced_by, old.level, old.eqf) == ("nl-crebo:25480", ["nl-crebo:25655"], 4, None)
    assert (new.pathways, new.note) == (["BOL", "BBL"], None)


def test_all_errors_of_a_file_come_at_once(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        {"code": "1", "level": "9"},
        {"code": "2", "title": ""},
        {"code": "3", "replaced_by": "nl-crebo:4"},
        {"code": "3", "isced_f": "health"},
        {"code": "5", "replaced_by": "nl-crebo:2|crebo 6"},
    )
    found = [(problem.line, problem.key) for problem in problems(path)]
    assert found == [
        (2, "level"),
        (3, "title"),
        (4, "replaced_by"),
        (5, "isced_f"),
        (5, "code"),
        (6, "replaced_by"),
    ]


def test_a_problem_says_where_what_and_what_to_write(tmp_path: Path) -> None:
    path = table(tmp_path, {"replaced_by": "nl-crebo:29999"})
    (problem,) = problems(path)
    assert str(problem) == (
        f"{path}:2: replaced_by: nl-crebo:29999 stands nowhere in this file "
        "-> correct it, or name it in the note instead"
    )


def test_successor_in_a_row_that_is_broken_itself_counts_as_known(tmp_path: Path) -> None:
    path = table(tmp_path, {"code": "1", "replaced_by": "nl-crebo:2"}, {"code": "2", "level": "ten"})
    assert [problem.key for problem in problems(path)] == ["level"]


@pytest.mark.parametrize(
    ("columns", "key", "what"),
    [
        ([name for name in COLUMNS if name != "note"], "note", "column is missing"),
        ([*COLUMNS, "notes"], "notes", "is no column of this table"),
        ([*COLUMNS, "note"], "note", "column stands twice"),
    ],
)
def test_wrong_headers(tmp_path: Path, columns: list[str], key: str, what: str) -> None:
    (problem,) = problems(table(tmp_path, {}, columns=columns))
    assert (problem.line, problem.key, problem.what) == (1, key, what)


def test_line_with_a_cell_too_many(tmp_path: Path) -> None:
    path = table(tmp_path, {}, {"code": "2", "note": "a tab\tinside"})
    (problem,) = problems(path)
    assert (problem.line, problem.what) == (3, f"{len(COLUMNS) + 1} cells instead of {len(COLUMNS)}")


def test_file_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "nl-crebo.tsv"
    path.write_bytes("Kältetechnik".encode("latin-1"))
    assert problems(path)[0].fix == "save the file as UTF-8"


def test_row_in_the_file_of_another_scheme(tmp_path: Path) -> None:
    assert [problem.key for problem in problems(table(tmp_path, {"scheme": "de-beruf"}))] == ["scheme"]


def test_successors_in_a_circle(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        {"code": "1", "replaced_by": "nl-crebo:2"},
        {"code": "2", "replaced_by": "nl-crebo:3"},
        {"code": "3", "replaced_by": "nl-crebo:2"},
    )
    found = problems(path)
    assert [problem.line for problem in found] == [3, 4]
    assert found[0].what.endswith("nl-crebo:2 -> nl-crebo:3 -> nl-crebo:2")


def test_former_codes_have_a_folder_of_their_own_and_nothing_else_stands_there(tmp_path: Path) -> None:
    (tmp_path / "former").mkdir()
    old = {"code": "10426", "status": "former", "replaced_by": "nl-crebo:25655"}
    assert [problem.key for problem in problems(table(tmp_path, old, {}))] == ["status"]
    assert [problem.key for problem in problems(table(tmp_path / "former", old, {}))] == ["status"]


def test_a_table_of_former_codes_may_lack_columns_and_names_successors_of_the_register(tmp_path: Path) -> None:
    (tmp_path / "former").mkdir()
    columns = ["kin", "seen_in_force", "replaced_by", *USUAL]
    rows = {"code": "10426", "status": "former", "kin": "nl-crebo:25655", "seen_in_force": "2014-08-01"}
    (row,) = read_register(table(tmp_path / "former", rows, columns=columns))
    assert (row.kin, row.replaced_by) == (["nl-crebo:25655"], [])
    columns.remove("title")
    assert [problem.key for problem in problems(table(tmp_path / "former", rows, columns=columns))] == ["title"]


class _Pair(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    number: int = 0
    tags: list[str] = []


def test_tables_of_any_record(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("tags\tname\tnumber\na|b\tone\t1\n\ttwo\t\n", "utf-8")
    assert read_tsv(path, _Pair) == [_Pair(name="one", number=1, tags=["a", "b"]), _Pair(name="two")]


# The shipped tables


@pytest.fixture(scope="module")
def registers() -> dict[str, list[Qualification]]:
    return {scheme: read_register(REGISTERS / f"{scheme}.tsv") for scheme in SCHEMES}


@pytest.fixture(scope="module")
def rows(registers: dict[str, list[Qualification]]) -> dict[str, Qualification]:
    return {row.id: row for found in registers.values() for row in found}


@pytest.fixture(scope="module")
def former() -> dict[str, list[Qualification]]:
    return {path.stem: read_register(path) for path in sorted((REGISTERS / FORMER).glob("*.tsv"))}


@pytest.mark.parametrize("scheme", ["de-beruf", "nl-crebo"])
def test_tables_of_former_codes_are_described(scheme: str, former: dict[str, list[Qualification]]) -> None:
    found = yaml.safe_load((REGISTERS / FORMER / f"{scheme}.meta.yaml").read_text("utf-8"))
    assert found["rows"] == len(former[scheme]) > 100
    assert set(found["title"]) == set(found["description"]) == {"nl", "de", "fr", "en"}


def test_a_former_code_is_in_no_register_and_leads_into_one(
    former: dict[str, list[Qualification]], rows: dict[str, Qualification]
) -> None:
    for row in (row for found in former.values() for row in found):
        assert row.id not in rows
        assert {*row.replaced_by, *row.kin} <= set(rows), row.id
        assert not (row.replaced_by and row.kin), row.id


def test_no_present_row_names_a_former_code(rows: dict[str, Qualification]) -> None:
    assert not [row.id for row in rows.values() if row.kin or row.seen_in_force or row.status == FORMER]


def test_a_former_code_says_what_its_source_says(former: dict[str, list[Qualification]]) -> None:
    dutch = {row.code: row for row in former["nl-crebo"]}
    german = {row.code: row for row in former["de-beruf"]}
    assert len([row for row in dutch.values() if row.level]) == 690
    assert (dutch["95530"].level, dutch["95530"].seen_in_force) == (3, date(2014, 8, 1))
    assert (dutch["10169"].replaced_by, dutch["10169"].replaced_by_reliability) == (["nl-crebo:25003"], "inferred")
    assert (dutch["10427"].replaced_by, dutch["10427"].kin) == ([], ["nl-crebo:25656"])
    assert not [code for code in dutch if code.startswith(("22", "23", "79"))], "files and domains are no diplomas"
    clerk = german["bankkaufmann-1997"]
    assert (clerk.valid_to, clerk.replaced_by) == (date(2020, 7, 31), ["de-beruf:bankkaufmann"])
    assert len(german["technischer-zeichner-1993"].replaced_by) == 2
    assert german["technischer-zeichner-1993"].replaced_by_reliability == "inferred"
    assert german["krankenpfleger"].valid_to is None


def meta(scheme: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((REGISTERS / f"{scheme}.meta.yaml").read_text("utf-8"))
    return loaded


@pytest.mark.parametrize("country", ["nl", "de", "be"])
def test_no_row_of_the_compiled_table_is_lost(country: str, registers: dict[str, list[Qualification]]) -> None:
    schemes = [scheme for scheme in SCHEMES if scheme.startswith(country)]
    imported = sum(len(registers[name]) - meta(name).get("rows_by_hand", 0) for name in schemes)
    assert {meta(scheme)["origin"]["rows"] for scheme in schemes} == {imported}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_description_counts_what_is_there(scheme: str, registers: dict[str, list[Qualification]]) -> None:
    found = meta(scheme)
    assert found["rows"] == len(registers[scheme])
    assert set(found["title"]) == set(found["description"]) == {"nl", "de", "fr", "en"}
    assert all(found["title"].values()) and found["licence"]
    for column, counts in found["reliability"].items():
        assert counts == dict(Counter(getattr(row, column) for row in registers[scheme]))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_rows_stand_in_the_order_of_their_codes(scheme: str, registers: dict[str, list[Qualification]]) -> None:
    codes = [row.code for row in registers[scheme]]
    assert codes == sorted(codes)


def test_every_source_of_a_row_exists(rows: dict[str, Qualification]) -> None:
    tables = [path for path in SOURCES.glob("*.tsv") if not path.stem.endswith("-units")]
    listed = {row.id for path in tables for row in read_tsv(path, Source)}
    by_hand = {
        f"{path.stem}/{slug}" for path in SOURCES.glob("*.yaml") for slug in yaml.safe_load(path.read_text("utf-8"))
    }
    assert not listed & by_hand
    named = {key for row in rows.values() for key in row.sources}
    assert named - by_hand == listed


def test_generated_sources_have_an_address_and_the_mark_of_their_origin() -> None:
    for path in SOURCES.glob("*.tsv"):
        for row in read_tsv(path, Source):
            assert row.id.startswith(f"{path.stem.removesuffix('-units')}/reg-")
            assert row.url is not None


def test_every_successor_exists_in_some_register(rows: dict[str, Qualification]) -> None:
    assert {successor for row in rows.values() for successor in row.replaced_by} <= set(rows)


def test_every_kind_is_a_concept(rows: dict[str, Qualification]) -> None:
    kinds = read_scheme(ROOT / "ontology" / "schemes" / "qualification-kinds.ttl")
    assert {row.kind for row in rows.values()} <= set(kinds)


@pytest.mark.parametrize("value", ["level", "eqf", "duration_text", "isced_f", "dossier", "title_en", "replaced_by"])
def test_a_value_has_a_reliability_and_an_absent_one_is_unknown(value: str, rows: dict[str, Qualification]) -> None:
    graded = {"duration_text": "duration"}.get(value, value)
    for row in rows.values():
        has_value = bool(getattr(row, value)) or (graded == "duration" and row.duration_months is not None)
        assert has_value == (getattr(row, f"{graded}_reliability") != "unknown"), row.id


def test_nothing_marked_unverified_is_shown_as_stated(rows: dict[str, Qualification]) -> None:
    for row in rows.values():
        shown = (row.title, row.duration_text, row.legal_basis, row.awarding_body, row.title_en)
        assert not any("UNVERIFIED" in text for text in shown if text), row.id
        if row.level_basis and "UNVERIFIED" in row.level_basis:
            assert row.level_reliability == row.eqf_reliability == "unverified", row.id


def test_a_no_on_regulation_says_on_what_it_rests(rows: dict[str, Qualification]) -> None:
    unsupported = [
        row.id for row in rows.values() if row.regulated_at_home in {"no", "partial"} and not row.regulated_text
    ]
    assert not unsupported
    for row in rows.values():
        if row.regulated_at_home == "no":
            assert row.regulated_text is not None and "activity rule" not in row.regulated_text


def test_superseded_dutch_rows_have_a_successor_and_the_others_none(
    registers: dict[str, list[Qualification]],
) -> None:
    for row in registers["nl-crebo"]:
        assert (row.status == "superseded") == bool(row.replaced_by), row.id


def test_nurses_and_carers(rows: dict[str, Qualification]) -> None:
    assert rows["nl-crebo:25480"].replaced_by == ["nl-crebo:25655"]
    assert rows["nl-crebo:25491"].replaced_by == ["nl-crebo:25656"]
    assert (rows["nl-crebo:25655"].level, rows["nl-crebo:25655"].dossier) == (4, "23267")
    assert (rows["nl-crebo:25656"].level, rows["nl-crebo:25656"].level_reliability) == (3, "stated")
    assert rows["nl-crebo:25655"].regulated_at_home == rows["nl-crebo:25656"].regulated_at_home == "yes"
    assert rows["nl-crebo:27145"].status_reliability == "unverified"
    assert rows["de-beruf:gesundheits-und-krankenpfleger"].replaced_by == ["de-beruf:pflegefachmann"]
    assert rows["de-beruf:altenpfleger"].replaced_by == []
    assert (rows["be-vl:bk-0243-2"].level, rows["be-vl:bk-0243-2"].isced_f_reliability) == (4, "stated")


def test_crafts_are_regulated_for_the_business_only(rows: dict[str, Qualification]) -> None:
    assert rows["de-beruf:elektroniker-fachrichtung-energie-und-gebaeudetechnik"].regulated_at_home == "partial"
    assert rows["de-beruf:elektrotechnikermeister"].regulated_at_home == "partial"


def test_where_one_of_several_predecessors_is_regulated_the_answer_is_unknown(
    rows: dict[str, Qualification],
) -> None:
    assert rows["nl-crebo:25143"].regulated_at_home == "yes"
    assert rows["nl-crebo:25726"].regulated_at_home == "unknown"


def test_no_path_of_the_workshop_in_the_data() -> None:
    for path in [*REGISTERS.glob("*.*"), *SOURCES.glob("*.tsv")]:
        text = path.read_text("utf-8")
        assert "/work/" not in text and "shared/" not in text, path
