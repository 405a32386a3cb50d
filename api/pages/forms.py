"""Dates, numbers and money as the reader's language writes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from kb.model.text import Language


def date_words(language: Language) -> Callable[[str | date | None], str]:
    """``2026-11-24`` as ``24 nov 2026``; what is no date stays as it is."""

    def words(day: str | date | None) -> str:
        try:
            found = day if isinstance(day, date) else date.fromisoformat(day or "")
        except ValueError:
            return str(day or "")
        return format_date(found, "d MMM y", locale=language)

    return words


def money_words(language: Language) -> Callable[[float], str]:
    """An amount in euros."""
    return lambda amount: format_currency(amount, "EUR", locale=language)


def number_words(language: Language) -> Callable[[float], str]:
    """A number with the separators of the language."""
    return lambda value: format_decimal(value, locale=language)


def tongue_words(language: Language) -> Callable[[str], str]:
    """The name of a language by its code: ``de`` as ``Duits`` for readers of Dutch."""
    names = Locale(language).languages
    return lambda code: str(names.get(code, code))
