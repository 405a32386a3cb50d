"""The qualifications of a host that come nearest to a qualification, out of the mappings in either direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.answers import profile
from kb.answers.authorisation import authorisation
from kb.answers.present import Presenter, Shown
from kb.graph.alignment import ASSERTED
from kb.graph.catalogue import Catalogue
from kb.model.cite import Cite
from kb.model.identifier import scheme_of
from kb.model.jurisdiction import registers
from kb.model.mapping import Mapping, inverse
from kb.model.qualification import Qualification
from kb.read.mapping_set import pair_of

_STATUSES = ("authorised", "published", "proposed", "disputed")
_RELATIONS = ("exact-match", "close-match", "broad-match", "narrow-match", "related-match")
_STRENGTH = {"exact-match": 0, "close-match": 1, "broad-match": 2, "narrow-match": 2, "related-match": 3}


@dataclass(frozen=True)
class Comparison:
    """A mapping read from the side of the holder. ``inverted``: the row is written from the other side."""

    mapping: Mapping
    inverted: bool = False
    via: Qualification | None = None
    """The successor whose mapping this is, where the qualification itself has none."""

    @property
    def other(self) -> str | None:
        """The qualification of the host; None where none was found."""
        if self.mapping.register_searched:
            return None
        return self.mapping.subject_id if self.inverted else self.mapping.object_id

    @property
    def relation(self) -> str:
        """Concept of ``mapping-relations``: ``broad-match`` means that the host's qualification is broader."""
        if self.mapping.register_searched:
            return "no-counterpart"
        predicate = inverse(self.mapping.predicate_id) if self.inverted else self.mapping.predicate_id
        return predicate.removeprefix("skos:").replace("Match", "-match")

    @property
    def coverage(self) -> str:
        """How much of the host's qualification is covered; nobody judged that for a row of the other direction."""
        return "unknown" if self.reading == "backward" else self.mapping.coverage

    @property
    def reading(self) -> str:
        """Concept of ``mapping-directions``: in which direction the statement was made, seen from the holder."""
        if self.mapping.direction == "both":
            return "both"
        return "backward" if self.inverted else "forward"

    @property
    def is_negative(self) -> bool:
        """Whether the row says that the relation does not hold."""
        return self.mapping.predicate_modifier == "Not"

    @property
    def claims(self) -> bool:
        """Whether it says that there is a counterpart."""
        return self.other is not None and not self.is_negative and self.mapping.status in ASSERTED

    @property
    def order(self) -> tuple[bool, int, int, float, str]:
        """What claims a counterpart first, then by status, relation and confidence."""
        strength = _STRENGTH.get(self.relation, len(_RELATIONS))
        status = _STATUSES.index(self.mapping.status)
        return not self.claims, status, strength, -self.mapping.confidence, self.other or ""


def comparisons(catalogue: Catalogue, row: Qualification, host: str) -> list[Comparison]:
    """The comparisons with qualifications of a host, nearest first; of the successors if there are none of its own."""
    ways: list[tuple[Qualification, Qualification | None]] = [(row, None)]
    seen = {row.id}
    while ways:
        if found := [comparison for each, via in ways for comparison in _own(catalogue, each, via, host)]:
            return sorted(found, key=lambda comparison: comparison.order)
        successors = dict.fromkeys(key for each, _ in ways for key in each.replaced_by if key not in seen)
        seen.update(successors)
        ways = [(successor, successor) for successor in map(catalogue.qualification, successors)]
    return []


def _own(catalogue: Catalogue, row: Qualification, via: Qualification | None, host: str) -> list[Comparison]:
    """The rows of this direction; for a pair that has none, the relation of the other direction turned round."""
    rows = [mapping for _, mapping in catalogue.mappings_of(row.id) if mapping.status in _STATUSES]
    told = [each for mapping in rows if (each := _this_way(mapping, row, via))]
    known = {each.other for each in told}
    told += [each for mapping in rows if (each := _back(mapping, row, via)) and each.other not in known]
    wanted = registers(host)
    return [each for each in told if (each.mapping.register_searched or scheme_of(each.other or "")) in wanted]


def _this_way(mapping: Mapping, row: Qualification, via: Qualification | None) -> Comparison | None:
    if mapping.subject_id == row.id:
        return Comparison(mapping, via=via)
    return Comparison(mapping, inverted=True, via=via) if mapping.direction == "both" else None


def _back(mapping: Mapping, row: Qualification, via: Qualification | None) -> Comparison | None:
    """A denial or a dispute is not turned round: its reason is told of one direction."""
    turned = Comparison(mapping, inverted=True, via=via)
    return turned if mapping.object_id == row.id and mapping.direction == "forward" and turned.claims else None


def best(found: Sequence[Comparison]) -> Comparison | None:
    """The nearest qualification of the host that is more than related."""
    return next((each for each in found if each.claims and each.relation != "related-match"), None)


def show(presenter: Presenter, found: Comparison) -> Shown:
    """A comparison as answers and pages show it."""
    mapping = found.mapping
    shared = {
        "relation": presenter.label("mapping-relations", found.relation),
        "direction": mapping.direction,
        "reading": presenter.label("mapping-directions", found.reading),
        "status": presenter.label("mapping-status", mapping.status),
        "confidence": mapping.confidence,
        "author": mapping.author_label,
        "comment": presenter.reason(f"{pair_of(mapping)}/{mapping.key}"),
        "via": profile.name(found.via) if found.via else None,
        "authorisation": authorisation(presenter, f"{pair_of(mapping)}/{mapping.key}"),
        "sources": [statement(presenter, mapping)],
    }
    if found.other is None:
        return {
            "no_counterpart": True,
            "qualification": None,
            "register": mapping.register_searched,
            "reason": shared["comment"],
            **shared,
        }
    return {
        "no_counterpart": False,
        "qualification": profile.brief(presenter, presenter.catalogue.qualification(found.other)),
        "negative": found.is_negative,
        "inverted": found.inverted,
        "coverage": presenter.label("coverage", found.coverage),
        **shared,
    }


def statement(presenter: Presenter, mapping: Mapping) -> Shown:
    """Who says so, where, and on which day it was entered."""
    return presenter.cite(Cite(source=mapping.statement_source, at=mapping.statement_at, checked=mapping.mapping_date))
