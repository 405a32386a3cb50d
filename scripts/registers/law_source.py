"""Sources of federal laws by their document number: those that the base has, and new ones for the others."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import yaml

from kb.model.source import Source
from scripts.registers.gii_xml import Law
from scripts.registers.table import cell

OWN = "de-units.tsv"
_COPY = "github:eriklueth/gesetze-corpus-data@ae8682a:laws"


class LawSources:
    """Gives the source of a law; ``new`` are those that the base did not have."""

    def __init__(self, data: Path, read: date) -> None:
        self._known = dict(_known(data / "sources"))
        self._read = read
        self.new: dict[str, Source] = {}

    def key(self, law: Law) -> str:
        """The key of the source that holds the law."""
        if law.number in self._known:
            return self._known[law.number]
        source = self._source(law)
        self.new[source.id] = source
        return source.id

    def _source(self, law: Law) -> Source:
        address = re.sub(r"[^a-z0-9-]", "_", law.abbreviation.lower())
        slug = re.sub(r"[^a-z0-9]+", "-", law.abbreviation.lower()).strip("-")
        return Source(
            id=f"de/reg-gii-{slug}",
            title=f"{law.title} ({law.abbreviation})",
            publisher="Bundesrecht",
            kind="law",
            url=f"https://www.gesetze-im-internet.de/{address}/",
            language="de",
            published=law.issued,
            read=self._read,
            identifier=law.number,
            note=f"read in a copy: {_COPY}/{law.number}/source.xml",
        )


def _known(folder: Path) -> Iterator[tuple[str, str]]:
    """Document number and key; a source that people wrote stands before one of the importers."""
    for path in sorted(folder.glob("*.tsv")):
        if path.name != OWN:
            with path.open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
            yield from ((row["identifier"], row["id"]) for row in rows if row["identifier"].startswith("BJNR"))
    for slug, entry in yaml.safe_load((folder / "de.yaml").read_text("utf-8")).items():
        if str(entry.get("identifier", "")).startswith("BJNR"):
            yield entry["identifier"], f"de/{slug}"


def text_of(law: Law) -> str | None:
    """The remarks of the collection on the state of the text, in one line."""
    return cell("; ".join(law.remarks)) or None
