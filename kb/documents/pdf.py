"""A document as PDF/UA-1 and PDF/A-2a in one, set by Typst: tagged, with bookmarks, language and embedded fonts."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import lru_cache
from importlib import resources
from pathlib import Path
from threading import Lock
from typing import Any, cast

import typst

from kb.documents.document import Document
from kb.documents.printed import imprint, mark_text, qr_svg, source_tail, words

_DOTS = 140
_ONE_AT_A_TIME = Lock()
"""A compiler belongs to one thread at a time."""


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    """The compiler of this process; only the fonts inside Typst are used, so that every machine sets the same page."""
    template = Path(str(resources.files("kb.documents"))) / "templates" / "document.typ"
    return typst.Compiler(str(template), root=str(template.parent), ignore_system_fonts=True)


def pdf(document: Document) -> bytes:
    """The PDF; its dates are those of the data, so that no clock is in it."""
    day = int(datetime.fromisoformat(document.identity.date).replace(tzinfo=UTC).timestamp())
    inputs = _inputs(document)
    with _ONE_AT_A_TIME:
        return cast(
            bytes,
            _compiler().compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1", "a-2a"], timestamp=day),
        )


def flow_png(document: Document) -> bytes:
    """The drawing of the way alone, for formats that cannot draw."""
    inputs = {**_inputs(document), "figure": "yes"}
    with _ONE_AT_A_TIME:
        return cast(bytes, _compiler().compile(format="png", ppi=_DOTS, sys_inputs=inputs))


def _inputs(document: Document) -> dict[str, str]:
    data = document.model_dump(mode="json")
    data["qr"], data["imprint"] = qr_svg(document), imprint(document)
    _print(data, document)
    return {"document": json.dumps(data, ensure_ascii=False), "words": json.dumps(words(document), ensure_ascii=False)}


def _print(data: dict[str, Any], document: Document) -> None:
    """Put beside each line and source what is printed after it."""
    blocks = [block for section in document.sections for block in section.blocks]
    dumped = [block for section in data["sections"] for block in section["blocks"]]
    _marked(data["subtitle"], document.subtitle, document)
    for block, made in zip(blocks, dumped, strict=True):
        _marked(made, block, document)


def _marked(made: Any, model: Any, document: Document) -> None:
    """Walks the dump and the model side by side."""
    if isinstance(made, dict) and "runs" in made:
        made["mark"] = mark_text(model, document.language)
    elif isinstance(made, dict) and "checked" in made and "number" in made:
        made["tail"] = source_tail(model, document.language)
    elif isinstance(made, dict):
        for key, value in made.items():
            _marked(value, getattr(model, key), document)
    elif isinstance(made, list):
        for value, part in zip(made, model, strict=True):
            _marked(value, part, document)
