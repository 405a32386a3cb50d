"""Whether a Dutch qualification is current, superseded or only the last version known, and since when."""

from __future__ import annotations

import re
from typing import Any

from scripts.registers.table import Row

DOUBT = re.compile(r" \(KD \d{4}\?\)$")
"""What the compilers put behind the title of a code that they only saw in the name of a file."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def state(row: Row) -> dict[str, Any]:
    """``status`` with its reliability and the words of the row, ``valid_from`` as date or as text."""
    status, reliability = _status(row["status"])
    doubt = DOUBT.search(row["title_nl"])
    words = row["status"] + (doubt[0] if doubt else "")
    fields = {"status": status, "status_reliability": reliability, "status_text": words}
    if since := row["valid_from"]:
        fields["valid_from" if _DATE.fullmatch(since) else "valid_from_text"] = since
    return fields


def _status(text: str) -> tuple[str, str]:
    if text.startswith("current"):
        return "current", "stated"
    if text == "superseded":
        return "superseded", "stated"
    if text in {"superseded (inferred)", "probably superseded"}:
        return "superseded", "inferred"
    if text.startswith("latest known"):
        return "latest-known", "inferred"
    # a cross-over stands in a list of all codes ever issued, which says nothing on its state
    return "unknown", "unverified" if "UNVERIFIED" in text else "unknown"
