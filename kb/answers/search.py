"""Search results with labels in the reader's language."""

from __future__ import annotations

from kb.answers.present import Presenter, Shown
from kb.answers.question import choose, choose_language
from kb.model.identifier import SCHEMES
from kb.model.jurisdiction import state_of
from kb.release import Release
from kb.search.find import Hit


def search(
    release: Release, text: str, *, language: str = "en", scheme: str | None = None, limit: int = 10
) -> list[Shown]:
    """The hits in order; raises InvalidChoiceError for an unknown language or register."""
    presenter = Presenter(release.catalogue, choose_language(language))
    register = choose("scheme", scheme, SCHEMES) if scheme else None
    return [show_hit(presenter, hit) for hit in release.finder.find(text, scheme=register, limit=limit)]


def show_hit(presenter: Presenter, hit: Hit) -> Shown:
    """A hit with labels in the language of the reader."""
    return {
        "id": hit.id,
        "scheme": hit.scheme,
        "code": hit.code,
        "title": {"text": hit.title, "lang": hit.language},
        "country": presenter.label("jurisdictions", state_of(hit.scheme)),
        "kind": presenter.label("qualification-kinds", hit.kind),
        "status": presenter.label("register-status", hit.status),
        "level": hit.level,
        "eqf": hit.eqf,
    }
