"""Whether a Dutch qualification leads to a regulated profession, as far as the compiled row supports it."""

from __future__ import annotations

from scripts.registers.clause import join, with_any
from scripts.registers.table import Row

_BASES = (
    "no entry in column Beroepsvereisten",
    "predecessor without Beroepsvereisten",
    "no statutory access rule found",
    "is free (",
)
# say what somebody looked at; "no statutory access rule found" alone only says that nobody found one
_SUFFICIENT = ("no entry in column Beroepsvereisten", "predecessor without Beroepsvereisten", "is free (")
_TEACHING = "not on the list of regulated"


def regulated(row: Row, predecessors: list[Row]) -> tuple[str, str]:
    """Answer (yes, no, partial, unknown) and its basis; what nobody found is unknown, never no."""
    note, profession = row["note"], row["regulated_profession"]
    if row["regulated_in_nl"] == "true":
        return "yes", profession
    if activities := with_any(note, "activity rule"):
        return "partial", join(*activities, *with_any(note, *_BASES))
    if row["regulated_in_nl"] == "unknown":
        return "unknown", profession
    if profession.startswith(_TEACHING):
        return "no", profession
    basis = join(*with_any(note, *_BASES))
    if flagged := _flagged(predecessors):
        return "unknown", join(basis, f"but statutory requirements are flagged for the predecessor {flagged}")
    return "no" if with_any(note, *_SUFFICIENT) else "unknown", basis


def _flagged(predecessors: list[Row]) -> str:
    return "/".join(row["crebo"] for row in predecessors if row["regulated_in_nl"] == "true")
