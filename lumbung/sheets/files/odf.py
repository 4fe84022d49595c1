"""OpenDocument spreadsheets (.ods, flat .fods) → grids: values, and all that goes with them, from one content.xml.

calamine is not asked: it stops at white space between cells, and drops percentages, errors and hidden rows.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from xml.parsers import expat

from lumbung.sheets.errors import damaged, locked, too_large
from lumbung.sheets.files.formulas import from_odf
from lumbung.sheets.files.grids import make_grid
from lumbung.sheets.files.odf_styles import Styles
from lumbung.sheets.files.ooxml.package import Package, SheetDetails
from lumbung.sheets.formats import meaningful
from lumbung.sheets.grid import Grid, Span
from lumbung.site import Limits

_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_ERROR = re.compile(r"#[A-Z][A-Z0-9/]*[!?]?|#N/A|Err:\d{3}")
_CELLS = ("table-cell", "covered-table-cell")
_NO_TEXT = ("annotation", "shapes", "frame", "custom-shape", "g", "tracked-changes")

Attributes = Mapping[str, str]
Value = str | float | bool | date | None


class _TooManyError(Exception):
    """More rows, columns or cells than a sheet may have."""


class _EntityError(Exception):
    """The XML declares entities: no spreadsheet program does, a bomb does."""


def read_odf(data: bytes, name: str, limits: Limits) -> list[Grid]:
    """The worksheets of an OpenDocument file.

    Raises:
        UnreadableError: damaged or without content (F01), or too large (F05).
    """
    reader = _Reader(limits.cells)
    try:
        for xml in _parts(data, name):
            _parse(xml, reader)
    except _TooManyError as error:
        raise too_large(name, f"lebih dari {limits.cells:,} sel", f"{limits.cells:,} sel") from error
    except (expat.ExpatError, zipfile.BadZipFile, _EntityError, LookupError, ValueError) as error:
        raise damaged(name, "isi XML-nya rusak") from error
    if not reader.sheets:
        raise damaged(name, "tidak ada lembar di dalamnya")
    return [sheet.grid(reader.styles) for sheet in reader.sheets]


def _parts(data: bytes, name: str) -> Iterator[bytes]:
    """Styles first, then the content."""
    if not data.lstrip().startswith(b"PK"):
        yield data
        return
    package = Package(data)
    if b"encryption-data" in package.part("META-INF/manifest.xml"):
        raise locked(name)
    yield from (part for path in ("styles.xml", "content.xml") if (part := package.part(path)))


def _parse(xml: bytes, reader: _Reader) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.Parse(xml, True)


def _refuse(*_: object) -> None:
    raise _EntityError


@dataclass
class _Cell:
    """A cell that is being read."""

    attributes: Attributes
    covered: bool
    paragraphs: list[str] = field(default_factory=list)
    comment: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)

    @property
    def is_error(self) -> bool:
        declared = self.attributes.get("calcext:value-type") == "error"
        return declared or ("formula" in self.attributes and _ERROR.fullmatch(self.text) is not None)

    @property
    def value(self) -> Value:
        a = self.attributes
        kind = a.get("value-type")
        if kind in ("float", "percentage", "currency"):
            return float(a["value"]) if "value" in a else self.text
        if kind == "date":
            return _date(a.get("date-value", "")) or self.text
        if kind == "boolean":
            return a.get("boolean-value") == "true"
        return self.text or a.get("string-value", "") or None

    @property
    def is_uncomputed(self) -> bool:
        return "formula" in self.attributes and "value-type" not in self.attributes and not self.paragraphs


def _date(text: str) -> date | None:
    with suppress(ValueError):
        return datetime.fromisoformat(text)
    return None


@dataclass
class _Sheet:
    """A sheet that is being read; rows and columns are 1-based."""

    name: str
    style: str
    rows: list[list[Value]] = field(default_factory=list)
    merges: list[Span] = field(default_factory=list)
    details: SheetDetails = field(default_factory=SheetDetails)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    column_styles: list[tuple[int, str]] = field(default_factory=list)  # (last column, default style)
    next_row: int = 1
    next_column: int = 1

    def style_of_column(self, column: int) -> str:
        return next((style for last, style in self.column_styles if column <= last), "")

    def grid(self, styles: Styles) -> Grid:
        self.details.hidden_rows = frozenset(self.hidden_rows)
        self.details.hidden_columns = frozenset(self.hidden_columns)
        visible = self.style not in styles.hidden_tables
        return make_grid(self.name, self.rows, merges=self.merges, details=self.details, visible=visible)


class _Reader:
    """Follows the elements of content.xml and fills the sheets."""

    def __init__(self, most_cells: int) -> None:
        self.sheets: list[_Sheet] = []
        self.styles = Styles()
        self._left = most_cells
        self._sheet: _Sheet | None = None
        self._cell: _Cell | None = None
        self._row: Attributes = {}
        self._cells: list[tuple[int, _Cell]] = []  # filled cells of the row, with their column
        self._mute: list[str] = []
        self._target: list[str] | None = None  # where paragraphs go
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "table": self._start_table,
            "table-column": self._column,
            "table-row": self._start_row,
            "p": self._paragraph,
        }

    def start(self, name: str, attributes: Attributes) -> None:
        local = name.rpartition(" ")[2]
        if self._sheet is None and local != "table":
            self.styles.start(local, _bare(attributes))
        elif self._cell is not None and local in _NO_TEXT:
            self._mute.append(local)
            self._target = self._cell.comment if local == "annotation" else None
        elif local in _CELLS:
            self._cell = _Cell(_bare(attributes), covered=local != "table-cell")
            self._target = self._cell.paragraphs
        elif self._target and local in ("s", "tab", "line-break"):
            count = _count(_bare(attributes), "c")
            self._target[-1] += {"s": " " * min(count, 1000), "tab": "\t", "line-break": "\n"}[local]
        elif local in self._starts:
            self._starts[local](_bare(attributes))

    def end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        if self._sheet is None:
            self.styles.end(local)
        elif self._mute:
            if local == self._mute[-1]:
                self._mute.pop()
                self._target = self._cell.paragraphs if self._cell and not self._mute else None
        elif local in _CELLS and self._cell is not None:
            self._end_cell(self._sheet, self._cell)
        elif local == "table-row":
            self._end_row(self._sheet)
        elif local == "table":
            self.sheets.append(self._sheet)
            self._sheet = None

    def text(self, data: str) -> None:
        if self._target:
            self._target[-1] += data
        elif self._sheet is None:
            self.styles.text(data)

    def _start_table(self, a: Attributes) -> None:
        if self._sheet is None:
            self._sheet = _Sheet(a.get("name", f"Sheet{len(self.sheets) + 1}"), a.get("style-name", ""))

    def _paragraph(self, _: Attributes) -> None:
        if self._target is not None:
            self._target.append("")

    def _column(self, a: Attributes) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        last = (sheet.column_styles[-1][0] if sheet.column_styles else 0) + _count(a, "number-columns-repeated")
        if a.get("visibility") in ("collapse", "filter"):
            first = sheet.column_styles[-1][0] if sheet.column_styles else 0
            sheet.hidden_columns.update(range(first + 1, min(last, _MOST_COLUMNS) + 1))
        sheet.column_styles.append((last, a.get("default-cell-style-name", "")))

    def _start_row(self, a: Attributes) -> None:
        self._row = a
        self._cells = []
        if self._sheet is not None:
            self._sheet.next_column = 1

    def _end_cell(self, sheet: _Sheet, cell: _Cell) -> None:
        self._cell = self._target = None
        repeated = _count(cell.attributes, "number-columns-repeated")
        first = sheet.next_column
        sheet.next_column += repeated
        spans = "number-columns-spanned" in cell.attributes or "number-rows-spanned" in cell.attributes
        if cell.value is None and not (cell.comment or cell.is_uncomputed or cell.is_error or spans):
            return
        if first + repeated - 1 > _MOST_COLUMNS:
            raise _TooManyError
        self._cells += [(column, cell) for column in range(first, first + repeated)]

    def _end_row(self, sheet: _Sheet) -> None:
        repeated = _count(self._row, "number-rows-repeated")
        first = sheet.next_row
        sheet.next_row += repeated
        hidden = self._row.get("visibility") in ("collapse", "filter")
        if hidden:
            sheet.hidden_rows.update(range(first, min(sheet.next_row, _MOST_ROWS + 1)))
        if not self._cells:
            return
        width = self._cells[-1][0]
        self._left -= width * repeated + (first - 1 - len(sheet.rows))
        if self._left < 0 or sheet.next_row - 1 > _MOST_ROWS:
            raise _TooManyError
        sheet.rows.extend([] for _ in range(first - 1 - len(sheet.rows)))
        for row in range(first, first + repeated):
            line: list[Value] = [None] * width
            for column, cell in self._cells:
                line[column - 1] = cell.value
                self._note(sheet, (row, column), cell)
            sheet.rows.append(line)

    def _note(self, sheet: _Sheet, position: tuple[int, int], cell: _Cell) -> None:
        details, a = sheet.details, cell.attributes
        if cell.is_error:
            details.errors[position] = cell.text or "#ERROR"
        elif cell.is_uncomputed:
            details.uncomputed[position] = a["formula"].removeprefix("of:")
        elif "formula" in a and (formula := from_odf(a["formula"])):
            details.formulas[position] = formula
        if cell.comment:
            details.comments[position] = "\n".join(cell.comment)
        style = a.get("style-name") or sheet.style_of_column(position[1])
        if a.get("value-type") == "percentage":
            details.formats[position] = "0%"
        elif code := meaningful(self.styles.code(style)):
            details.formats[position] = code
        if style in self.styles.struck:
            details.struck.add(position)
        down, right = _count(a, "number-rows-spanned"), _count(a, "number-columns-spanned")
        if down > 1 or right > 1:
            sheet.merges.append(Span(*position, position[0] + down - 1, position[1] + right - 1))


def _bare(attributes: Attributes) -> Attributes:
    """Attributes by local name; the one that LibreOffice adds under a name of the standard keeps its prefix."""
    return {
        ("calcext:" if "calcext" in name else "") + name.rpartition(" ")[2]: value for name, value in attributes.items()
    }


def _count(attributes: Attributes, name: str) -> int:
    digits = attributes.get(name, "1")
    return max(1, min(int(digits), 10**9)) if digits.isascii() and digits.isdigit() else 1
