"""Where the page of a record is."""

from __future__ import annotations

from kb.settings import settings

_PAGES = {
    "qualification": "/qualifications",
    "procedure": "/procedures",
    "authority": "/authorities",
}
"""Kinds of record that have a page of their own; the others are shown as data."""


def page_of(iri: str, language: str) -> str:
    """The address of the page that shows a record, else of its data as a page."""
    path = iri.removeprefix(settings().base)
    kind, _, key = path.partition("/")
    return f"{_PAGES[kind]}/{key}?lang={language}" if kind in _PAGES else f"/data/{path.replace('#', '%23')}"
