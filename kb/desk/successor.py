"""What a lapsed statement is about now: the comparison with the successor of the side that changed."""

from __future__ import annotations

from itertools import product

from kb.graph.catalogue import Catalogue
from kb.model.frozen import Plain
from kb.model.identifier import scheme_of
from kb.model.mapping import EDITORS
from kb.model.unit_alignment import pair_of
from kb.release import Release

_ENDED = frozenset({"lapsed", "rejected", "candidate"})


def successor(release: Release, document: Plain) -> str:
    """The subject to begin with: the same, or that of the successors where a register names them and it exists."""
    catalogue = release.catalogue
    first, second = (str(side["qualification"]) for side in document["sides"])
    for a, b in product(*([*_next(catalogue, end), end] for end in (first, second))):
        found = (
            _between(catalogue, a, b, document["content"]["subject_id"])
            if document["kind"] == "mapping"
            else pair_of(a, b)
        )
        if found is not None and (a, b) != (first, second):
            return found
    return str(document["subject"])


def _next(catalogue: Catalogue, end: str) -> list[str]:
    return list(catalogue.qualification(end).replaced_by)


def _between(catalogue: Catalogue, a: str, b: str, holder: str) -> str | None:
    """A comparison of two qualifications that is in use; rather one of the editors, and from the same side."""
    found = [
        (scheme_of(row.subject_id) != scheme_of(holder), row.author_label != EDITORS, key)
        for key, row in catalogue.mappings_of(a)
        if {row.subject_id, row.object_id} == {a, b} and row.status not in _ENDED
    ]
    return min(found, default=(True, True, None))[-1]
