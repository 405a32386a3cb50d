"""The overview of authorities as a drawing (SVG) with real text, to hang up or to put into another document."""

from __future__ import annotations

import textwrap

from lxml import etree

from kb.documents.document import Cell, Document, Table
from kb.documents.printed import imprint

_SVG = "http://www.w3.org/2000/svg"
_FIRST, _WIDTH, _LINE, _PAD, _TOP = 190, 190, 14, 8, 70
_STYLE = """
rect { fill: #fff; stroke: #777; stroke-width: 1 }
rect.head { fill: #e3e8ee }
rect.missing { stroke-dasharray: 4 3 }
text { font: 11px sans-serif; fill: #000 }
text.head { font-weight: bold }
text.title { font: bold 20px sans-serif }
text.missing { font-style: italic }
"""


def svg(document: Document) -> bytes:
    """The matrix of the document, in UTF-8; its text alternative is its title, its text can be read and searched."""
    table = next(block for section in document.sections for block in section.blocks if isinstance(block, Table))
    return _Drawing(document, table).render()


class _Drawing:
    def __init__(self, document: Document, table: Table) -> None:
        self.document, self.table = document, table
        self.widths = [_FIRST, *[_WIDTH] * (len(table.header) - 1)]
        self.root = etree.Element(f"{{{_SVG}}}svg", nsmap={None: _SVG})

    def render(self) -> bytes:
        """Title, header, rows, last line."""
        self.root.attrib.update({"role": "img", "aria-labelledby": "title", "lang": self.document.language})
        self._text("title", self.document.title, id="title")
        self._text("style", _STYLE)
        self._text("text", self.document.title, x="10", y="32", **{"class": "title"})
        self._text("text", self.document.subtitle.text, x="10", y="54")
        y = self._row(_TOP, [([text], False) for text in self.table.header], is_head=True)
        for row in self.table.rows:
            y = self._row(y, [_words(cell) for cell in row], is_head=False)
        said = " · ".join(f"{name}: {value}" for name, value in imprint(self.document))
        self._text("text", said, x="10", y=str(y + 24))
        self.root.set("viewBox", f"0 0 {sum(self.widths) + 20} {y + 40}")
        return etree.tostring(self.root, encoding="utf-8", pretty_print=True)

    def _row(self, y: int, cells: list[tuple[list[str], bool]], is_head: bool) -> int:
        """Draws a row of cells of one height; gives where the next one begins."""
        wrapped = [
            [
                line
                for text in texts
                for line in textwrap.wrap(text, (width - 2 * _PAD) // (7 if is_head or place == 0 else 6)) or [""]
            ]
            for place, ((texts, _), width) in enumerate(zip(cells, self.widths, strict=True))
        ]
        height = max(len(lines) for lines in wrapped) * _LINE + 2 * _PAD
        x = 10
        for number, (lines, (_, is_missing), width) in enumerate(zip(wrapped, cells, self.widths, strict=True)):
            kind = "head" if is_head or number == 0 else "missing" if is_missing else ""
            box = {"x": str(x), "y": str(y), "width": str(width), "height": str(height), "class": kind}
            etree.SubElement(self.root, f"{{{_SVG}}}rect", box)
            for place, line in enumerate(lines):
                at = {"x": str(x + _PAD), "y": str(y + _PAD + 10 + place * _LINE), "class": kind}
                self._text("text", line, **at)
            x += width
        return y + height

    def _text(self, tag: str, text: str, **attributes: str) -> None:
        etree.SubElement(self.root, f"{{{_SVG}}}{tag}", attributes).text = text


def _words(cell: Cell) -> tuple[list[str], bool]:
    return [f"{line.text} ({line.doubt})" if line.doubt else line.text for line in cell], any(
        line.missing for line in cell
    )
