"""Compares two qualifications: level, duration, field, what the mappings say, and the units in both directions."""

from __future__ import annotations

from collections.abc import Iterator

from kb.answers import mappings, profile
from kb.answers.comparison import Aspect, Comparison, Direction
from kb.answers.direction import direction
from kb.answers.present import Presenter, Shown
from kb.answers.question import choose_language
from kb.answers.worth import Concept
from kb.errors import DrempelError, NotFoundError
from kb.graph.catalogue import Catalogue
from kb.model.identifier import scheme_of
from kb.model.jurisdiction import state_of
from kb.model.qualification import Qualification
from kb.release import Release

_KINDS = ("profession", "procedure", "authority", "source")
_UNKNOWN = {"level": "level-unknown", "duration": "duration-unknown", "field": "field-unknown"}


def compare(release: Release, a: str, b: str, language: str = "en") -> Comparison:
    """The comparison of ``a`` and ``b``, both ``scheme:code``.

    Raises DrempelError for a thing with itself and for anything but two qualifications, NotFoundError for a code that
    no register holds. A qualification that was superseded is compared, and a note names its successor,
    or what the register puts beside it.
    """
    catalogue = release.catalogue
    presenter = Presenter(catalogue, choose_language(language))
    first, second = qualification(catalogue, a, "a"), qualification(catalogue, b, "b")
    if first.id == second.id:
        what = "{id} is compared with itself."
        raise DrempelError(what, "Write two different qualifications.", field="b", id=first.id)
    both = (first, second)
    directions = [direction(presenter, first.id, second.id), direction(presenter, second.id, first.id)]
    aspects = {
        "level": _level(presenter, *both),
        "duration": _duration(presenter, *both),
        "field": _field(presenter, *both),
    }
    statements = _statements(presenter, *both)
    for row in both:
        for source in row.sources:
            presenter.cited.setdefault(source, row.checked)
    return Comparison(
        a=_side(presenter, first),
        b=_side(presenter, second),
        language=presenter.language,
        data_version=release.version,
        level=aspects["level"],
        duration_months=aspects["duration"],
        field=aspects["field"],
        statements=statements,
        directions=directions,
        rule=_note(presenter, "rule").label,
        weights=catalogue.weights,
        notes=list(_notes(presenter, both, directions)),
        unknowns=list(_unknowns(presenter, both, aspects, directions)),
        sources=presenter.sources(),
    )


def qualification(catalogue: Catalogue, key: str, field: str) -> Qualification:
    """The row of a qualification; raises what ``compare`` raises, naming the field that is wrong."""
    found = key.strip().lower()
    kind = found.partition("/")[0]
    if ":" not in found and kind in _KINDS:
        what = "{key!r} is not a qualification; only qualifications are compared with each other."
        fix = "Write <scheme>:<code>, or look at it alone: drempel show {found}"
        raise DrempelError(what, fix, field=field, key=key, found=found)
    try:
        return catalogue.qualification(found)
    except NotFoundError as error:
        fix = 'Search for it by title, or by an older or newer code: drempel find "<title>".'
        raise NotFoundError("No qualification {key!r} in this knowledge base.", fix, field=field, key=key) from error


def _side(presenter: Presenter, row: Qualification) -> Shown:
    return {
        **profile.brief(presenter, row),
        "levels": profile.levels(presenter, row).model_dump(mode="json"),
        "duration_months": float(row.duration_months) if row.duration_months is not None else None,
        "isced_f": row.isced_f,
        "field": {"text": row.field, "lang": row.language} if row.field else None,
        "units": len(presenter.catalogue.units_of(row.id)),
    }


def _level(presenter: Presenter, a: Qualification, b: Qualification) -> Aspect:
    """By the European level, since the national frameworks count differently."""
    return _aspect(presenter, a.eqf, b.eqf, ("lower", "same", "higher"))


def _duration(presenter: Presenter, a: Qualification, b: Qualification) -> Aspect:
    first, second = (float(row.duration_months) if row.duration_months is not None else None for row in (a, b))
    return _aspect(presenter, first, second, ("shorter", "same", "longer"))


def _aspect(presenter: Presenter, a: float | None, b: float | None, words: tuple[str, str, str]) -> Aspect:
    if a is None or b is None:
        return Aspect(a=a, b=b, relation=None)
    return Aspect(a=a, b=b, relation=_note(presenter, words[1 + (b > a) - (b < a)]))


def _field(presenter: Presenter, a: Qualification, b: Qualification) -> Aspect:
    if a.isced_f is None or b.isced_f is None:
        return Aspect(a=a.isced_f, b=b.isced_f, relation=None)
    is_broad = a.isced_f[:2] == b.isced_f[:2]
    slug = "same" if a.isced_f == b.isced_f else "same-broad-field" if is_broad else "other-field"
    return Aspect(a=a.isced_f, b=b.isced_f, relation=_note(presenter, slug))


def _statements(presenter: Presenter, a: Qualification, b: Qualification) -> list[Shown]:
    """The mappings between the two, in either direction."""
    found = presenter.catalogue.mappings_of(a.id)
    between = [(key, row) for key, row in found if {row.subject_id, row.object_id} == {a.id, b.id}]
    return [mappings.show(presenter, key, row) for key, row in sorted(between, key=lambda pair: pair[0])]


def _notes(
    presenter: Presenter, both: tuple[Qualification, Qualification], directions: list[Direction]
) -> Iterator[Shown]:
    for row in both:
        if row.status in ("superseded", "former"):
            slug = "superseded" if row.replaced_by else "kin-only" if row.kin else "superseded-unknown"
            others = [presenter.catalogue.qualification(key) for key in row.replaced_by or row.kin]
            named = [profile.name(other) for other in others]
            yield {**presenter.label("comparison-notes", slug), "about": row.id, "successors": named}
        if any("gaps" in (unit.note or "") for unit in presenter.catalogue.units_of(row.id)):
            yield {**presenter.label("comparison-notes", "units-with-gaps"), "about": row.id}
    if state_of(scheme_of(both[0].id)) == state_of(scheme_of(both[1].id)):
        yield presenter.label("comparison-notes", "same-country")
    if any(status.status and status.status.id == "proposed" for each in directions for status in each.units):
        yield presenter.label("comparison-notes", "proposed")
    if any(unit.title and unit.labels for row in both for unit in presenter.catalogue.units_of(row.id)):
        yield presenter.label("comparison-notes", "our-labels")
    yield presenter.label("comparison-notes", "content-only")


def _unknowns(
    presenter: Presenter,
    both: tuple[Qualification, Qualification],
    aspects: dict[str, Aspect],
    directions: list[Direction],
) -> Iterator[Concept]:
    yield from (_note(presenter, _UNKNOWN[name]) for name, aspect in aspects.items() if aspect.relation is None)
    yield _note(presenter, "shares-unknown")
    if any(not presenter.catalogue.units_of(row.id) for row in both):
        yield _note(presenter, "no-units")
    if not any(each.aligned for each in directions):
        yield _note(presenter, "not-aligned")


def _note(presenter: Presenter, slug: str) -> Concept:
    return Concept(**presenter.label("comparison-notes", slug))
