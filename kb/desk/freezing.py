"""Freezing a version: the canonical document that is reviewed, signed, exported and held against later builds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from kb.desk.deed import Deed
from kb.desk.refusal import RefusedError
from kb.desk.tables import Statement, Version
from kb.errors import DrempelError, NotFoundError
from kb.graph.frozen import OfRelease, pair
from kb.model.frozen import FORMAT, Kind, Pair, Plain, canonical, digest
from kb.model.text import LANGUAGES
from kb.release import Release

_LONGEST_TEXT = 5000
_LONGEST_FORCE = timedelta(days=5 * 366)
MEANING = (
    "The signatory confirms, for the jurisdiction named, that this statement describes the two qualifications and "
    "their relation correctly. It is no recognition in an individual case and gives no access to a profession."
)


@dataclass(frozen=True)
class Wish:
    """What is to be frozen. ``texts``: of a description, in the four languages."""

    kind: Kind
    subject: str
    review_by: date
    texts: Plain | None = None


def look_up(release: Release, wish: Wish) -> Pair:
    """The two sides and the content as the release has them; raises if there is nothing that two sides could sign."""
    found = pair(OfRelease(release.catalogue), wish.kind, wish.subject)
    if found is None:
        what = "No comparison {subject!r} in this knowledge base."
        fix = "Give the key of a mapping (/api/v1/mappings lists them) or a pair of qualifications."
        raise NotFoundError(what, fix, field="subject", subject=wish.subject)
    if wish.kind == "description":
        found = Pair(found.kind, found.subject, found.sides, {"texts": _checked(wish.texts)})
    if found.content is None:
        what = "These two qualifications are not aligned unit by unit yet."
        raise NotFoundError(what, "Align them first: drempel mappings sheet", field="subject")
    if found.sides[0]["jurisdiction"] == found.sides[1]["jurisdiction"]:
        raise DrempelError("Both qualifications belong to one side.", "Choose two sides.", field="subject")
    return found


def freeze(deed: Deed, found: Statement, wish: Wish, now: Pair, data_version: str) -> Version:
    """The next version of a statement, which from now on is the one that counts; no signature counts for it yet."""
    if not deed.desk.today < wish.review_by <= deed.desk.today + _LONGEST_FORCE:
        what = "The review date must lie ahead, by five years at most."
        raise DrempelError(what, "Write YYYY-MM-DD.", field="review_by")
    last = deed.session.scalar(select(func.max(Version.number)).where(Version.statement_id == found.id)) or 0
    data = canonical(_document(found.id, last + 1, wish, now, data_version, example=found.example))
    version = Version(
        statement_id=found.id,
        number=last + 1,
        document=data.decode(),
        hash=digest(data),
        data_version=data_version,
        review_by=wish.review_by,
        author_id=deed.actor.person,
        frozen_at=deed.at,
    )
    deed.session.add(version)
    _take_over(found, now)
    found.version = version.number
    deed.facts |= {"version": version.number, "hash": version.hash}
    return version


def _document(key: str, number: int, wish: Wish, now: Pair, data_version: str, *, example: bool) -> Plain:
    return {
        "format": FORMAT,
        "statement": key,
        "version": number,
        "kind": wish.kind,
        "subject": wish.subject,
        "meaning": MEANING,
        "sides": list(now.sides),
        "content": now.content,
        "data_version": data_version,
        "review_by": wish.review_by.isoformat(),
        "example": example,
    }


def _take_over(found: Statement, now: Pair) -> None:
    first, second = now.sides
    found.kind, found.subject = now.kind, now.subject
    found.side_a, found.side_b = first["jurisdiction"], second["jurisdiction"]
    found.sector_a, found.sector_b = (side["record"].get("isced_f", "")[:2] or None for side in now.sides)


def _checked(texts: Plain | None) -> Plain:
    given: Plain = {language: str((texts or {}).get(language, "")).strip() for language in LANGUAGES}
    if not all(0 < len(text) <= _LONGEST_TEXT for text in given.values()):
        what = "A description stands in four languages, each of at most {most} characters."
        raise DrempelError(what, "Write nl, de, fr and en.", field="texts", most=_LONGEST_TEXT)
    return given


def not_twice(deed: Deed, subject: str) -> None:
    """Refuse a second statement on the same subject while another one is on its way or in force."""
    ended = ("lapsed", "withdrawn")
    rows = deed.session.scalars(select(Statement).where(Statement.subject == subject))
    other = next((row for row in rows if row.state not in ended and row.id != deed.subject), None)
    if other is not None:
        what = "There is a statement on this already: {key}."
        raise RefusedError("twice", what, "Work on that one.", key=other.id)
