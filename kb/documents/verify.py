"""Whether a document in somebody's hands is genuine, whether it is still current, and what has changed since."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from kb import history
from kb.documents.compose import recompose
from kb.documents.document import Block, Box, Bullets, Document, Flow, Paragraph, Section, Sources, Table
from kb.documents.identity import Name, parse
from kb.errors import DrempelError
from kb.model.text import Language
from kb.release import Release, open_version
from kb.wording import translator

State = Literal["current", "outdated", "unknown"]
_SHORTEST = 12
_UNREADABLE = (DrempelError, LookupError, ValueError)
"""A version that an older program built may lack labels or records that this one asks for: it makes no document."""
WORDS = {
    "current": "Genuine and current: the document says what the data of today say.",
    "outdated": "Genuine, but out of date: it was made from version {version}, and parts of it have changed since.",
    "unknown": "Unknown: none of the versions that are kept makes a document with this content.",
    "no-hash": "This is what it says today. To compare, scan the code or open the link on the document itself.",
}


class Change(BaseModel):
    """What a section said and what it says now; one of the two is empty where a line came or went."""

    model_config = ConfigDict(frozen=True)

    section: str
    before: list[str]
    now: list[str]


class Verdict(BaseModel):
    """The answer to somebody who holds a document: its state in words, and how it differs from today's."""

    model_config = ConfigDict(frozen=True)

    id: str
    address: str
    """Where today's document is asked for, below ``/api/v1/``, without its format."""
    title: str
    language: Language
    state: State
    says: str
    asked_hash: str | None
    current_hash: str
    current_version: str
    made_from: str | None
    """The version that makes exactly this document."""
    changes: list[Change]

    def as_json(self) -> dict[str, Any]:
        """The JSON form, the same from library, CLI and HTTP."""
        return self.model_dump(mode="json")


def verify(release: Release, name: str, digest: str | None, releases: Path) -> Verdict:
    """The state of the document of this name with this hash (its first characters are enough).

    Raises NotFoundError for a name of no document, and what composing it raises.
    """
    asked = parse(name)
    today = recompose(release, asked)
    if not digest:
        return _verdict(today, "current", "no-hash", None, None, [])
    digest = _checked(digest)
    if today.identity.hash.startswith(digest):
        return _verdict(today, "current", "current", digest, release.version, [])
    for earlier in _earlier(release, asked, releases):
        if earlier.identity.hash.startswith(digest):
            version = earlier.identity.data_version
            return _verdict(today, "outdated", "outdated", digest, version, list(changes(earlier, today)))
    return _verdict(today, "unknown", "unknown", digest, None, [])


def _checked(digest: str) -> str:
    found = digest.strip().lower().removeprefix("sha256:")
    if len(found) < _SHORTEST or set(found) - set("0123456789abcdef"):
        raise DrempelError(
            "{text!r} is not the hash of a document.",
            "Copy the content hash from the last lines of the document.",
            field="hash",
            text=digest,
        )
    return found


def _verdict(
    today: Document, state: State, says: str, digest: str | None, version: str | None, changed: list[Change]
) -> Verdict:
    return Verdict(
        id=today.identity.id,
        address=parse(today.identity.id).address,
        title=today.title,
        language=today.language,
        state=state,
        says=translator(today.language)(WORDS[says]).format(version=version),
        asked_hash=digest,
        current_hash=today.identity.hash,
        current_version=today.identity.data_version,
        made_from=version,
        changes=changed,
    )


def _earlier(release: Release, asked: Name, releases: Path) -> Iterator[Document]:
    """The document as the versions that are kept make it, newest first, as far as they can be read."""
    for folder in history.kept(releases):
        version = history.version_of(folder)
        if version == release.version:
            continue
        try:
            yield recompose(open_version(releases, version), asked)
        except _UNREADABLE:
            continue


def changes(before: Document, now: Document) -> Iterator[Change]:
    """Section by section, the lines that went and the lines that came."""
    old, new = ({each.id: each for each in document.sections} for document in (before, now))
    for key in dict.fromkeys([*new, *old]):
        was, is_ = (_texts(found.get(key)) for found in (old, new))
        gone = [line for line in difflib.ndiff(was, is_) if line[:2] in ("- ", "+ ")]
        if gone:
            title = (new.get(key) or old[key]).title
            lost = [line[2:] for line in gone if line.startswith("- ")]
            yield Change(section=title, before=lost, now=[line[2:] for line in gone if line.startswith("+ ")])


def _texts(section: Section | None) -> list[str]:
    return [text for block in section.blocks for text in _of_block(block)] if section else []


def _of_block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield block.line.text
        case Bullets():
            yield from (line.text for line in block.lines)
        case Box():
            yield from (f"{row.label}: {line.text}" for row in block.rows for line in row.lines)
        case Table():
            yield from (" | ".join("; ".join(line.text for line in cell) for cell in row) for row in block.rows)
        case Flow():
            yield block.alternative
        case Sources():
            yield from (f"{each.title} ({each.checked})" for each in block.entries)
