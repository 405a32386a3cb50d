"""Coverage: for how many current qualifications, by host and mode, the base knows what people ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from kb.answers import setting
from kb.answers.present import Shown
from kb.answers.question import Question
from kb.graph.names import iri
from kb.model.identifier import SCHEMES
from kb.model.jurisdiction import HOSTS, MODES, state_of
from kb.model.procedure import Procedure
from kb.model.qualification import Qualification
from kb.release import Release

_CURRENT = frozenset({"current", "latest-known"})
Facts = dict[str, str]
"""Subject (regulated, procedure, authority, fee, term) to yes, no, unknown or not-needed."""


def coverage(release: Release) -> list[Shown]:
    """One row per register, host and mode: how many current qualifications, and what is known of them."""
    return list(_rows(release))


def _rows(release: Release) -> Iterator[Shown]:
    ask = lru_cache(maxsize=None)(lambda key: _known(release, *key))
    for scheme in SCHEMES:
        rows = _current(release, scheme)
        for host in HOSTS:
            if state_of(host) == state_of(scheme) or not rows:
                continue
            for mode in MODES:
                yield _row(scheme, host, mode, [ask((_kin(release, row), row.id, host, mode)) for row in rows])


def _row(scheme: str, host: str, mode: str, found: list[Facts]) -> Shown:
    counted: dict[str, dict[str, int]] = {}
    for subject in ("regulated", "procedure", "authority", "fee", "term"):
        counted[subject] = dict(sorted(Counter(facts[subject] for facts in found).items()))
    return {"register": scheme, "host": host, "mode": mode, "qualifications": len(found), **counted}


def _current(release: Release, scheme: str) -> list[Qualification]:
    rows = release.catalogue.store.select("register_page", {"scheme": iri("scheme", scheme)})
    codes = [_text(row["code"]) for row in rows if _text(row["status"]).rpartition("/")[2] in _CURRENT]
    return [release.catalogue.qualification(f"{scheme}:{code}") for code in codes]


def _kin(release: Release, row: Qualification) -> tuple[tuple[str, str], ...]:
    return tuple(release.catalogue.occupations_of(row.id))


def _known(release: Release, _: Any, identifier: str, host: Any, mode: Any) -> Facts:
    catalogue = release.catalogue
    row = catalogue.qualification(identifier)
    question = Question(identifier, host, mode)
    target = next(iter(setting.targets(catalogue, row, question)), None)
    regulated = setting.answer_on_regulation(target.profession if target else None, mode)
    if regulated == "no":
        return {"regulated": "no", **dict.fromkeys(("procedure", "authority", "fee", "term"), "not-needed")}
    procedures = setting.offered(catalogue, row, question, target)
    return {"regulated": regulated, "procedure": "yes" if procedures else "unknown", **_values(procedures)}


def _values(procedures: list[Procedure]) -> Facts:
    """Whether any of the procedures states an authority, a fee, a term."""

    def known(name: str) -> str:
        return "yes" if any(isinstance(getattr(each, name), list) for each in procedures) else "unknown"

    return {"authority": known("authorities"), "fee": known("fees"), "term": known("terms")}


def _text(value: object) -> str:
    return str(getattr(value, "value", value))
