"""Whether a Belgian certificate is in force, as far as the compiled row tells."""

from __future__ import annotations

import re
from typing import Any

from scripts.registers.citation import BACKGROUND, citations
from scripts.registers.clause import join, with_any
from scripts.registers.table import Row

_API = "onderwijs.api.vlaanderen.be"
_STARTS = re.compile(r"(?:valid |version .*, ADV-\d+ )?from (?P<date>\d{4}-\d\d-\d\d)")
_OLD = ("(pre-reform form)", "(older form)")


def state(row: Row) -> dict[str, Any]:
    """``status`` with its reliability and words, and ``valid_from`` where the row names it."""
    note = row["note"]
    if erkend := with_any(note, "status ERKEND"):
        return _status("current", "stated", join(*erkend, *with_any(note, "newer recognised version")))
    if row["certificate_type"].endswith(_OLD):
        succeeded = with_any(note, "succeeded in")
        words = join(row["certificate_type"], *succeeded)
        return _status("superseded", "stated" if succeeded else "inferred", words)
    if announced := with_any(note, "announced"):
        return _status("unknown", "unknown", join(*announced))
    if _urls(row) == [BACKGROUND]:
        return _status("unknown", "unknown", "no source read")
    if any(_API in url for url in _urls(row)):
        return _in_api(note)
    return _status("latest-known", "inferred", "no statement on the validity was read")


def _in_api(note: str) -> dict[str, Any]:
    """In force from the first day that the row names; without one the copy only tells that it is awarded."""
    starts = next((found for clause in with_any(note, "from ") if (found := _STARTS.fullmatch(clause))), None)
    if starts:
        return {**_status("current", "stated", starts[0]), "valid_from": starts["date"]}
    return _status("current", "inferred", "named in the copy of the API of 2026-10-10")


def _urls(row: Row) -> list[str]:
    return [citation.url for citation in citations(row["source_url"])]


def _status(status: str, reliability: str, words: str) -> dict[str, Any]:
    return {"status": status, "status_reliability": reliability, "status_text": words}
