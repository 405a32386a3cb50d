"""The index of an export: as a table (CSV), and as a page from which each document is opened."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from kb.model.text import Language
from kb.wording import translator

if TYPE_CHECKING:
    from kb.documents.bulk import Entry

_COLUMNS = (
    "path", "id", "title", "kind", "qualification", "host", "mode", "language", "form", "data_version", "hash", "error",
)  # fmt: skip


def index_csv(entries: Sequence[Entry]) -> bytes:
    """A row for each file, and for each document that could not be made."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(entry) for entry in entries)
    return out.getvalue().encode("utf-8")


def index_html(entries: Sequence[Entry], version: str, language: Language) -> bytes:
    """The same as a page without script or other files."""
    made = [entry for entry in entries if not entry.error]
    failed = [entry for entry in entries if entry.error]
    page = (
        _environment()
        .get_template("index.html")
        .render(made=made, failed=failed, version=version, quote=quote, lang=language, _=translator(language))
    )
    return page.encode("utf-8")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("kb.documents"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
