"""Likeness of names: compounds, edges, and the same answers as comparing with every name."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.suggest.likeness import NameIndex, triples

NAMES = ["kok", "koch", "verzorgende ig", "verzorgende", "fachkraft kuche", "kuchenmeister", "monteur elektrotechniek"]


def index() -> NameIndex:
    return NameIndex((name, f"key:{name}") for name in NAMES)


def test_a_name_is_wholly_like_itself() -> None:
    assert index().like("verzorgende", 0.5)["key:verzorgende"] == (1.0, "verzorgende")


def test_a_part_of_a_compound_is_found() -> None:
    assert "key:kuchenmeister" in index().like("kuche", 0.2)


def test_nothing_is_like_the_empty_text() -> None:
    assert index().like("", 0.1) == {}


@given(st.text("abcdek ", max_size=12), st.sampled_from([0.2, 0.35, 0.5, 0.8]))
def test_looking_up_rare_triples_misses_nothing(text: str, least: float) -> None:
    names = ["abc", "abcd", "bcd", "kade", "deka bac", "ab cd", "eee"]
    found = NameIndex((name, name) for name in names)
    weights = _weights(names)
    for name in names:
        likeness = _cosine(text, name, weights, len(names))
        if abs(likeness - least) > 1e-3:
            assert (name in found.like(text, least)) == (likeness > least)


def _weights(names: list[str]) -> dict[str, float]:
    own = [triples(name) for name in names]
    every = set().union(*own)
    return {each: math.log((len(names) + 1) / sum(each in one for one in own)) ** 2 for each in every}


def _cosine(first: str, second: str, weights: dict[str, float], count: int) -> float:
    unseen = math.log(count + 1) ** 2

    def total(found: set[str]) -> float:
        return sum(weights.get(each, unseen) for each in found)

    one, two = triples(first), triples(second)
    length = math.sqrt(total(one)) * math.sqrt(total(two))
    return total(one & two) / length if length else 0.0


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_the_list_does_not_matter(name: str) -> None:
    turned = NameIndex((each, f"key:{each}") for each in reversed(NAMES))
    assert turned.like(name, 0.1) == index().like(name, 0.1)
