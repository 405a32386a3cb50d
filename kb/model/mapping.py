"""Mappings between qualifications of two registers: SSSOM rows, directed, with evidence and status."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from kb.model.alignment import Alignment
from kb.model.concept import Concept, In
from kb.model.identifier import Key, QualificationId
from kb.model.text import Line

Predicate = Literal["skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch"]
Justification = Literal[
    "semapv:ManualMappingCuration",
    "semapv:MappingReview",
    "semapv:LexicalMatching",
    "semapv:CompositeMatching",
    "semapv:SemanticSimilarityThresholdMatching",
    "semapv:UnspecifiedMatching",
]
_INVERSE = {"skos:broadMatch": "skos:narrowMatch", "skos:narrowMatch": "skos:broadMatch"}
NO_TERM = "sssom:NoTermFound"
EDITORS = "drempel-editors"


def inverse(predicate: str) -> str:
    """The predicate read from the object to the subject."""
    return _INVERSE.get(predicate, predicate)


def _register(value: Any) -> Any:
    """A register as SSSOM wants it, ``scheme:de-beruf``; the bare name is taken too."""
    return f"scheme:{value}" if isinstance(value, str) and ":" not in value else value


class Mapping(Alignment):
    """One statement: the holder of ``subject_id`` seen from the register of ``object_id``.

    ``object_id`` is a qualification, or ``sssom:NoTermFound`` with ``object_source`` (``scheme:de-beruf``) naming the
    register that was searched. ``broadMatch``: the object is broader than the subject. ``coverage``: how much of the
    object the holder of the subject covers. ``direction`` ``both``: relation and coverage are the same seen from
    either side; ``forward``: only as written, and the other direction is a statement of its own. ``comment``: the
    reason, in one line. ``author_label`` names the editors as a body, or the organisation that made the statement;
    never a person.
    """

    subject_id: QualificationId
    subject_label: Line
    predicate_id: Predicate
    predicate_modifier: Literal["Not"] | None = None
    object_id: Line
    object_label: Line | None = None
    object_source: Annotated[Line, BeforeValidator(_register)] | None = None
    mapping_justification: Justification
    author_label: Line
    reviewer_label: Line | None = None
    mapping_date: date
    confidence: Annotated[float, Field(ge=0, le=1)]
    direction: Literal["forward", "both"]
    status: Annotated[Concept, In("mapping-status")]
    coverage: Annotated[Concept, In("coverage")]
    statement_source: Key
    statement_at: Line
    comment: Line

    @model_validator(mode="after")
    def _no_term_names_its_register(self) -> Mapping:
        if self.object_id == NO_TERM and (self.object_source is None or self.direction != "forward"):
            what = f"{NO_TERM} without the register that was searched, or in both directions"
            raise ValueError(f"{what} -> name the register in object_source, and write direction forward")
        if self.object_id != NO_TERM and self.object_label is None:
            raise ValueError("object_label is missing -> write the title of the object as its register gives it")
        return self

    @model_validator(mode="after")
    def _both_is_the_same_from_either_side(self) -> Mapping:
        if self.direction == "both" and self.predicate_id in _INVERSE:
            fix = "write a row with direction forward for each way, each with its coverage"
            raise ValueError(f"direction both, though {self.predicate_id} differs from side to side -> {fix}")
        return self

    @property
    def target(self) -> str:
        """The object, or the register that was searched for one."""
        return self.register_searched or self.object_id

    @property
    def register_searched(self) -> str | None:
        """The register in which no counterpart was found; None where there is an object."""
        return (self.object_source or "").removeprefix("scheme:") if self.object_id == NO_TERM else None

    @property
    def key(self) -> str:
        """Identifier within its set: subject, object, direction; the source too for a statement of others."""
        parts = [_slug(self.subject_id), _slug(self.target), self.direction]
        return "--".join(parts if self.author_label == EDITORS else [*parts, _slug(self.statement_source)])

    @property
    def order(self) -> tuple[str, ...]:
        """The order of the rows of a file."""
        return self.subject_id, self.object_id, self.object_source or "", self.direction, self.statement_source


def _slug(identifier: str) -> str:
    return identifier.replace(":", "-").replace("_", "-").replace("/", "-").lower()
