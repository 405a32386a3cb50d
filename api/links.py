"""Where the page of a record is."""

from __future__ import annotations

from kb.settings import settings

_PAGES = {
    "qualification": "/qualifications",
    "procedure": "/procedures",
    "authority": "/authorities",
    "profession": "/professions",
    "source": "/sources",
}
"""Kinds of record that have a page of their own; the others are shown as data."""


def page_of(iri: str, language: str) -> str:
    """The address of the page that shows a record, else of its data as a page."""
    path, _, anchor = iri.removeprefix(settings().base).partition("#")
    kind, _, key = path.partition("/")
    page = f"{_PAGES[kind]}/{key}" if kind in _PAGES else f"/data/{path}"
    return f"{page}?lang={language}" + (f"#{anchor}" if anchor else "")
