"""A document for a word processor: real styles and headings, header rows that repeat, the language of the text."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from docx import Document as Empty
from docx.document import Document as Docx
from docx.enum.text import WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as Para

from kb.documents.document import Block, Box, Bullets, Cell, Document, Flow, Line, Paragraph, Row, Run, Sources, Table
from kb.documents.pdf import flow_png
from kb.documents.printed import imprint, mark_text, qr_png, source_tail, words

_LOCALES = {"nl": "nl-NL", "de": "de-DE", "fr": "fr-FR", "en": "en-GB"}
_GREY, _BLUE = RGBColor(0x50, 0x50, 0x50), RGBColor(0x14, 0x37, 0x5E)
_WIDTH = 17.0


def docx(document: Document) -> bytes:
    """The file; its properties carry name, data version and hash."""
    made = _Writer(document)
    out = io.BytesIO()
    made.write().save(out)
    return out.getvalue()


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document, self.words = document, words(document)
        self.out: Docx = Empty()
        self._styles()
        self._properties()

    def write(self) -> Docx:
        self.out.add_paragraph(self.document.title, style="Title")
        self._line(self.out.add_paragraph(style="Subtitle"), self.document.subtitle)
        for section in self.document.sections:
            self.out.add_heading(section.title, level=section.level)
            for block in section.blocks:
                self._block(block)
        self._end()
        return self.out

    def _styles(self) -> None:
        page = self.out.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(2)
        page.top_margin = page.bottom_margin = Cm(1.8)
        normal = self.out.styles["Normal"]
        normal.font.name, normal.font.size = "Calibri", Pt(10)
        normal.paragraph_format.space_after = Pt(3)
        normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        _speaks(normal.element, _LOCALES[self.document.language])
        for name in ("Title", "Heading 1", "Heading 2"):
            self.out.styles[name].font.color.rgb = _BLUE
        self.out.styles["Title"].font.size = Pt(20)

    def _properties(self) -> None:
        properties, identity = self.out.core_properties, self.document.identity
        properties.title, properties.author = self.document.title, "Drempel"
        properties.language = _LOCALES[self.document.language]
        properties.identifier, properties.version = identity.id, identity.data_version
        properties.keywords = f"sha256:{identity.hash}"
        properties.comments = identity.link
        properties.created = properties.modified = datetime.fromisoformat(identity.date).replace(tzinfo=UTC)

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._line(self.out.add_paragraph(), block.line)
            case Bullets():
                for each in block.lines:
                    paragraph = self.out.add_paragraph(style="List Bullet" if not block.ticks else "List Paragraph")
                    if block.ticks:
                        paragraph.add_run("☐ ")
                    self._line(paragraph, each)
            case Box():
                self._rows(block.rows)
            case Table():
                self._table(block)
            case Flow():
                self._flow(block)
            case Sources():
                self._sources(block)

    def _line(self, paragraph: Para, line: Line) -> None:
        for run in line.runs:
            self._run(paragraph, run, line.missing)
        if line.doubt:
            made = paragraph.add_run(f" ({line.doubt})")
            made.italic = True
        if line.marks:
            made = paragraph.add_run(f" {mark_text(line, self.document.language)}")
            made.font.size, made.font.color.rgb = Pt(7.5), _GREY

    def _run(self, paragraph: Para, run: Run, is_missing: bool) -> None:
        made = paragraph.add_run(run.text)
        made.bold = run.strong or None
        made.italic = is_missing or run.lang is not None or None
        if run.lang:
            _speaks(made._r, _LOCALES.get(run.lang, run.lang))
        if run.href:
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), paragraph.part.relate_to(run.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
            paragraph._p.append(link)  # type: ignore[arg-type]
            link.append(made._r)
            made.font.underline, made.font.color.rgb = True, _BLUE

    def _cell(self, cell: _Cell, lines: Cell) -> None:
        for number, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            self._line(paragraph, line)

    def _rows(self, rows: tuple[Row, ...]) -> None:
        table = self.out.add_table(rows=0, cols=2, style="Table Grid")
        for row in rows:
            cells = table.add_row().cells
            cells[0].paragraphs[0].add_run(row.label).bold = True
            self._cell(cells[1], row.lines)
            cells[0].width, cells[1].width = Cm(4), Cm(_WIDTH - 4)
        self.out.add_paragraph()

    def _table(self, block: Table) -> None:
        table = self.out.add_table(rows=1, cols=len(block.header), style="Table Grid")
        table.autofit = False
        for cell, text in zip(table.rows[0].cells, block.header, strict=True):
            cell.paragraphs[0].add_run(text).bold = True
        _repeats(table.rows[0]._tr)
        for row in block.rows:
            for cell, lines in zip(table.add_row().cells, row, strict=True):
                self._cell(cell, lines)
        for share, column in zip(block.widths, table.columns, strict=True):
            for cell in column.cells:
                cell.width = Cm(_WIDTH * share / sum(block.widths))
        self.out.add_paragraph()

    def _flow(self, block: Flow) -> None:
        picture = self.out.add_picture(io.BytesIO(flow_png(self.document)), width=Cm(_WIDTH - 1))
        picture._inline.docPr.set("descr", block.alternative)
        self.out.add_paragraph(block.caption, style="Caption")

    def _sources(self, block: Sources) -> None:
        self.out.add_paragraph(self.words["legend"])
        for each in block.entries:
            paragraph = self.out.add_paragraph(style="List Paragraph")
            paragraph.add_run(f"{each.number}. ")
            self._run(paragraph, Run(text=each.title, lang=each.lang, href=each.url), is_missing=False)
            paragraph.add_run(f". {source_tail(each, self.document.language)}")

    def _end(self) -> None:
        self.out.add_paragraph(self.document.notice)
        if self.document.funding:
            self.out.add_paragraph(self.document.funding)
        for name, value in imprint(self.document):
            self.out.add_paragraph(f"{name}: {value}")
        check = self.out.add_paragraph(f"{self.words['check']} ")
        link = self.document.identity.link
        self._run(check, Run(text=link, href=link), is_missing=False)
        code = self.out.add_picture(io.BytesIO(qr_png(self.document)), width=Cm(3))
        code._inline.docPr.set("descr", self.words["code"])


def _speaks(element: Any, locale: str) -> None:
    """The language of a style or a piece of text."""
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), locale)
    element.get_or_add_rPr().append(language)


def _repeats(row: Any) -> None:
    """The row stands again at the top of each page on which the table goes on."""
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(header)
