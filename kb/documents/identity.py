"""What a document is called and how it is told from another one: name, hash of the content, link to check it.

The name says the question, so that anybody can ask for the same document again. Nothing here reads a clock.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any, cast, get_args
from urllib.parse import quote, urlencode

from kb.answers.past import newest
from kb.answers.question import Question, ask, choose
from kb.documents.document import Document, Identity, Kind
from kb.errors import NotFoundError
from kb.model.jurisdiction import HOSTS
from kb.model.text import LANGUAGES, Language
from kb.settings import settings

KINDS: tuple[Kind, ...] = get_args(Kind)
_UNISSUED = Identity(id="", data_version="", date="", hash="", link="")


@dataclass(frozen=True)
class Name:
    """Kind and question of a document: ``factsheet.nl-crebo.25656.de-nw.employed.nl``; no question for an overview."""

    kind: Kind
    language: Language
    question: Question | None = None
    selection: tuple[str, ...] = ()
    """The occupations of an overview."""

    def __str__(self) -> str:
        asked = self.question
        if asked is None:
            return ".".join((self.kind, "+".join(self.selection) or "all", self.language))
        return ".".join((self.kind, asked.qualification.replace(":", "."), asked.host, asked.mode, self.language))

    @property
    def address(self) -> str:
        """Kind and query by which an interface is asked for the document, without its format."""
        asked = self.question
        if asked is None:
            pairs = [*(("occupation", each) for each in self.selection), ("lang", str(self.language))]
        else:
            pairs = [
                ("qualification", asked.qualification),
                ("host", asked.host),
                ("mode", asked.mode),
                ("lang", asked.language),
            ]
        return f"{self.kind}?{urlencode(pairs, safe=':')}"


def parse(text: str) -> Name:
    """The name that a text is; raises NotFoundError for one that names no document."""
    match text.strip().lower().split("."):
        case [kind, scheme, code, host, mode, language] if kind in KINDS and kind != "overview":
            return Name(cast(Kind, kind), _language(text, language), ask(f"{scheme}:{code}", host, mode, language))
        case ["overview", chosen, language]:
            selection = () if chosen == "all" else tuple(chosen.split("+"))
            return Name("overview", _language(text, language), selection=selection)
    raise _nothing(text)


def _language(text: str, language: str) -> Language:
    if language not in LANGUAGES:
        raise _nothing(text)
    return language


def _nothing(text: str) -> NotFoundError:
    what = "{text!r} is not the name of a document."
    fix = "Copy the name from the last lines of the document, for example factsheet.nl-crebo.25656.de-nw.employed.nl."
    return NotFoundError(what, fix, field="id", text=text)


def content_hash(document: Document) -> str:
    """SHA-256 over the content in one fixed form; version, date and link of the document are not part of it."""
    content = document.model_dump(mode="json", exclude={"identity", "funding"})
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def issue(document: Document, name: Name, data_version: str) -> Document:
    """The document with its identity, made of its content, the question and the data alone."""
    digest = content_hash(document)
    identity = Identity(
        id=str(name),
        data_version=data_version,
        date=newest(data_version).isoformat(),
        hash=digest,
        link=link(str(name), digest),
    )
    return document.model_copy(update={"identity": identity})


def link(name: str, digest: str) -> str:
    """Where a reader sees whether this very text is still current."""
    return f"{settings().site.rstrip('/')}/verify/{quote(name, safe='+')}?hash={digest[:16]}"


def unissued(**parts: Any) -> Document:
    """A document that has no identity yet."""
    return Document(identity=_UNISSUED, **parts)


def file_name(document: Document, form: str) -> str:
    """``roadmap-nl-crebo-25656-de-nw-employed-nl.pdf``."""
    return f"{document.identity.id.replace('.', '-')}.{form}"


def check_host(host: str) -> str:
    """One of the hosts; raises InvalidChoiceError that lists them."""
    return choose("host", host, HOSTS)
