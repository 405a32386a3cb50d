"""The normal form of titles and queries."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.normal import normal, trigrams


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pflegefachmann/-frau", "pflegefachmann"),
        ("Elektroniker/in", "elektroniker"),
        ("Elektroniker:in", "elektroniker"),
        ("Elektroniker*innen", "elektroniker"),
        ("Elektroniker (m/w/d)", "elektroniker"),
        ("Infirmier(e)", "infirmier"),
        ("Aide-soignant / aide-soignante", "aide soignant aide soignante"),
        ("Coördinator", "coordinator"),
        ("Straßenbauer", "strassenbauer"),
        ("STRASSENBAUER", "strassenbauer"),
        ("œuvre", "oeuvre"),
        ("ŒUVRE", "oeuvre"),
        ("Verzorgende-IG", "verzorgende ig"),
        ("BK-0243-2", "bk 0243 2"),
        ("  A   b ", "a b"),
        ("", ""),
        ("!?", ""),
    ],
)
def test_normal_forms(text: str, expected: str) -> None:
    assert normal(text) == expected


@given(st.text(max_size=300))
def test_the_form_has_only_plain_letters_digits_and_single_spaces(text: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9]+(?: [a-z0-9]+)*)?", normal(text))


@given(st.text(max_size=300))
def test_the_form_of_a_form_is_itself(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@given(st.text(alphabet="abcßäöüéèêçïœæñ -/", max_size=60))
def test_capitals_do_not_matter(text: str) -> None:
    assert normal(text.upper()) == normal(text)


@given(st.text(alphabet="abc ", max_size=60))
def test_trigrams_cover_the_text_each_once(text: str) -> None:
    found = trigrams(text)
    assert len(found) == len(set(found))
    assert all(gram in text for gram in found)
    if len(text) >= 3:
        assert all(len(gram) == 3 for gram in found)
        assert {text[i : i + 3] for i in range(len(text) - 2)} == set(found)
