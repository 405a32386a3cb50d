"""The page of the law is what the rules and the flow say today."""

from __future__ import annotations

from pathlib import Path

from kb.documents.law import page
from kb.read.base import Base
from kb.release import Release
from kb.routes.flow import FLOW, RESULTS

ROOT = Path(__file__).resolve().parents[3]


def test_the_page_in_the_documentation_is_current(built: Release) -> None:
    written = (ROOT / "docs" / "law.md").read_text("utf-8")
    assert written == page(built), "run: drempel build && drempel law -o docs/law.md"


def test_every_rule_question_and_result_stands_on_it(built: Release, base: Base) -> None:
    text = page(built)
    assert all(f"### {key}\n" in text for key in base.rules)
    assert all(f"`{name}`" in text for name in (*FLOW, *RESULTS))
    for rule in base.rules.values():
        assert rule.says.en in text
        assert all(article.article in text for article in rule.articles)
