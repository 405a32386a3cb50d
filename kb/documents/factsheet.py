"""The factsheet: what a citizen needs to know of one qualification in one host, on a page or two."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from babel.dates import format_date
from babel.numbers import format_currency
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kb.answers.question import choose
from kb.answers.worth import Worth
from kb.model.text import Language
from kb.wording import translator

FORMATS = ("md", "json")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    folder = Path(__file__).parent / "templates"
    # Markdown, not HTML: nothing is escaped, and texts come from the checked facts only
    return Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )


def factsheet(answer: Worth, form: str = "md") -> str:
    """The factsheet of an answer in its language; raises InvalidChoiceError for a format other than md or json."""
    if choose("format", form, FORMATS) == "json":
        return answer.model_dump_json(indent=2)
    language: Language = answer.language
    return (
        _environment()
        .get_template("factsheet.md")
        .render(
            it=answer.as_json(),
            _=translator(language),
            money=lambda amount: format_currency(amount, "EUR", locale=language),
            day=lambda text: _day(text, language),
        )
    )


def _day(text: str, language: Language) -> str:
    from datetime import date

    return format_date(date.fromisoformat(text), "d MMMM y", locale=language)
