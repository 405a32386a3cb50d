"""The quality figures as tables for readers, with the labels of what they count."""

from __future__ import annotations

from kb.answers.present import Presenter, Shown
from kb.answers.question import choose_language
from kb.answers.stats import stats
from kb.release import Release

SUBJECTS = ("regulated", "procedure", "authority", "fee", "term")
_ANSWERED = ("yes", "no", "not-needed")


def quality(release: Release, language: str) -> Shown:
    """Coverage by register and host (employed), facts by status and by year, unknowns by field, conflicts kept."""
    presenter = Presenter(release.catalogue, choose_language(language))
    figures = stats(release)
    return {
        "records": figures["records"],
        "coverage": [_covered(presenter, row) for row in figures["coverage"] if row["mode"] == "employed"],
        "statuses": _labelled(presenter, "fact-status", figures["facts_by_status"]),
        "sources": _labelled(presenter, "source-kinds", figures["facts_by_source_kind"]),
        "years": sorted(figures["facts_by_year_of_source"].items(), reverse=True)[:12],
        "unknowns": [
            {"field": field, "count": sum(counts.values())} for field, counts in figures["unknowns_by_field"].items()
        ],
        "conflicts": figures["conflicts_kept"],
        "mappings": _mappings(presenter, figures["mappings"]),
        "data_version": release.version,
    }


def _covered(presenter: Presenter, row: Shown) -> Shown:
    """For each subject, how many of a hundred qualifications have an answer."""
    shares = {subject: _share(row[subject], row["qualifications"]) for subject in SUBJECTS}
    host = presenter.label("jurisdictions", row["host"])
    return {"register": row["register"], "host": host, "qualifications": row["qualifications"], "shares": shares}


def _share(counts: dict[str, int], whole: int) -> int:
    return round(100 * sum(counts.get(each, 0) for each in _ANSWERED) / whole) if whole else 0


def _labelled(presenter: Presenter, scheme: str, counts: dict[str, int]) -> list[Shown]:
    ordered = sorted(counts.items(), key=lambda pair: -pair[1])
    return [{**presenter.label(scheme, slug), "count": count} for slug, count in ordered]


def _mappings(presenter: Presenter, by_set: dict[str, dict[str, int]]) -> list[Shown]:
    totals: dict[str, int] = {}
    for counts in by_set.values():
        for status, count in counts.items():
            totals[status] = totals.get(status, 0) + count
    return _labelled(presenter, "mapping-status", totals)
