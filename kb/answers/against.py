"""One qualification against every qualification of another country that was mapped to it or compared unit by unit."""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from kb.answers import nearest, profile
from kb.answers.compare import compare, qualification
from kb.answers.comparison import Comparison
from kb.answers.present import Presenter, Shown
from kb.answers.question import choose, choose_language
from kb.answers.unit_coverage import Share, share, weights
from kb.answers.worth import Concept
from kb.errors import DrempelError
from kb.model.identifier import SCHEMES, scheme_of
from kb.model.jurisdiction import HOSTS, registers, state_of
from kb.model.text import Language
from kb.model.unit import required
from kb.release import Release

_STATES = ("nl", "de", "be")
_STEPS = ("whole", "most", "part", "little", "unknown")


class Candidate(BaseModel):
    """One qualification of the other country, and how much of it the holder covers.

    ``by``: ``units`` where the coverage was counted unit by unit, ``mapping`` where it is the estimate of a mapping.
    """

    model_config = ConfigDict(frozen=True)

    qualification: Shown
    coverage: Concept
    share: float | None
    by: Literal["units", "mapping"]
    counts: dict[str, int]
    reserved: list[Concept]
    relation: Concept | None
    status: Concept | None


class Candidates(BaseModel):
    """All candidates of a country or register, the best covered first."""

    model_config = ConfigDict(frozen=True)

    holder: Shown
    place: str
    language: Language
    data_version: str
    candidates: list[Candidate]
    why: Concept | None
    """Why there is none."""
    rule: str

    def as_json(self) -> dict[str, Any]:
        """The JSON form, the same from library, CLI and HTTP."""
        return self.model_dump(mode="json")


def against(release: Release, holder: str, place: str, language: str = "en") -> Candidates:
    """The candidates of ``place``: a country, a host or a register (``de``, ``be-vl``, ``de-beruf``).

    Raises DrempelError for the holder's own country, InvalidChoiceError for a place that is none, NotFoundError for a
    code that no register holds.
    """
    presenter = Presenter(release.catalogue, choose_language(language))
    row = qualification(release.catalogue, holder, "a")
    where = choose("country", place, tuple(dict.fromkeys((*_STATES, *HOSTS, *SCHEMES))))
    if state_of(where) == state_of(row.scheme):
        what = "{id} is of {place} itself; it is compared with another country."
        raise DrempelError(what, "Write another country: nl, de or be.", field="country", id=row.id, place=where)
    hosts, schemes = _where(where)
    told = [each for host in hosts for each in nearest.comparisons(release.catalogue, row, host) if each.claims]
    mapped = {each.other: each for each in reversed(told) if each.other}
    compared = set(release.catalogue.compared_with(row.id))
    keys = {key for key in {*mapped, *compared} if scheme_of(key) in schemes}
    found = [_candidate(presenter, row.id, key, mapped.get(key), key in compared) for key in sorted(keys)]
    return Candidates(
        holder=profile.name(row),
        place=where,
        language=presenter.language,
        data_version=release.version,
        candidates=sorted(found, key=_order),
        why=None if found else Concept(**presenter.label("comparison-notes", "no-candidate")),
        rule=presenter.label("comparison-notes", "rule")["label"],
    )


def _where(place: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The hosts and the registers of a country, host or register."""
    if place in _STATES:
        hosts = dict.fromkeys((place, *(host for host in HOSTS if state_of(host) == place)))
        return tuple(hosts), tuple(scheme for scheme in SCHEMES if state_of(scheme) == place)
    return (place,), registers(place) if place in HOSTS else (place,)


def compare_or_list(
    release: Release, a: str, b: str = "", country: str = "", language: str = "en"
) -> Comparison | Candidates:
    """Two qualifications unit by unit, or one against all candidates of a country; DrempelError for neither or both."""
    if bool(b) == bool(country):
        what, fix = "Compare with what?", "Write a second qualification, or a country or register."
        raise DrempelError(what, fix, field="b")
    return compare(release, a, b, language) if b else against(release, a, country, language)


def _order(found: Candidate) -> tuple[int, float, str]:
    return _STEPS.index(found.coverage.id), -(found.share or 0), str(found.qualification["id"])


def _candidate(
    presenter: Presenter, holder: str, key: str, mapped: nearest.Comparison | None, is_compared: bool
) -> Candidate:
    catalogue = presenter.catalogue
    rows = {row.object: row for row in catalogue.unit_alignments(holder, key)} if is_compared else {}
    asked = [unit for unit in required(catalogue.units_of(key)) if unit.code in rows]
    verdicts = {unit.code: rows[unit.code].verdict for unit in asked}
    counted: Share | None = share(verdicts, weights(asked, catalogue.weights), catalogue.weights) if asked else None
    told = counted.coverage if counted else mapped.coverage if mapped else "unknown"
    reserved = dict.fromkeys(slug for unit in asked for slug in rows[unit.code].reserved)
    return Candidate(
        qualification=profile.name(catalogue.qualification(key)),
        coverage=Concept(**presenter.label("coverage", told)),
        share=round(counted.value, 3) if counted else None,
        by="units" if counted else "mapping",
        counts=dict(Counter(verdicts.values())),
        reserved=[Concept(**presenter.label("reserved-activities", slug)) for slug in reserved],
        relation=Concept(**presenter.label("mapping-relations", mapped.relation)) if mapped else None,
        status=Concept(**presenter.label("mapping-status", mapped.mapping.status)) if mapped else None,
    )
