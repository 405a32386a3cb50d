"""Row and byte caps on an answer while it is written: what is cut stays a well-formed document."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from dataclasses import dataclass

CHUNK = 1 << 18
"""Bytes that are gathered before they are sent."""

_QUOTED = re.compile(rb'"[^"]*(?:"|\Z)')

Send = Callable[[bytes], None]


class Enough(Exception):  # noqa: N818  no error: the answer is as long as it may be
    """Raised into the serialiser when a cap is reached."""


class TooLongError(Exception):
    """One row alone exceeds the byte cap, so that no part of the answer can be given."""


@dataclass(frozen=True)
class _Form:
    """What stands between two rows, where in it the first of them ends, and how a document is closed after it."""

    mark: bytes
    offset: int
    closing: bytes = b""
    head_lines: int = 0
    is_quoted: bool = False


_FORMS = {
    # a quotation mark in a JSON string is escaped, and "<" in XML, so that no text can look like a mark
    "application/sparql-results+json": _Form(b'}},{"', 2, b"]}}"),
    "application/sparql-results+xml": _Form(b"</result><result>", 9, b"</results><!-- cut at the limit --></sparql>"),
    "text/csv": _Form(b"\n", 1, head_lines=1, is_quoted=True),
    "text/tab-separated-values": _Form(b"\n", 1, head_lines=1),
}


class Cut:
    """A file to write an answer to; ``send`` gets large pieces that end at a row, ``close`` gives the rest."""

    def __init__(self, media: str, rows: int, size: int, send: Send) -> None:
        self._form = _FORMS.get(media)
        self._left = rows + (self._form.head_lines if self._form else 0)
        self._room, self._send = size, send
        self._held = bytearray()
        self._is_begun = False
        self.is_cut = False

    @property
    def is_full(self) -> bool:
        """Whether the byte cap is reached."""
        return self._room < len(self._held)

    def write(self, piece: bytes) -> int:
        """Take a piece; raises Enough once a cap is reached (the serialiser then still empties its buffer)."""
        if self.is_cut and self._form is not None:
            return len(piece)
        self._held += piece
        if len(self._held) >= CHUNK:
            self._check()
            self._pass_rows()
        return len(piece)

    def flush(self) -> None:
        """What a file must have; pieces are sent when they are large enough."""

    def close(self) -> bytes:
        """The last piece of the answer."""
        if not self.is_cut:
            with contextlib.suppress(Enough):
                self._check()
        return bytes(self._held)

    def _check(self) -> None:
        """Cut what is held at the last row that the caps allow; raises Enough then."""
        form = self._form
        if form is None:
            return
        end = self._end(form)
        if end is None:
            return
        if end == 0 and not self._is_begun:
            raise TooLongError
        self._held[end:] = form.closing
        self.is_cut = True
        raise Enough

    def _end(self, form: _Form) -> int | None:
        searched = self._searched(form)
        if searched.count(form.mark) >= self._left:
            place = -1
            for _ in range(self._left):
                place = searched.find(form.mark, place + 1)
            return min(place + form.offset, self._last(form, searched, self._room))
        return self._last(form, searched, self._room) if len(self._held) > self._room else None

    def _searched(self, form: _Form) -> bytearray:
        """What is held, without what only looks like the end of a row: the last line end, and those in quotes."""
        held = self._held[: len(self._held) - form.head_lines]
        return bytearray(_QUOTED.sub(lambda found: b"x" * len(found[0]), held)) if form.is_quoted else held

    def _last(self, form: _Form, searched: bytearray, before: int) -> int:
        found = searched.rfind(form.mark, 0, max(before, 0))
        return found + form.offset if found >= 0 else 0

    def _pass_rows(self) -> None:
        """Send the complete rows; the one that may be the last is kept."""
        end = len(self._held)
        if self._form is not None:
            searched = self._searched(self._form)
            end = self._last(self._form, searched, end)
            self._left -= searched.count(self._form.mark)
        if end:
            self._is_begun = True
            self._room -= end
            self._send(bytes(self._held[:end]))
            del self._held[:end]
