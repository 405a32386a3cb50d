"""German federal law as gesetze-im-internet publishes it (``gii-norm``), read without trusting the file.

A file may come from anywhere: what it could do besides holding a law (entities, other document types, files that
unpack without end) is refused before it is parsed.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from lxml import etree

from kb.errors import DrempelError

LARGEST = 40_000_000
"""Bytes of a law, unpacked; the largest of 281 training ordinances has 1.1 million."""
DTD = re.compile(r"https?://www\.gesetze-im-internet\.de/dtd/[\d.]+/gii-norm\.dtd")

_PROLOG = 4_096
_BLANKS = re.compile(r"\s+")
_DOCTYPE = re.compile(r"<!DOCTYPE\s+dokumente(?:\s+SYSTEM\s+(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'))?\s*>")


class HostileFileError(DrempelError):
    """A file that does more than hold a law."""

    kind = "hostile-file"


@dataclass(frozen=True)
class Norm:
    """One paragraph or annex: ``§ 4`` or ``Anlage 1``, its title, the headings above it, its text."""

    name: str
    title: str
    part: str
    body: etree._Element | None


@dataclass(frozen=True)
class Law:
    """A law: what its head says, and its norms in order."""

    number: str
    root: etree._Element

    @property
    def head(self) -> etree._Element:
        """The metadata of the law as a whole."""
        found = self.root.find("norm/metadaten")
        if found is None:
            raise DrempelError(f"{self.number}: no norm/metadaten", "Take the XML of gesetze-im-internet.de.")
        return found

    def said(self, path: str) -> str:
        """The text of an element of the head; empty if there is none."""
        return plain(self.head.find(path))

    @property
    def abbreviation(self) -> str:
        """``KochAusbV 2022``, as the collection abbreviates it."""
        return self.said("jurabk")

    @property
    def abbreviations(self) -> set[str]:
        """The abbreviation of the collection and the official one."""
        return {name for name in (self.said("jurabk"), self.said("amtabk")) if name}

    @property
    def title(self) -> str:
        """The long title."""
        return self.said("langue")

    @property
    def issued(self) -> date:
        """The date of issue."""
        return date.fromisoformat(self.said("ausfertigung-datum"))

    @property
    def citation(self) -> str:
        """``BGBl I 2022, 398``."""
        return f"{self.said('fundstelle/periodikum')} {self.said('fundstelle/zitstelle')}".strip()

    @property
    def remarks(self) -> list[str]:
        """What the collection says on the state of the text: changes, and what it took the place of."""
        return [plain(each) for each in self.head.iterfind("standangabe/standkommentar")]

    @cached_property
    def norms(self) -> list[Norm]:
        """The norms, each with the headings of the part that it stands in."""
        return list(self._norms())

    def _norms(self) -> Iterator[Norm]:
        part = ""
        for norm in self.root.iterfind("norm"):
            unit = norm.find("metadaten/gliederungseinheit")
            if unit is not None:
                part = f"{plain(unit.find('gliederungsbez'))} {plain(unit.find('gliederungstitel'))}".strip()
            name = plain(norm.find("metadaten/enbez"))
            if name:
                yield Norm(name, plain(norm.find("metadaten/titel")), part, norm.find("textdaten/text/Content"))


def plain(element: etree._Element | None) -> str:
    """The text of an element and all below it, with single blanks; a line break counts as one."""
    if element is None:
        return ""
    return _BLANKS.sub(" ", "".join(_pieces(element))).strip()


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in ("BR", "DD", "DT", "LA", "P", "entry"):
            yield " "
        if child.tag not in ("FnR", "noindex", "Footnotes"):
            yield from _pieces(child)
        yield child.tail or ""


def read_law(path: Path) -> Law:
    """The law of a file as downloaded (``.xml``, ``.zip``) or packed (``.xml.gz``).

    Raises HostileFileError for entities, another document type and what unpacks beyond ``LARGEST``; DrempelError for
    broken XML and for another kind of document.
    """
    return parse_law(_unpacked(path), path.name)


def parse_law(content: bytes, name: str) -> Law:
    """The law in some bytes; ``name`` is told in errors."""
    _refuse(content, name)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise DrempelError(f"{name}: broken XML: {error}", "Download the file again.") from error
    if root.tag != "dokumente":
        what = f"{name}: the root is <{root.tag}>, not <dokumente>"
        raise DrempelError(what, "Take the XML of gesetze-im-internet.de.")
    return Law(root.get("doknr") or name.partition(".")[0], root)


def _refuse(content: bytes, name: str) -> None:
    if len(content) > LARGEST:
        raise HostileFileError(f"{name}: larger than {LARGEST // 1_000_000} MB", "No law is that long; check the file.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content[:_PROLOG]:
        raise HostileFileError(f"{name}: not UTF-8", "Save the file as UTF-8, as gesetze-im-internet.de gives it.")
    if b"<!ENTITY" in content:
        raise HostileFileError(f"{name}: declares entities", "A law needs none; download it again.")
    start = content.find(b"<!DOCTYPE")
    if start < 0:
        return
    found = _DOCTYPE.match(content[start : start + _PROLOG].decode("utf-8", "replace"))
    address = (found["double"] or found["single"] or "") if found else "?"
    if found is None or (address and DTD.fullmatch(address) is None):
        what = f"{name}: a document type other than gii-norm ({address})"
        raise HostileFileError(what, "Only <!DOCTYPE dokumente SYSTEM '.../gii-norm.dtd'> is taken, and never loaded.")


def _unpacked(path: Path) -> bytes:
    match path.suffix:
        case ".gz":
            with gzip.open(path) as packed:
                return packed.read(LARGEST + 1)
        case ".zip":
            return _from_zip(path)
        case _:
            with path.open("rb") as file:
                return file.read(LARGEST + 1)


def _from_zip(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xml")]
        if len(names) != 1:
            raise DrempelError(f"{path.name}: {len(names)} XML files inside", "Take the archive of one law.")
        with archive.open(names[0]) as packed:
            return io.BytesIO(packed.read(LARGEST + 1)).getvalue()
