"""A run writes one table for each set, and nothing that was judged already."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.errors import InvalidChoiceError
from kb.suggest.run import write

ROOT = Path(__file__).resolve().parents[3]


def test_one_set_is_written_with_scores_and_traces(tmp_path: Path) -> None:
    counts = write(ROOT, tmp_path, "be-fr_nl-crebo", 2)
    lines = (tmp_path / "be-fr_nl-crebo.tsv").read_text("utf-8").splitlines()
    assert list(counts) == ["be-fr_nl-crebo"]
    assert len(lines) == counts["be-fr_nl-crebo"] + 1
    assert all(0 < float(line.split("\t")[4]) <= 1 for line in lines[1:])
    assert all(line.split("\t")[5] for line in lines[1:])


def test_an_unknown_set_is_answered_with_the_list(tmp_path: Path) -> None:
    with pytest.raises(InvalidChoiceError) as caught:
        write(ROOT, tmp_path, "nl-crebo_de-beruf")
    assert "de-beruf_nl-crebo" in caught.value.choices
