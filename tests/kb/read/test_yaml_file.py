"""The YAML reader: plain words stay words, and every error has its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.read.problem import Problem, ReadError
from kb.read.yaml_file import line_of, load


def written(folder: Path, text: str) -> Path:
    path = folder / "facts.yaml"
    path.write_text(text, "utf-8")
    return path


def problem(path: Path) -> Problem:
    with pytest.raises(ReadError) as raised:
        load(path)
    (found,) = raised.value.problems
    return found


@pytest.mark.parametrize("word", ["no", "yes", "on", "off", "No", "NO", "n", "y", "True", "FALSE"])
def test_words_that_other_readers_take_for_booleans_stay_words(tmp_path: Path, word: str) -> None:
    assert load(written(tmp_path, f"answer: {word}\nlist: [{word}]\n")) == {"answer": word, "list": [word]}


def test_true_and_false_are_booleans(tmp_path: Path) -> None:
    assert load(written(tmp_path, "a: true\nb: false\n")) == {"a": True, "b": False}


def test_a_doubled_key_is_refused_at_its_second_line(tmp_path: Path) -> None:
    found = problem(written(tmp_path, "fees: 1\nterms: 2\nfees: 3\n"))
    assert (found.line, "'fees' stands twice" in found.what) == (3, True)


def test_a_doubled_key_deep_inside_is_refused_too(tmp_path: Path) -> None:
    found = problem(written(tmp_path, "a:\n- b: {nl: x, de: y,\n       nl: z}\n"))
    assert (found.line, "'nl' stands twice" in found.what) == (3, True)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: [1, 2\nc: 3\n", 3),
        ("a: 1\nb: x: y\n", 2),
        ("a: 1\n\tb: 2\n", 2),
        ('a: 1\nb: "open\n', 3),
        ("a: *nothing\n", 1),
        ("a: !!python/object:os.system x\n", 1),
        ("a: 2026-13-45\n", 1),
        ("a: [1]\n? [1, 2]\n: x\n", 2),
    ],
)
def test_broken_yaml_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    found = problem(written(tmp_path, text))
    assert found.line in (line - 1, line)
    assert found.what
    assert found.fix


def test_a_file_that_is_not_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_bytes(b"a: \xff\xfe\x00\x01\n")
    assert "UTF-8" in problem(path).fix


def test_the_line_of_a_place_is_found_in_both_styles(tmp_path: Path) -> None:
    path = written(tmp_path, "title: x\nfees:\n- item: a\n  amount: 1\n- {item: b, amount: 2}\n")
    assert line_of(path, ("fees", 0, "amount")) == 4
    assert line_of(path, ("fees", 1, "amount")) == 5
    assert line_of(path, ()) == 1


def test_a_place_that_the_file_does_not_hold_ends_at_its_nearest_parent(tmp_path: Path) -> None:
    path = written(tmp_path, "title: x\nfees:\n- item: a\n")
    assert line_of(path, ("fees", 0, "amount")) == 3
    assert line_of(path, ("fees", 7, "amount")) == 3
    assert line_of(path, ("nothing", "at", "all")) == 1


@given(st.text(max_size=80))
def test_whatever_the_text_it_is_read_or_refused_with_a_line(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        load(path)
    except ReadError as error:
        assert all(found.line >= 1 and found.what for found in error.problems)
