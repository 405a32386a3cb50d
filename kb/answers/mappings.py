"""Mappings as they are written, for export and for whoever wants to see both directions."""

from __future__ import annotations

from kb.answers import profile
from kb.answers.authorisation import authorisation
from kb.answers.nearest import statement
from kb.answers.present import Presenter, Shown
from kb.answers.question import choose, choose_language
from kb.model.identifier import scheme_of
from kb.model.mapping import Mapping
from kb.release import Release

STATUSES = ("authorised", "published", "proposed", "disputed", "lapsed")


def page(
    release: Release,
    *,
    subject: str | None = None,
    thing: str | None = None,
    status: str | None = None,
    language: str = "en",
    cursor: str = "",
    limit: int = 50,
) -> Shown:
    """Mappings after the cursor (a key), with the cursor of the next page; by subject, object and status.

    Raises NotFoundError for a qualification that no register holds, InvalidChoiceError for an unknown status.
    """
    catalogue = release.catalogue
    presenter = Presenter(catalogue, choose_language(language))
    ends = [catalogue.qualification(end.strip().lower()).id if end else None for end in (subject, thing)]
    wanted = choose("status", status, STATUSES) if status else None
    keys = [key for key in catalogue.mapping_keys(ends[0], ends[1], wanted) if key > cursor]
    return {
        "items": [show(presenter, key, catalogue.mapping(key)) for key in keys[:limit]],
        "next_cursor": keys[limit - 1] if len(keys) > limit else None,
        "sources": presenter.sources(),
        "data_version": release.version,
    }


def of_qualification(presenter: Presenter, key: str) -> list[Shown]:
    """All mappings in which a qualification stands, as subject first."""
    found = presenter.catalogue.mappings_of(key)
    ordered = sorted(found, key=lambda pair: (pair[1].subject_id != key, pair[0]))
    return [show(presenter, name, mapping) for name, mapping in ordered]


def show(presenter: Presenter, key: str, mapping: Mapping) -> Shown:
    """One row with both titles, relation, direction, coverage, status, author, reason and source."""
    relation = (
        "no-counterpart"
        if mapping.register_searched
        else mapping.predicate_id.removeprefix("skos:").replace("Match", "-match")
    )
    return {
        "id": key,
        "set": key.partition("/")[0],
        "subject": _end(presenter, mapping.subject_id),
        "object": None if mapping.register_searched else _end(presenter, mapping.object_id),
        "register": mapping.register_searched or scheme_of(mapping.object_id),
        "predicate": mapping.predicate_id,
        "relation": presenter.label("mapping-relations", relation),
        "negative": mapping.predicate_modifier == "Not",
        "direction": mapping.direction,
        "coverage": presenter.label("coverage", mapping.coverage),
        "status": presenter.label("mapping-status", mapping.status),
        "justification": mapping.mapping_justification,
        "author": mapping.author_label,
        "reviewer": mapping.reviewer_label,
        "date": mapping.mapping_date.isoformat(),
        "confidence": mapping.confidence,
        "comment": presenter.reason(key),
        "authorisation": authorisation(presenter, key),
        "sources": [statement(presenter, mapping)],
    }


def _end(presenter: Presenter, key: str) -> Shown:
    return profile.name(presenter.catalogue.qualification(key))
