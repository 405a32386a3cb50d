"""Pages of a register."""

from __future__ import annotations

from kb.answers import profile
from kb.answers.present import Presenter, Shown
from kb.answers.question import choose, choose_language
from kb.graph.names import iri
from kb.graph.store import Row
from kb.model.identifier import SCHEMES
from kb.model.jurisdiction import state_of
from kb.release import Release

_IN_FORCE = ("current", "latest-known")
STATUSES = ("current", "latest-known", "superseded", "unknown", "former", "present")


def page(
    release: Release,
    scheme: str,
    *,
    language: str = "en",
    level: int | None = None,
    status: str | None = None,
    cursor: str = "",
    limit: int = 50,
) -> Shown:
    """Rows of a register after the cursor (a code), with the cursor of the next page; filters by level and status."""
    register = choose("scheme", scheme, SCHEMES)
    wanted = choose("status", status, STATUSES) if status else None
    presenter = Presenter(release.catalogue, choose_language(language))
    rows = release.catalogue.store.select("register_page", {"scheme": iri("scheme", register)})
    codes = [_text(row, "code") for row in rows if _matches(row, wanted, level) and _text(row, "code") > cursor]
    found = [release.catalogue.qualification(f"{register}:{code}") for code in codes[:limit]]
    shown = [{**profile.brief(presenter, row), "eqf": row.eqf} for row in found]
    following = codes[limit - 1] if len(codes) > limit else None
    return {
        "scheme": register,
        "items": shown,
        "total": len(codes),
        "next_cursor": following,
        "data_version": release.version,
    }


def in_force(release: Release, scheme: str) -> list[str]:
    """The identifiers of a register that are in force, or whose latest known version it is."""
    rows = release.catalogue.store.select("register_page", {"scheme": iri("scheme", scheme)})
    return [
        f"{scheme}:{_text(row, 'code')}" for row in rows if any(_matches(row, status, None) for status in _IN_FORCE)
    ]


def _matches(row: Row, status: str | None, level: int | None) -> bool:
    found = _text(row, "status").rpartition("/")[2]
    # present: everything but the codes of older generations
    is_status = status in (None, found) or (status == "present" and found != "former")
    return is_status and (level is None or _text(row, "level") == str(level))


def _text(row: Row, name: str) -> str:
    return str(getattr(row.get(name), "value", ""))


def registers(release: Release, language: str) -> list[Shown]:
    """Every register: country, and how many rows it has by status."""
    presenter = Presenter(release.catalogue, choose_language(language))
    counts: dict[str, dict[str, int]] = {}
    for row in release.catalogue.store.select("register_counts"):
        scheme, status = (_text(row, name).rpartition("/")[2] for name in ("scheme", "status"))
        counts.setdefault(scheme, {})[status] = int(_text(row, "rows"))
    return [
        {
            "id": scheme,
            "country": presenter.label("jurisdictions", state_of(scheme)),
            "rows": sum(counts[scheme].values()),
            "by_status": [
                {**presenter.label("register-status", each), "rows": counts[scheme][each]} for each in counts[scheme]
            ],
        }
        for scheme in SCHEMES
        if scheme in counts
    ]
