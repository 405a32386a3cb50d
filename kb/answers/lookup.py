"""One record by its identifier, whatever it is."""

from __future__ import annotations

from kb.answers import mappings, profile, unit_view
from kb.answers.abroad import abroad
from kb.answers.present import Presenter, Shown
from kb.answers.procedure import show_procedure
from kb.answers.question import choose_language
from kb.errors import NotFoundError
from kb.graph.catalogue import Catalogue
from kb.release import Release


def lookup(release: Release, identifier: str, language: str = "en") -> Shown:
    """A qualification (``nl-crebo:25656``) or ``<kind>/<key>``: procedure, profession, authority, source."""
    if ":" in identifier:
        return qualification(release, identifier, language)
    kind, _, key = identifier.strip().partition("/")
    readers = {"procedure": procedure, "profession": profession, "authority": authority, "source": source}
    if kind not in readers or not key:
        raise NotFoundError(
            "{identifier!r} names nothing.",
            "Write a qualification such as nl-crebo:25656, or procedure/nl/big-automatic, profession/..., "
            "authority/..., source/...",
            field="id",
            identifier=identifier,
        )
    return readers[kind](release, key, language)


def qualification(release: Release, key: str, language: str) -> Shown:
    """A qualification with everything its register says."""
    presenter = _presenter(release, language)
    row = release.catalogue.qualification(key.strip().lower())
    for name in row.sources:
        presenter.cited.setdefault(name, row.checked)
    shown = {
        **profile.detail(presenter, row),
        "abroad": abroad(presenter, row),
        "units": unit_view.of_qualification(presenter, row.id),
        "mappings": mappings.of_qualification(presenter, row.id),
    }
    return _finish(release, presenter, shown)


def procedure(release: Release, key: str, language: str) -> Shown:
    """A procedure with all its facts."""
    presenter = _presenter(release, language)
    return _finish(release, presenter, show_procedure(presenter, release.catalogue.procedure(key)))


def profession(release: Release, key: str, language: str) -> Shown:
    """A profession and the procedures that lead into it."""
    presenter, catalogue = _presenter(release, language), release.catalogue
    shown = presenter.show(catalogue.profession(key))
    procedures = [{"id": each.id, "title": each.title.in_(presenter.language)} for each in catalogue.procedures_of(key)]
    return _finish(release, presenter, {"id": key, **shown, "procedures": procedures})


def authority(release: Release, key: str, language: str) -> Shown:
    """An authority with its contact data and the procedures in which it takes part."""
    presenter, catalogue = _presenter(release, language), release.catalogue
    shown = presenter.show(catalogue.authority(key))
    procedures = [{"id": each.id, "title": each.title.in_(presenter.language)} for each in catalogue.procedures_at(key)]
    return _finish(release, presenter, {"id": key, **shown, "procedures": procedures})


def source(release: Release, key: str, language: str) -> Shown:
    """A source."""
    presenter = _presenter(release, language)
    record = release.catalogue.source(key)
    presenter.cited[key] = record.read
    return {
        **presenter.sources()[0],
        "note": {"text": record.note, "lang": "en"} if record.note else None,
        "data_version": release.version,
    }


def _presenter(release: Release, language: str) -> Presenter:
    catalogue: Catalogue = release.catalogue
    return Presenter(catalogue, choose_language(language))


def _finish(release: Release, presenter: Presenter, shown: Shown) -> Shown:
    return {**shown, "sources": presenter.sources(), "data_version": release.version}
