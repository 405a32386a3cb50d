"""The hint: what the register of the nearest qualification says, where nobody recorded the profession."""

from __future__ import annotations

import pytest

from kb.answers.hint import hint
from kb.answers.nearest import Comparison
from kb.answers.present import Presenter
from kb.model.text import LANGUAGES, Language
from kb.release import Release
from tests.kb.answers.test_nearest import mapping


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_close_counterpart_with_an_entry_gives_a_hint_to_be_confirmed(built: Release, language: Language) -> None:
    presenter = Presenter(built.catalogue, language)
    found = hint(presenter, [Comparison(mapping("nl-crebo:25180", "de-beruf:koch"))])
    assert found is not None
    assert found["qualification"]["id"] == "de-beruf:koch"
    assert "Koch (de-beruf:koch)" in found["text"]
    assert found["regulated_at_home"]["label"] in found["text"]
    assert presenter.cited


@pytest.mark.parametrize("changes", [{"relation": "broad"}, {"predicate_modifier": "Not"}, {"status": "disputed"}])
def test_what_is_no_counterpart_gives_none(built: Release, changes: dict[str, str]) -> None:
    row = mapping("nl-crebo:25180", "de-beruf:koch", **changes)  # type: ignore[arg-type]
    assert hint(Presenter(built.catalogue, "en"), [Comparison(row)]) is None


def test_a_register_that_says_nothing_gives_none(built: Release) -> None:
    row = mapping("de-beruf:koch", "be-vl:bk-0319-2")
    assert hint(Presenter(built.catalogue, "en"), [Comparison(row)]) is None
