"""A document as data: sections of blocks of lines. One composition, which every renderer prints in its own way."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from kb.model.text import Language

Kind = Literal["roadmap", "factsheet", "description", "overview"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Run(_Part):
    """A piece of text; ``lang`` where it is not in the language of the document (an official name)."""

    text: str
    lang: str | None = None
    href: str | None = None
    strong: bool = False


class Mark(_Part):
    """The number of a source in the list of the document, and the day on which it was read for this value."""

    source: int
    checked: str


class Line(_Part):
    """A value as it is printed: text, marks of its sources, and why it is not certain, if it is not."""

    runs: tuple[Run, ...]
    marks: tuple[Mark, ...] = ()
    doubt: str | None = None
    """Unverified, inferred, out of date ...: printed beside the value."""
    missing: bool = False
    """Stands in the place of a value that was not found."""

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)


Cell = tuple[Line, ...]


class Paragraph(_Part):
    """One line of running text."""

    kind: Literal["paragraph"] = "paragraph"
    line: Line


class Bullets(_Part):
    """Lines of equal rank; with ``ticks`` a list to tick off."""

    kind: Literal["bullets"] = "bullets"
    lines: tuple[Line, ...]
    ticks: bool = False


class Row(_Part):
    """A label and its values."""

    label: str
    lines: Cell


class Box(_Part):
    """What must be seen first: labels with values, framed."""

    kind: Literal["box"] = "box"
    rows: tuple[Row, ...]


class Table(_Part):
    """A table; the first cell of a row is its header. ``widths``: shares of the columns."""

    kind: Literal["table"] = "table"
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]


class FlowStep(_Part):
    """A question on the way, its answer, and where the other answer would have led, if that is an end."""

    question: str
    answer: str
    is_open: bool = False
    """Not answered: both ways are still possible."""
    other: str | None = None
    exit: str | None = None


class Flow(_Part):
    """The way of a case through the rules: questions in their order, then every end that is possible."""

    kind: Literal["flow"] = "flow"
    caption: str
    alternative: str
    steps: tuple[FlowStep, ...]
    ends: tuple[str, ...]


class Source(_Part):
    """An entry of the list of sources."""

    number: int
    title: str
    lang: str | None
    publisher: str | None
    label: str
    url: str | None
    published: str | None
    checked: str
    doubt: str | None = None


class Sources(_Part):
    """The sources that the lines point at, in the order of their first use."""

    kind: Literal["sources"] = "sources"
    entries: tuple[Source, ...]


Block = Annotated[Paragraph | Bullets | Box | Table | Flow | Sources, Field(discriminator="kind")]


class Section(_Part):
    """A heading with what stands below it; ``level`` 1 or 2."""

    id: str
    title: str
    level: Literal[1, 2] = 1
    blocks: tuple[Block, ...]


class Identity(_Part):
    """What a document is called, out of which data it was made, and how a reader can check it.

    ``hash`` is taken over the content alone: a new release that changes nothing in it leaves the hash as it is.
    """

    id: str
    data_version: str
    date: str
    hash: str
    link: str


class Document(_Part):
    """A whole document; the same question and data give the same document."""

    kind: Kind
    language: Language
    title: str
    subtitle: Line
    sections: tuple[Section, ...]
    notice: str
    """What the document does not give."""
    funding: str = ""
    identity: Identity
