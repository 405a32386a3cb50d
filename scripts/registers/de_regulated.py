"""Whether a German occupation is regulated, as far as the compiled row or a general rule supports it."""

from __future__ import annotations

from scripts.registers.clause import is_unverified, join, with_any
from scripts.registers.table import Row

DUAL = ("anerkannter Ausbildungsberuf", "Fachrichtung", "frueherer Ausbildungsberuf")
FREE = "employment is free: general rule for dual training occupations, not checked for each of them"

# parts that are restricted: running a business, driving, guarding
_RESTRICTIONS = (
    "zulassungspflichtig",
    "Meister or equivalent",
    "employment not regulated",
    "driving itself needs",
    "replaces the Unterrichtung",
)
_RULES = (
    "protected",
    "reserved activities",
    "regulated",
    "listed as",
    "listed by",
    "listed on",
    "varies by Land",
)


def regulated(row: Row) -> tuple[str, str]:
    """Answer (yes, no, partial, unknown) and its basis; a plain ``false`` without one is unknown."""
    note = row["note"]
    if is_unverified(note) or with_any(note, "regulated flag uncertain"):
        return "unknown", join(*with_any(note, "regulated flag uncertain", "all values"))
    if restrictions := with_any(note, *_RESTRICTIONS):
        return "partial", join(*restrictions)
    if row["regulated_in_de"] == "true":
        return "yes", join(*with_any(note, *_RULES))
    return ("no", FREE) if row["record_type"] in DUAL else ("unknown", "")
