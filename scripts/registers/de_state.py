"""Whether a German occupation or certificate is in force, superseded, or only known from an undated page."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from scripts.registers.clause import is_unverified, join, with_any
from scripts.registers.table import Row

_START = re.compile(r"start (?P<day>\d+ \w+ \d{4})")
# tell that somebody read the end of the old rule, and did not only miss it in a newer collection
_READ = ("transitional rule read", "repealed")


def state(row: Row) -> dict[str, Any]:
    """``status`` with its reliability and words, and ``valid_from`` where the row names a start to come."""
    kind, note = row["record_type"], row["note"]
    if kind.startswith("frueherer"):
        words = join(*with_any(note, "superseded", "historic"), *with_any(row["legal_basis"], "repealed"))
        reliability = "stated" if any(word in words for word in _READ) else "inferred"
        return _status("superseded", reliability, words or kind)
    if start := _START.search(note):
        begins = datetime.strptime(start["day"], "%d %B %Y").date()
        return {**_status("latest-known", "stated", f"{kind}: not yet begun when read"), "valid_from": begins}
    if "Landesrecht" in kind or not row["as_of"]:
        reliability = "unverified" if is_unverified(note) else "inferred"
        return _status("latest-known", reliability, "no statement on the validity was read")
    return _status("current", "stated", f"in force in the collection of laws of {row['as_of']}")


def _status(status: str, reliability: str, words: str) -> dict[str, Any]:
    return {"status": status, "status_reliability": reliability, "status_text": words}
