"""Binary workbooks (.xlsb) → grids: one walk over the records of each part ([MS-XLSB] 2.4).

Values and all that goes with them come from the same records, and calamine panics on some of these files.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from lumbung.sheets.errors import damaged, too_large
from lumbung.sheets.files.biff import ERRORS
from lumbung.sheets.files.grids import make_grid
from lumbung.sheets.files.ooxml.package import Package, SheetDetails
from lumbung.sheets.files.ooxml.relations import main_part, relations, targets
from lumbung.sheets.files.serials import from_serial
from lumbung.sheets.formats import BUILT_IN, is_date, meaningful
from lumbung.sheets.grid import Grid, Position, Span
from lumbung.site import Limits

_ROW, _BLANK, _RK, _ERROR, _BOOL, _REAL, _TEXT, _SHARED = range(8)
_F_TEXT, _F_NUMBER, _F_BOOL, _F_ERROR = range(8, 12)
_RICH_TEXT, _SHORT_BLANK, _SHORT_LAST = 62, 12, 18
_STRING, _FONT, _FORMAT, _XF, _COLUMNS, _WORKBOOK, _BUNDLE, _MERGE = 19, 43, 44, 47, 60, 153, 156, 176
_BEGIN_XFS, _END_XFS, _COMMENT, _COMMENT_TEXT = 617, 618, 635, 637
_CELLS = frozenset((*range(_BLANK, _SHORT_LAST + 1), _RICH_TEXT))


def read_xlsb(data: bytes, name: str, limits: Limits) -> list[Grid]:
    """The worksheets of a binary workbook.

    Raises:
        UnreadableError: damaged (F01) or too large (F05).
    """
    package = Package(data)
    try:
        return _Workbook(package, name, limits.cells).grids()
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise damaged(name, "susunan di dalamnya rusak") from error


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part; type and size are written seven bits to the byte."""
    at, end = 0, len(part)
    while at < end:
        kind = part[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (part[at] & 0x7F) << 7
            at += 1
        size = shift = 0
        while True:
            byte = part[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift > 21:
                break
        yield kind, part[at : at + size]
        at += size


def _text(body: bytes, at: int) -> tuple[str, int]:
    """A wide string and where it ends; a length of -1 is no string."""
    (length,) = struct.unpack_from("<i", body, at)
    end = at + 4 + 2 * max(0, length)
    return body[at + 4 : end].decode("utf-16-le", errors="replace"), end


def _rk(raw: int) -> float:
    """A number squeezed into 30 bits: whole or the top of a double, and perhaps a hundredth."""
    if raw & 2:
        value = float((raw ^ 0x8000_0000) - 0x8000_0000 >> 2)
    else:
        (value,) = struct.unpack("<d", struct.pack("<Q", (raw & ~3) << 32))
    return value / 100 if raw & 1 else value


@dataclass
class _Styles:
    """Cell styles by index: which are dates, which formats matter, which are struck through."""

    dates: set[int] = field(default_factory=set)
    formats: dict[int, str] = field(default_factory=dict)
    struck: set[int] = field(default_factory=set)


def _styles(part: bytes) -> _Styles:
    codes = dict(BUILT_IN)
    struck_fonts: list[bool] = []
    styles = _Styles()
    index, of_cells = 0, False
    for kind, body in _records(part):
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _text(body, 2)[0]
        elif kind == _FONT:
            struck_fonts.append(bool(body[2] & 8))
        elif kind in (_BEGIN_XFS, _END_XFS):
            of_cells = kind == _BEGIN_XFS
        elif kind == _XF and of_cells:
            number, font = struct.unpack_from("<HH", body, 2)
            code = codes.get(number, "")
            if is_date(code):
                styles.dates.add(index)
            if wanted := meaningful(code):
                styles.formats[index] = wanted
            if font < len(struck_fonts) and struck_fonts[font]:
                styles.struck.add(index)
            index += 1
    return styles


class _Workbook:
    """The parts that all sheets share."""

    def __init__(self, package: Package, name: str, most_cells: int) -> None:
        self.package = package
        self.name = name
        self.left = self.most = most_cells
        self.path = main_part(package, "xl/workbook.bin")
        shared = targets(package, self.path, "sharedStrings")
        styles = targets(package, self.path, "styles")
        texts = _records(package.part(shared[0])) if shared else ()
        self.texts = [_text(body, 1)[0] for kind, body in texts if kind == _STRING]
        self.styles = _styles(package.part(styles[0])) if styles else _Styles()
        self.since_1904 = False

    def grids(self) -> list[Grid]:
        related = relations(self.package, self.path)
        grids = []
        for kind, body in _records(self.package.part(self.path)):
            if kind == _WORKBOOK:
                self.since_1904 = bool(body[0] & 1)
            elif kind == _BUNDLE:
                relation, end = _text(body, 8)
                found = related.get(relation)
                if found and found.kind == "worksheet":
                    grids.append(self._grid(_text(body, end)[0], found.target, visible=body[0] == 0))
        if not grids:
            raise damaged(self.name, "tidak ada lembar di dalamnya")
        return grids

    def _grid(self, title: str, path: str, *, visible: bool) -> Grid:
        sheet = _Sheet(self)
        for kind, body in _records(self.package.part(path)):
            sheet.take(kind, body)
        for comments in targets(self.package, path, "comments"):
            sheet.details.comments.update(_comments(self.package.part(comments)))
        sheet.details.hidden_rows = frozenset(sheet.hidden_rows)
        sheet.details.hidden_columns = frozenset(sheet.hidden_columns)
        return make_grid(title, sheet.rows, merges=sheet.merges, details=sheet.details, visible=visible)


def _comments(part: bytes) -> Mapping[Position, str]:
    found: dict[Position, str] = {}
    position = (1, 1)
    for kind, body in _records(part):
        if kind == _COMMENT:
            row, _, column = struct.unpack_from("<III", body, 4)
            position = row + 1, column + 1
        elif kind == _COMMENT_TEXT:
            found[position] = _text(body, 1)[0]
    return found


class _Sheet:
    """A sheet that is being read."""

    def __init__(self, book: _Workbook) -> None:
        self.rows: list[list[Any]] = []
        self.merges: list[Span] = []
        self.details = SheetDetails()
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self._book = book
        self._row = 0
        self._column = 0

    def take(self, kind: int, body: bytes) -> None:
        """One record of the sheet."""
        if kind in _CELLS:
            self._take_cell(kind, body)
        elif kind == _ROW:
            self._row = struct.unpack_from("<I", body)[0] + 1
            self._column = 0
            if body[11] & 0x10:
                self.hidden_rows.add(self._row)
        elif kind == _COLUMNS:
            first, last = struct.unpack_from("<II", body)
            if body[16] & 1:
                self.hidden_columns.update(range(first + 1, min(last, 16_383) + 2))
        elif kind == _MERGE:
            top, bottom, left, right = struct.unpack_from("<IIII", body)
            self.merges.append(Span(top + 1, left + 1, bottom + 1, right + 1))

    def _take_cell(self, kind: int, body: bytes) -> None:
        if _SHORT_BLANK <= kind <= _SHORT_LAST:  # the cell right after the one before it
            kind, body = kind - (_SHORT_BLANK - _BLANK), struct.pack("<I", self._column) + body
        column, style = struct.unpack_from("<II", body)
        self._column = column + 1
        if kind == _BLANK:
            return
        position, style = (self._row, column + 1), style & 0xFF_FFFF
        if kind in (_ERROR, _F_ERROR):
            self.details.errors[position] = ERRORS.get(body[8], "#ERROR")
        self._put(position, self._value(kind, body, style))
        if code := self._book.styles.formats.get(style):
            self.details.formats[position] = code
        if style in self._book.styles.struck:
            self.details.struck.add(position)

    def _value(self, kind: int, body: bytes, style: int) -> Any:
        if kind in (_RK, _REAL, _F_NUMBER):
            number = _rk(struct.unpack_from("<I", body, 8)[0]) if kind == _RK else struct.unpack_from("<d", body, 8)[0]
            return from_serial(number, since_1904=self._book.since_1904) if style in self._book.styles.dates else number
        if kind == _SHARED:
            with suppress(IndexError):
                return self._book.texts[struct.unpack_from("<I", body, 8)[0]]
            return "#ERROR"
        if kind in (_TEXT, _F_TEXT):
            return _text(body, 8)[0]
        if kind == _RICH_TEXT:
            return _text(body, 9)[0]
        return bool(body[8]) if kind in (_BOOL, _F_BOOL) else None

    def _put(self, position: Position, value: Any) -> None:
        row, column = position
        line = self.rows[row - 1] if row <= len(self.rows) else None
        self._book.left -= max(0, row - len(self.rows)) + max(0, column - len(line or ()))
        if self._book.left < 0 or row > 1_048_576 or column > 16_384:
            raise too_large(self._book.name, f"lebih dari {self._book.most:,} sel", f"{self._book.most:,} sel")
        self.rows.extend([] for _ in range(row - len(self.rows)))
        line = self.rows[row - 1]
        line.extend([None] * (column - len(line)))
        line[column - 1] = value
