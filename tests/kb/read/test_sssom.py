"""Mapping files: every fault is told with file, line and fix, all at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from kb.model.mapping import Mapping
from kb.read.base import Base
from kb.read.mapping_head import head_of
from kb.read.mapping_set import Known, problems
from kb.read.problem import Problem, ReadError
from kb.read.sssom import MappingFile, read_sssom, sssom_text
from kb.read.tsv import Row
from tests.kb.conftest import Home

SET = "de-beruf_nl-crebo"


def mapping(**changes: object) -> Mapping:
    values: dict[str, object] = {
        "subject_id": "nl-crebo:25180",
        "subject_label": "Kok",
        "predicate_id": "skos:closeMatch",
        "object_id": "de-beruf:koch",
        "object_label": "Koch",
        "mapping_justification": "semapv:ManualMappingCuration",
        "author_label": "drempel-editors",
        "mapping_date": date(2026, 11, 24),
        "confidence": 0.6,
        "direction": "forward",
        "status": "proposed",
        "coverage": "part",
        "statement_source": "de/editors-mapping-review",
        "statement_at": "register entries",
        "comment": "Same occupation; two years of training against three.",
    }
    return Mapping.model_validate({**values, **changes})


NO_COUNTERPART = {
    "object_id": "sssom:NoTermFound",
    "object_label": None,
    "object_source": "de-beruf",
    "coverage": "unknown",
    "predicate_id": "skos:relatedMatch",
}


def written(folder: Path, *rows: Mapping, change: Callable[[str], str] = str) -> Path:
    path = folder / f"{SET}.sssom.tsv"
    path.write_text(change(sssom_text(head_of(SET), Mapping, rows)), "utf-8")
    return path


def faults(path: Path) -> list[Problem]:
    with pytest.raises(ReadError) as caught:
        read_sssom(path, Mapping)
    return caught.value.problems


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    rows = [mapping(), mapping(subject_id="nl-crebo:25181", **NO_COUNTERPART)]
    found = read_sssom(written(tmp_path, *reversed(rows)), Mapping)
    assert found.name == SET
    assert found.records == rows
    assert found.head["mapping_set_id"].endswith(SET)
    assert {each["slot_name"] for each in found.head["extension_definitions"]} >= {"direction", "coverage"}


def test_a_register_is_written_as_a_compact_identifier_so_that_other_tools_can_expand_it(tmp_path: Path) -> None:
    row = mapping(**NO_COUNTERPART)
    assert row.object_source == "scheme:de-beruf"
    assert row.target == row.register_searched == "de-beruf"
    assert "\tscheme:de-beruf\t" in written(tmp_path, row).read_text("utf-8")


@pytest.mark.parametrize(
    ("wrong", "right", "column", "fix"),
    [
        ("skos:closeMatchX", "skos:closeMatch", "predicate_id", "skos:relatedMatch"),
        ("", "semapv:ManualMappingCuration", "mapping_justification", "write one of: semapv:ManualMappingCuration"),
        ("foo:closeMatch", "skos:closeMatch", "predicate_id", "add it to curie_map"),
        ("1.8", "0.6", "confidence", "of that form"),
        ("2026-13-01", "2026-11-24", "mapping_date", "of that form"),
        ("sideways", "forward", "direction", "'forward' or 'both'"),
    ],
)
def test_a_fault_in_a_row_is_told_with_line_column_and_fix(
    tmp_path: Path, wrong: str, right: str, column: str, fix: str
) -> None:
    path = written(tmp_path, mapping(), change=lambda text: text.replace(f"\t{right}\t", f"\t{wrong}\t"))
    found = faults(path)
    assert [each.key for each in found] == [column]
    assert found[0].path == path
    assert found[0].line == len(path.read_text("utf-8").splitlines())
    assert fix in found[0].fix


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    def change(text: str) -> str:
        return text.replace("\tskos:closeMatch\t", "\tskos:sameAs\t").replace("\tforward\t", "\tback\t")

    assert [each.key for each in faults(written(tmp_path, mapping(), change=change))] == ["predicate_id", "direction"]


def test_a_doubled_and_an_unsorted_row_are_told(tmp_path: Path) -> None:
    def double_first(text: str) -> str:
        *before, first, second = text.splitlines()
        return "\n".join([*before, second, first, second]) + "\n"

    rows = mapping(), mapping(subject_id="nl-crebo:25181")
    told = [each.what for each in faults(written(tmp_path, *rows, change=double_first))]
    assert any("does not stand in its place" in what for what in told)
    assert any("stands already in line" in what for what in told)


def test_the_row_that_strayed_is_told_and_not_the_one_after_it(tmp_path: Path) -> None:
    rows = [mapping(subject_id=f"nl-crebo:2518{digit}") for digit in range(4)]
    path = written(tmp_path, *rows, change=lambda text: text.replace("nl-crebo:25181", "nl-crebo:99999"))
    (fault,) = faults(path)
    assert "nl-crebo:99999" in path.read_text("utf-8").splitlines()[fault.line - 1]
    assert "does not stand in its place" in fault.what


def test_one_run_tells_the_unknown_code_beside_a_fault_of_form_in_another_row(home: Home) -> None:
    folder = home.root / "mappings"
    folder.mkdir()
    path = written(folder, mapping(), mapping(subject_id="nl-crebo:25181"))
    first, second = len(path.read_text("utf-8").splitlines()) - 1, len(path.read_text("utf-8").splitlines())
    lines = path.read_text("utf-8").splitlines()
    lines[-1] = lines[-1].replace("skos:closeMatch", "skos:sameAs")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    told_of = {(each.line, each.key, each.what) for each in home.problems() if each.path == path}
    assert (second, "predicate_id", "'skos:sameAs' is not on the list") in told_of
    assert (first, "subject_id", "nl-crebo:25180 stands in no register") in told_of


def test_a_fault_of_the_row_as_a_whole_is_told_with_its_fix(tmp_path: Path) -> None:
    path = written(
        tmp_path, mapping(), change=lambda text: text.replace("\tforward\t", "\tboth\t").replace("close", "broad")
    )
    (fault,) = faults(path)
    assert fault.what == "direction both, though skos:broadMatch differs from side to side"
    assert fault.fix.startswith("write a row with direction forward for each way")


def test_both_statements_of_two_organisations_may_stand_beside_the_editors(tmp_path: Path) -> None:
    other = {"author_label": "IHK", "status": "published"}
    rows = [mapping(), mapping(statement_source="de/a", **other), mapping(statement_source="de/b", **other)]
    assert len(read_sssom(written(tmp_path, *rows), Mapping).records) == 3


@pytest.mark.parametrize("key", ["mapping_set_id", "license", "curie_map"])
def test_a_head_without_a_key_is_told(tmp_path: Path, key: str) -> None:
    path = written(tmp_path, mapping(), change=lambda text: text.replace(f"# {key}:", f"# my_{key}:"))
    assert key in {each.key for each in faults(path)}


def test_a_file_under_a_wrong_name_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, mapping()).rename(tmp_path / "be-vl_nl-crebo.sssom.tsv")
    assert [each.key for each in faults(path)] == ["mapping_set_id"]


def test_a_missing_column_is_told_at_the_line_of_the_header(tmp_path: Path) -> None:
    path = written(tmp_path, mapping(), change=lambda text: text.replace("\tcoverage\t", "\tcover\t"))
    assert {(each.line, each.key) for each in faults(path)} == {
        (path.read_text("utf-8").splitlines().index(_header(path)) + 1, name) for name in ("coverage", "cover")
    }


def _header(path: Path) -> str:
    return next(line for line in path.read_text("utf-8").splitlines() if line.startswith("subject_id"))


def told(base: Base, *rows: Mapping, refused: tuple[Mapping, ...] = ()) -> list[tuple[str, str]]:
    known = Known(base.schemes, base.sources, base.authorities, base.qualifications)
    sets, rejected = [_file("mappings", rows)], [_file("rejected", refused)]
    return [(each.key, each.what) for each in problems(sets, rejected, known)]


def _file(folder: str, rows: tuple[Mapping, ...]) -> MappingFile[Mapping]:
    return MappingFile(Path(folder) / f"{SET}.sssom.tsv", {}, [Row(line, {}, row) for line, row in enumerate(rows, 9)])


def test_a_right_row_is_not_told(base: Base) -> None:
    other = {"subject_id": "nl-crebo:25181", "subject_label": base.qualifications["nl-crebo:25181"].title}
    assert told(base, mapping(), mapping(**other, **NO_COUNTERPART)) == []


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"subject_id": "nl-crebo:99999"}, "subject_id"),
        ({"object_id": "de-beruf:nobody"}, "object_id"),
        ({"subject_label": "Cook"}, "subject_label"),
        ({"object_label": "Köchin"}, "object_label"),
        ({"object_id": "be-vl:bk-0252-4", "object_label": "Kok"}, "object_id"),
        ({**NO_COUNTERPART, "object_source": "fr-rncp"}, "object_source"),
        ({"statement_source": "de/nothing-of-the-kind"}, "statement_source"),
        ({"status": "published"}, "statement_source"),
        ({"author_label": "Jan Jansen"}, "author_label"),
        ({"reviewer_label": "Jan Jansen"}, "reviewer_label"),
        ({"coverage": "much"}, "coverage"),
        ({"status": "candidate"}, "status"),
        ({"status": "rejected"}, "status"),
    ],
)
def test_a_row_is_held_against_registers_sources_and_curators(
    base: Base, changes: dict[str, object], column: str
) -> None:
    assert column in {key for key, _ in told(base, mapping(**changes))}


@pytest.mark.parametrize("status", ["superseded", "former"])
def test_a_row_for_a_past_code_lapses_and_its_successor_is_to_be_compared_anew(base: Base, status: str) -> None:
    past = (row for row in base.qualifications.values() if row.status == status and row.replaced_by)
    old = next(row for row in past if row.scheme == "nl-crebo")
    ends = {"subject_id": old.id, "subject_label": old.title}
    (fault,) = faults_between(base, mapping(**ends))
    assert (fault.key, fault.what) == ("subject_id", f"{old.id} is {status} in its register")
    assert "lapsed" in fault.fix
    assert old.replaced_by[0] in fault.fix
    assert told(base, mapping(**ends, status="lapsed")) == []


def test_a_refused_pair_is_not_proposed_again_in_either_direction(base: Base) -> None:
    turned = {
        "subject_id": "de-beruf:koch",
        "subject_label": "Koch",
        "object_id": "nl-crebo:25180",
        "object_label": "Kok",
    }
    refused = (mapping(status="rejected", **turned),)
    assert any("were refused" in what for _, what in told(base, mapping(), refused=refused))


def turned(**changes: object) -> Mapping:
    """The same pair, told from the other side."""
    ends = {"subject_id": "de-beruf:koch", "subject_label": "Koch", "object_id": "nl-crebo:25180"}
    return mapping(**{**ends, "object_label": "Kok", **changes})


@pytest.mark.parametrize("denied", ["skos:exactMatch", "skos:closeMatch"])
def test_exact_one_way_beside_not_the_other_way_is_told_unless_it_is_disputed(base: Base, denied: str) -> None:
    exact = mapping(predicate_id="skos:exactMatch")
    no = {"predicate_id": denied, "predicate_modifier": "Not"}
    assert any("says Not" in what for _, what in told(base, exact, turned(**no)))
    assert told(base, exact, turned(**no, status="disputed")) == []


def test_not_exact_beside_a_weaker_relation_says_more_and_not_something_else(base: Base) -> None:
    assert told(base, mapping(), turned(predicate_id="skos:exactMatch", predicate_modifier="Not")) == []


@pytest.mark.parametrize(
    ("one", "other", "fix"),
    [
        ("close", "related", "write skos:closeMatch"),
        ("broad", "broad", "write skos:narrowMatch"),
        ("narrow", "close", "write skos:broadMatch"),
    ],
)
def test_the_relation_is_the_same_from_either_side(base: Base, one: str, other: str, fix: str) -> None:
    rows = mapping(predicate_id=f"skos:{one}Match"), turned(predicate_id=f"skos:{other}Match")
    (fault,) = faults_between(base, *rows)
    assert (fault.line, fault.key) == (10, "predicate_id")
    assert fault.fix.startswith(fix)


def test_a_relation_turned_round_with_a_coverage_of_its_own_is_right(base: Base) -> None:
    rows = (
        mapping(predicate_id="skos:broadMatch", coverage="part"),
        turned(predicate_id="skos:narrowMatch", coverage="whole"),
    )
    assert told(base, *rows) == []


def test_organisations_may_see_a_pair_otherwise_than_the_editors(base: Base) -> None:
    source = next(key for key, each in base.sources.items() if each.publisher not in (None, "drempel-editors"))
    others = {"author_label": base.sources[source].publisher, "statement_source": source, "status": "published"}
    assert told(base, mapping(), turned(predicate_id="skos:exactMatch", **others)) == []


def test_no_counterpart_beside_a_counterpart_is_told_but_not_beside_a_kindred_one(base: Base) -> None:
    nothing = mapping(**NO_COUNTERPART)
    assert any("no counterpart found" in what for _, what in told(base, mapping(), nothing))
    assert told(base, mapping(predicate_id="skos:relatedMatch"), nothing) == []


@pytest.mark.parametrize("relation", ["broad", "narrow"])
def test_what_differs_from_side_to_side_takes_a_row_for_each_way(relation: str) -> None:
    with pytest.raises(ValidationError, match="direction both"):
        mapping(predicate_id=f"skos:{relation}Match", direction="both")


def faults_between(base: Base, *rows: Mapping) -> list[Problem]:
    known = Known(base.schemes, base.sources, base.authorities, base.qualifications)
    return list(problems([_file("mappings", rows)], [], known))


def test_the_shipped_sets_are_clean_and_hold_the_published_comparisons(base: Base) -> None:
    published = [row for rows in base.mappings.values() for row in rows if row.status == "published"]
    assert len(published) >= 20
    assert all(base.sources[row.statement_source].publisher != "drempel-editors" for row in published)
