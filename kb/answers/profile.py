"""A qualification as pages and answers show it."""

from __future__ import annotations

from kb.answers import validity
from kb.answers.present import Presenter, Shown
from kb.answers.worth import Concept, Level, Levels
from kb.model.jurisdiction import state_of
from kb.model.qualification import Qualification

_REMARKS = (
    "kind_text",
    "level_basis",
    "duration_text",
    "dossier_basis",
    "regulated_text",
    "status_text",
    "valid_from_text",
    "replaces_text",
    "note",
)
"""What the editors noted in a register, in English: shown as such with the register entry, and in no answer."""


def brief(presenter: Presenter, row: Qualification) -> Shown:
    """Identity, title, kind, status, succession."""
    catalogue = presenter.catalogue
    return {
        "id": row.id,
        "scheme": row.scheme,
        "code": row.official_code or row.code,
        "title": {"text": row.title, "lang": row.language},
        "title_feminine": {"text": row.title_feminine, "lang": row.language} if row.title_feminine else None,
        "country": presenter.label("jurisdictions", state_of(row.scheme)),
        "kind": presenter.label("qualification-kinds", row.kind),
        "status": presenter.label("register-status", row.status),
        "status_reliability": presenter.label("fact-status", row.status_reliability),
        "replaced_by": [name(catalogue.qualification(key)) for key in row.replaced_by],
        "replaced_by_reliability": presenter.label("fact-status", row.replaced_by_reliability),
        "kin": [name(catalogue.qualification(key)) for key in row.kin],
        "replaces": [name(catalogue.qualification(key)) for key in catalogue.predecessors_of(row.id)],
        "occupations": [
            {**presenter.label("occupations", slug), "relation": relation}
            for slug, relation in catalogue.occupations_of(row.id)
        ],
    }


def detail(presenter: Presenter, row: Qualification) -> Shown:
    """Everything that the register says of a qualification, with the reliability of each value."""
    values = presenter.show(row)
    remarks = {name: {"text": values[name], "lang": "en"} for name in _REMARKS if name in values}
    shown = {"notes": validity.notes(presenter, row), "levels": levels(presenter, row).model_dump(mode="json")}
    return {**values, **remarks, **brief(presenter, row), **shown}


def levels(presenter: Presenter, row: Qualification, counterpart: Qualification | None = None) -> Levels:
    """The levels that the registers state; the host's is that of the counterpart, named as such, never inferred."""
    return Levels(
        home=Level(
            framework=row.level_framework,
            level=row.level,
            reliability=_reliability(presenter, row.level_reliability),
        ),
        host=_host_level(presenter, counterpart),
        eqf=Level(framework="eqf", level=row.eqf, reliability=_reliability(presenter, row.eqf_reliability)),
    )


def _host_level(presenter: Presenter, counterpart: Qualification | None) -> Level:
    if counterpart is None or counterpart.level is None:
        return Level(reliability=_reliability(presenter, "unknown"))
    return Level(
        framework=counterpart.level_framework,
        level=counterpart.level,
        reliability=_reliability(presenter, counterpart.level_reliability),
        qualification=counterpart.id,
    )


def _reliability(presenter: Presenter, slug: str) -> Concept:
    return Concept(**presenter.label("fact-status", slug))


def name(row: Qualification) -> Shown:
    """Identifier and title."""
    return {"id": row.id, "title": {"text": row.title, "lang": row.language}}
