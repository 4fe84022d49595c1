"""HTML → what stands on a page, in its order: texts, and tables whose cells may hold tables again.

Nothing is decided here about sheets. Broken markup is read as browsers do: a row ends the row before it, a cell
the cell before it, and a cell without a table opens one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

_SPACE = re.compile(r"[ \t\r\n\f]+")
_SPACES = re.compile(r" {2,}")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_STRIKE = re.compile(r"line-through", re.IGNORECASE)
_BREAKS = frozenset(
    ("br", "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "hr", "pre", "center", "form", "caption", "h1", "h2", "h3")
)
_SILENT = frozenset(("head", "script", "style", "title", "template", "xml", "noscript", "select", "textarea"))
_STRUCK = frozenset(("s", "strike", "del"))
_CELLS = frozenset(("td", "th"))
_PARTS = frozenset(("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"))
_WIDEST = 1000  # columns that one cell may span, as in browsers
_DEEPEST = 20  # tables within tables: deeper ones are a trick


@dataclass
class MarkupCell:
    """A cell of an HTML table: its content in order, and what its attributes say."""

    heading: bool = False
    rows: int = 1
    columns: int = 1
    number: str | None = None  # the stored number, where the program that wrote the page left it
    error: bool = False
    struck: bool = False
    content: list[str | MarkupTable] = field(default_factory=list)

    @property
    def is_filled(self) -> bool:
        """True if the cell itself holds text."""
        return any(isinstance(item, str) and not item.isspace() for item in self.content)

    @property
    def tables(self) -> Iterator[MarkupTable]:
        """The tables inside the cell."""
        return (item for item in self.content if isinstance(item, MarkupTable))


@dataclass
class MarkupRow:
    """A row of an HTML table."""

    cells: list[MarkupCell] = field(default_factory=list)
    hidden: bool = False
    heading: bool = False  # in <thead>


@dataclass
class MarkupTable:
    """An HTML table; ``loose`` is what stands in it outside of any cell."""

    rows: list[MarkupRow] = field(default_factory=list)
    loose: list[str | MarkupTable] = field(default_factory=list)

    @property
    def own(self) -> int:
        """How many cells of this table itself hold text."""
        return sum(cell.is_filled for row in self.rows for cell in row.cells)

    @cached_property
    def inner(self) -> int:
        """How many cells of the tables inside its cells hold text."""
        return sum(nested.own + nested.inner for row in self.rows for cell in row.cells for nested in cell.tables)


@dataclass
class Page:
    """A page: texts and tables in order, and whether it only frames other pages."""

    flow: list[str | MarkupTable]
    frames: bool = False


def parse(html: str) -> Page:
    """What stands on a page."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return Page(parser.flow, parser.frames)


def tidy(texts: list[str]) -> str:
    """Pieces of text as they are shown: runs of space are one, line breaks stay, the ends are bare."""
    lines = (_SPACES.sub(" ", line).strip(" ") for line in "".join(texts).split("\n"))
    return "\n".join(line for line in lines if line)


class _Open:
    """A table that is being read."""

    def __init__(self) -> None:
        self.table = MarkupTable()
        self.row: MarkupRow | None = None
        self.cell: MarkupCell | None = None
        self.in_head = False

    @property
    def content(self) -> list[str | MarkupTable]:
        return self.cell.content if self.cell is not None else self.table.loose


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.flow: list[str | MarkupTable] = []
        self.frames = False
        self._open: list[_Open] = []
        self._silent: list[str] = []
        self._struck = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body" or tag in _PARTS:
            self._silent.clear()  # an unclosed <head> or <xml> does not swallow the page
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag in ("frame", "frameset"):
            self.frames = True
        elif tag == "table" and len(self._open) < _DEEPEST:
            self._open.append(_Open())
        elif tag == "thead" and self._open:
            self._open[-1].in_head = True
        elif tag == "tr":
            self._start_row(dict(attrs))
        elif tag in _CELLS:
            self._start_cell(tag, dict(attrs))
        elif tag in _STRUCK:
            self._struck += 1
        if tag in _BREAKS:
            self._say("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _PARTS:  # <td/> is an open cell to a browser
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            del self._silent[self._silent.index(tag) :]
        elif tag == "table" and self._open:
            self._close_table()
        elif tag == "thead" and self._open:
            self._open[-1].in_head = False
        elif tag == "tr" and self._open:
            self._open[-1].row = self._open[-1].cell = None
        elif tag in _CELLS and self._open:
            self._open[-1].cell = None
        elif tag in _STRUCK:
            self._struck = max(0, self._struck - 1)
        elif tag in _BREAKS and tag != "br":
            self._say("\n")

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        cell = self._open[-1].cell if self._open else None
        if cell is not None and self._struck and data.strip():
            cell.struck = True
        self._say(_SPACE.sub(" ", data))

    def close(self) -> None:
        super().close()
        while self._open:
            self._close_table()

    def _say(self, text: str) -> None:
        (self._open[-1].content if self._open else self.flow).append(text)

    def _start_row(self, attributes: dict[str, str | None]) -> None:
        if not self._open:
            self._open.append(_Open())
        here = self._open[-1]
        here.row = MarkupRow(hidden=bool(_HIDDEN.search(attributes.get("style") or "")), heading=here.in_head)
        here.cell = None
        here.table.rows.append(here.row)

    def _start_cell(self, tag: str, attributes: dict[str, str | None]) -> None:
        if not self._open or self._open[-1].row is None:
            self._start_row({})
        here = self._open[-1]
        here.cell = MarkupCell(
            heading=tag == "th",
            rows=_span(attributes.get("rowspan"), 65_534),
            columns=max(1, _span(attributes.get("colspan"), _WIDEST)),
            number=attributes.get("x:num") or attributes.get("sdval"),
            error="x:err" in attributes,
            struck=bool(_STRIKE.search(attributes.get("style") or "")),
        )
        self._struck = 0
        if here.row is not None:
            here.row.cells.append(here.cell)

    def _close_table(self) -> None:
        closed = self._open.pop()
        (self._open[-1].content if self._open else self.flow).append(closed.table)


def _span(text: str | None, limit: int) -> int:
    """A span as written; 0 means to the end of the table."""
    digits = (text or "1").strip()
    return min(int(digits), limit) if digits.isascii() and digits.isdigit() and len(digits) < 9 else 1
