"""The JSON form that library, command line and HTTP share."""

from __future__ import annotations

from typing import Any

from fastapi.responses import JSONResponse

from kb.answers.canonical import dumps


class CanonicalJSON(JSONResponse):
    """The same answer is the same bytes, wherever it was asked."""

    def render(self, content: Any) -> bytes:
        """Indented, in UTF-8, ended by a line end."""
        return dumps(content).encode("utf-8")
