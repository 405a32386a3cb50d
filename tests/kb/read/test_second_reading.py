"""The second reading of a sample: the documented figures are those of the table, and its rows stand in the sets."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

from kb.read.base import Base

ROOT = Path(__file__).resolve().parents[3]
STEPS = ("unknown", "little", "part", "most", "whole")


def readings() -> list[dict[str, str]]:
    with (ROOT / "mappings" / "second-reading.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def kappa(pairs: list[tuple[str, str]]) -> float:
    """Cohen's kappa: agreement beyond that of two readers who guess by their own frequencies."""
    total = len(pairs)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = sum(first[each] * second[each] for each in first) / total**2
    return (sum(one == other for one, other in pairs) / total - by_chance) / (1 - by_chance)


def documented(what: str) -> list[str]:
    page = (ROOT / "docs" / "mappings.md").read_text("utf-8")
    (line,) = re.findall(rf"^\| {what} \|( \d.*)\|$", page, re.MULTILINE)
    return [cell.strip() for cell in line.split("|")]


def test_the_documented_agreement_is_that_of_the_table() -> None:
    rows = readings()
    assert len(rows) == 120
    for name in ("relation", "coverage"):
        pairs = [(row[f"first_{name}"], row[f"second_{name}"]) for row in rows]
        agreed = sum(one == other for one, other in pairs)
        assert documented(name) == [str(agreed), f"{kappa(pairs):.2f}"]
    both = sum(
        row["first_relation"] == row["second_relation"] and row["first_coverage"] == row["second_coverage"]
        for row in rows
    )
    assert documented("relation and coverage")[0] == str(both)
    near = sum(_is_near(row["first_coverage"], row["second_coverage"]) for row in rows)
    assert documented("coverage within one step")[0] == str(near)


def _is_near(one: str, other: str) -> bool:
    if one == other or "unknown" in (one, other):
        return one == other
    return abs(STEPS.index(one) - STEPS.index(other)) <= 1


def test_every_row_that_was_read_twice_stands_in_its_set(base: Base) -> None:
    present = {(name, row.subject_id, row.target) for name, rows in base.mappings.items() for row in rows}
    assert {(row["set"], row["subject_id"], row["object_id"]) for row in readings()} <= present
