"""Candidates as a table for reviewers."""

from __future__ import annotations

from collections.abc import Iterable

from kb.model.qualification import Qualification
from kb.suggest.candidate import Candidate

_COLUMNS = ("subject_id", "subject_label", "object_id", "object_label", "score", "trace")


def table(candidates: Iterable[Candidate], rows: dict[str, Qualification]) -> str:
    """Tab-separated, by subject, best first. These rows are no mappings: a review makes a mapping out of one."""
    lines = ["\t".join(_COLUMNS)]
    ordered = sorted(candidates, key=lambda each: (each.subject, -each.score, each.thing))
    lines += [
        "\t".join((each.subject, rows[each.subject].title, each.thing, rows[each.thing].title, *_told(each)))
        for each in ordered
    ]
    return "\n".join(lines) + "\n"


def _told(candidate: Candidate) -> tuple[str, str]:
    return f"{candidate.score:.3f}", candidate.trace
