"""Search results with facets: how many hits there are by country, level, kind, status and regulation at home."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from kb.answers.present import Presenter, Shown
from kb.answers.question import choose_language
from kb.answers.search import show_hit
from kb.model.jurisdiction import state_of
from kb.release import Release
from kb.search.find import Hit

FACETS = ("country", "level", "kind", "regulated", "status")
_SCHEMES = {
    "country": "jurisdictions",
    "kind": "qualification-kinds",
    "regulated": "answers",
    "status": "register-status",
}
_UNKNOWN = "unknown"
_CONSIDERED = 200


def find(release: Release, text: str, *, language: str, chosen: Mapping[str, str], limit: int = 50) -> Shown:
    """The hits that have all the chosen values, and each facet with the counts under the other choices.

    ``total`` counts among the best 200; a chosen value that no hit has gives no hits, which is no error.
    """
    presenter = Presenter(release.catalogue, choose_language(language))
    hits = [(hit, _values(presenter, hit)) for hit in release.finder.find(text, limit=_CONSIDERED)]
    picked = {name: value for name, value in chosen.items() if name in FACETS and value}
    fitting = [hit for hit, values in hits if _fits(values, picked)]
    return {
        "query": text,
        "hits": [show_hit(presenter, hit) for hit in fitting[:limit]],
        "total": len(fitting),
        "facets": list(_facets(presenter, [values for _, values in hits], picked)),
        "data_version": release.version,
    }


def _values(presenter: Presenter, hit: Hit) -> dict[str, str]:
    row = presenter.catalogue.qualification(hit.id)
    return {
        "country": state_of(hit.scheme),
        "level": str(hit.eqf or _UNKNOWN),
        "kind": hit.kind,
        "regulated": row.regulated_at_home,
        "status": hit.status,
    }


def _fits(values: Mapping[str, str], picked: Mapping[str, str]) -> bool:
    return all(values[name] == value for name, value in picked.items())


def _facets(presenter: Presenter, found: list[dict[str, str]], picked: Mapping[str, str]) -> Iterator[Shown]:
    for name in FACETS:
        others = {key: value for key, value in picked.items() if key != name}
        counted = Counter(values[name] for values in found if _fits(values, others))
        yield {
            "name": name,
            "chosen": picked.get(name, ""),
            "options": [{**_label(presenter, name, value), "count": counted[value]} for value in sorted(counted)],
        }


def _label(presenter: Presenter, facet: str, value: str) -> Shown:
    scheme = _SCHEMES.get(facet)
    if scheme is None and value != _UNKNOWN:
        return {"id": value, "label": value}
    return presenter.label(scheme or "answers", value)
