"""XML Spreadsheet 2003 (one .xml, mostly saved as .xls by web applications) → grids."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from xml.parsers import expat

from lumbung.sheets.errors import damaged, too_large
from lumbung.sheets.files.grids import make_grid
from lumbung.sheets.files.ooxml.package import SheetDetails
from lumbung.sheets.formats import meaningful
from lumbung.sheets.grid import Grid, Position, Span
from lumbung.site import Limits

_NAMED_FORMATS = {"Percent": "0.00%", "Short Date": "m/d/yyyy", "Medium Date": "d-mmm-yy", "Long Date": "d-mmm-yy"}
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384

Attributes = Mapping[str, str]
Value = str | float | bool | datetime | None


class _RefusedError(Exception):
    """More cells than an upload may have, or entities, which no spreadsheet program declares."""


def read_spreadsheetml(data: bytes, name: str, limits: Limits) -> list[Grid]:
    """The worksheets of an XML Spreadsheet.

    Raises:
        UnreadableError: damaged (F01), or too large (F05).
    """
    reader = _Reader(limits.cells)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(data.lstrip(), True)
    except _RefusedError as error:
        raise too_large(name, f"lebih dari {limits.cells:,} sel", f"{limits.cells:,} sel") from error
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise damaged(name, "isi XML-nya rusak") from error
    if not reader.sheets:
        raise damaged(name, "tidak ada lembar di dalamnya")
    return [sheet.grid() for sheet in reader.sheets]


def _refuse(*_: object) -> None:
    raise ValueError("entities")


@dataclass
class _Sheet:
    """A worksheet that is being read."""

    name: str
    rows: list[list[Value]] = field(default_factory=list)
    merges: list[Span] = field(default_factory=list)
    details: SheetDetails = field(default_factory=SheetDetails)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    row: int = 0
    column: int = 0
    visible: bool = True

    def grid(self) -> Grid:
        self.details.hidden_rows = frozenset(self.hidden_rows)
        self.details.hidden_columns = frozenset(self.hidden_columns)
        return make_grid(self.name, self.rows, merges=self.merges, details=self.details, visible=self.visible)


class _Reader:
    """Follows the elements and fills the sheets."""

    def __init__(self, most_cells: int) -> None:
        self.sheets: list[_Sheet] = []
        self._left = most_cells
        self._formats: dict[str, str] = {}
        self._struck: set[str] = set()
        self._style = ""
        self._cell: Attributes = {}
        self._type = ""
        self._in_comment = False
        self._texts: list[str] | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        local = name.rpartition(" ")[2]
        a = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if local == "Worksheet":
            self.sheets.append(_Sheet(a.get("Name", f"Sheet{len(self.sheets) + 1}")))
        elif not self.sheets:
            self._start_style(local, a)
        elif local in ("Column", "Row", "Cell"):
            self._start_place(self.sheets[-1], local, a)
        elif local == "Comment":
            self._in_comment = True
        elif local == "Data":
            self._type = a.get("Type", "String")
            self._texts = []
        elif local == "Visible":
            self._texts = []

    def end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        if not self.sheets:
            return
        sheet = self.sheets[-1]
        if local == "Comment":
            self._in_comment = False
        elif local == "Data" and self._texts is not None:
            self._end_data(sheet, "".join(self._texts))
            self._texts = None
        elif local == "Cell":
            self._end_cell(sheet)
        elif local == "Visible" and self._texts is not None:
            sheet.visible = "Hidden" not in "".join(self._texts)
            self._texts = None

    def text(self, data: str) -> None:
        if self._texts is not None:
            self._texts.append(data)

    def _start_style(self, local: str, a: Attributes) -> None:
        if local == "Style":
            self._style = a.get("ID", "")
            parent = a.get("Parent", "")
            self._formats[self._style] = self._formats.get(parent, "")
            if parent in self._struck:
                self._struck.add(self._style)
        elif local == "NumberFormat":
            code = a.get("Format", "")
            self._formats[self._style] = meaningful(_NAMED_FORMATS.get(code, code)) or ""
        elif local == "Font" and a.get("StrikeThrough") == "1":
            self._struck.add(self._style)

    def _start_place(self, sheet: _Sheet, local: str, a: Attributes) -> None:
        index, span = _whole(a, "Index"), _whole(a, "Span")
        if local == "Row":
            first, sheet.column = index or sheet.row + 1, 0
            sheet.row = first + span
            _hide(sheet.hidden_rows, a, first, min(sheet.row, _MOST_ROWS))
        else:
            first = index or sheet.column + 1
            sheet.column = first + span
            if local == "Column":
                _hide(sheet.hidden_columns, a, first, min(sheet.column, _MOST_COLUMNS))
        self._cell = a
        if sheet.row > _MOST_ROWS or sheet.column > _MOST_COLUMNS:
            raise _RefusedError

    def _end_data(self, sheet: _Sheet, text: str) -> None:
        position = sheet.row, sheet.column
        if not all(position):
            raise ValueError("data outside of any cell")
        if self._in_comment:
            sheet.details.comments[position] = text.strip()
            return
        if self._type == "Error":
            sheet.details.errors[position] = text or "#ERROR"
        self._put(sheet, position, _value(self._type, text))
        style = self._cell.get("StyleID", "Default")
        if code := self._formats.get(style):
            sheet.details.formats[position] = code
        if style in self._struck and text:
            sheet.details.struck.add(position)

    def _end_cell(self, sheet: _Sheet) -> None:
        right, down = _whole(self._cell, "MergeAcross"), _whole(self._cell, "MergeDown")
        row, column = sheet.row, sheet.column
        if right or down:
            sheet.merges.append(Span(row, column, row + down, column + right))
        if "Formula" in self._cell and not (row <= len(sheet.rows) and column <= len(sheet.rows[row - 1])):
            sheet.details.uncomputed[row, column] = self._cell["Formula"]
        sheet.column += right

    def _put(self, sheet: _Sheet, position: Position, value: Value) -> None:
        row, column = position
        self._left -= max(0, row - len(sheet.rows)) + 1
        if self._left < 0:
            raise _RefusedError
        sheet.rows.extend([] for _ in range(row - len(sheet.rows)))
        line = sheet.rows[row - 1]
        self._left -= max(0, column - len(line) - 1)
        line.extend([None] * (column - len(line)))
        line[column - 1] = value


def _value(kind: str, text: str) -> Value:
    if kind == "Number":
        return float(text) if text.strip() else None
    if kind == "Boolean":
        return text.strip() == "1"
    if kind == "DateTime":
        with suppress(ValueError):
            return datetime.fromisoformat(text.strip())
    return text


def _whole(a: Attributes, name: str) -> int:
    digits = a.get(name, "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0


def _hide(hidden: set[int], a: Attributes, first: int, last: int) -> None:
    if a.get("Hidden") == "1":
        hidden.update(range(first, last + 1))
