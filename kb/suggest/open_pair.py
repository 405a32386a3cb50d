"""What is left to review: candidates whose pair stands neither in a set nor among the refused rows."""

from __future__ import annotations

from collections.abc import Iterable

from kb.model.mapping import Mapping
from kb.suggest.candidate import Candidate


def unreviewed(candidates: Iterable[Candidate], reviewed: Iterable[Mapping]) -> list[Candidate]:
    """The candidates without the pairs that an editor or an organisation has judged already, in either direction."""
    judged = {frozenset((row.subject_id, row.target)) for row in reviewed}
    return [each for each in candidates if frozenset((each.subject, each.thing)) not in judged]
