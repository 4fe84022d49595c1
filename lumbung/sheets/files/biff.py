"""What calamine leaves behind of an .xls: one walk over the BIFF records of its workbook stream ([MS-XLS] 2.4).

Error cells, formulas and whether they were computed, number formats with a meaning, strike-through, comments, hidden
rows and columns, and whether the file is encrypted. Excel 5 and 95 (BIFF5) differ in how they write texts.
"""

from __future__ import annotations

import codecs
import io
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import olefile  # type: ignore[import-untyped]

from lumbung.sheets.files.formulas import from_biff8, shared_with
from lumbung.sheets.files.ooxml.package import SheetDetails
from lumbung.sheets.formats import BUILT_IN, meaningful
from lumbung.sheets.grid import Position

Record = tuple[int, bytes]

_BOF, _EOF, _FILEPASS, _CODEPAGE, _BOUNDSHEET, _FONT, _FORMAT, _XF = 0x809, 0x0A, 0x2F, 0x42, 0x85, 0x31, 0x41E, 0xE0
_ROW, _COLINFO, _NOTE, _BOOLERR, _FORMULA, _NUMBER, _RK, _MULRK = 0x208, 0x7D, 0x1C, 0x205, 0x06, 0x203, 0x27E, 0xBD
_SHARED_TEXT, _TEXT, _RICH_TEXT, _SHARED_FORMULA = 0xFD, 0x204, 0xD6, 0x4BC
_STYLED = frozenset((_NUMBER, _RK, _FORMULA, _BOOLERR, _SHARED_TEXT, _TEXT, _RICH_TEXT))
_NO_FONT_4 = 4  # fonts are numbered 0 1 2 3 5 6 …
_BIFF8 = 0x600
_OLD_CODEPAGE = struct.pack("<HHH", _CODEPAGE, 2, 0x8001)
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


class EncryptedError(Exception):
    """The workbook stream is encrypted (record FILEPASS)."""


def biff_details(data: bytes) -> dict[str, SheetDetails]:
    """Per sheet name, what its records say; empty for a file whose structure is too damaged to walk.

    Raises:
        EncryptedError: a password protects the file.
    """
    try:
        stream = _workbook_stream(data)
        return _walk(stream) if stream else {}
    except (struct.error, OSError, IndexError, ValueError, UnicodeDecodeError):
        return {}


def with_known_codepage(data: bytes) -> bytes | None:
    """The same file with a code page that readers know for the name the first Windows had for it, if it has that."""
    found = data.find(_OLD_CODEPAGE)
    known = struct.pack("<HHH", _CODEPAGE, 2, 1252)
    return data[:found] + known + data[found + len(known) :] if found >= 0 else None


def _workbook_stream(data: bytes) -> bytes:
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        for name in ("Workbook", "Book"):
            if ole.exists(name):
                content: bytes = ole.openstream(name).read()
                return content
    return b""


def _records(stream: bytes, position: int) -> Iterator[Record]:
    """The records of one substream, from its BOF to its EOF."""
    while position + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, position)
        yield kind, stream[position + 4 : position + 4 + size]
        if kind == _EOF:
            return
        position += 4 + size


@dataclass
class _Globals:
    """What the head of the workbook says for all sheets."""

    is_biff8: bool = True
    codepage: str = "cp1252"
    codes: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    struck_fonts: list[bool] = field(default_factory=list)
    styles: list[tuple[int, int]] = field(default_factory=list)  # (font, number format)
    sheets: list[tuple[str, int]] = field(default_factory=list)  # (name, offset)

    @property
    def formats(self) -> dict[int, str]:
        """Number formats with a meaning, by style."""
        wanted = ((index, meaningful(self.codes.get(number, ""))) for index, (_, number) in enumerate(self.styles))
        return {index: code for index, code in wanted if code}

    @property
    def struck(self) -> frozenset[int]:
        """Styles that strike their text through."""
        return frozenset(index for index, (font, _) in enumerate(self.styles) if self._is_struck(font))

    def _is_struck(self, font: int) -> bool:
        index = font - (font > _NO_FONT_4)
        return index < len(self.struck_fonts) and self.struck_fonts[index]

    def take(self, kind: int, body: bytes) -> None:
        """One record of the workbook's head."""
        if kind == _FILEPASS:
            raise EncryptedError
        if kind == _BOF:
            self.is_biff8 = struct.unpack_from("<H", body)[0] >= _BIFF8
        elif kind == _CODEPAGE:
            self.codepage = _codec(struct.unpack_from("<H", body)[0])
        elif kind == _FONT:
            self.struck_fonts.append(bool(body[2] & 8))
        elif kind == _XF:
            font, number = struct.unpack_from("<HH", body)
            self.styles.append((font, number))
        elif kind == _FORMAT:
            self.codes[struct.unpack_from("<H", body)[0]] = self._text(body[2:], wide=self.is_biff8)
        elif kind == _BOUNDSHEET:
            self.sheets.append((self._text(body[6:], wide=False), struct.unpack_from("<I", body)[0]))

    def _text(self, body: bytes, *, wide: bool) -> str:
        """A text after its length in two bytes (``wide``) or one; BIFF8 adds a flag: Latin-1 or UTF-16."""
        length, start = struct.unpack_from("<H" if wide else "<B", body)[0], 2 if wide else 1
        if not self.is_biff8:
            return body[start : start + length].decode(self.codepage, errors="replace")
        if body[start] & 1:
            return body[start + 1 : start + 1 + 2 * length].decode("utf-16-le")
        return body[start + 1 : start + 1 + length].decode("latin-1")


def _codec(codepage: int) -> str:
    try:
        return codecs.lookup(f"cp{codepage}").name
    except LookupError:
        return "cp1252"


def _walk(stream: bytes) -> dict[str, SheetDetails]:
    head = _Globals()
    for kind, body in _records(stream, 0):
        head.take(kind, body)
    formats, struck = head.formats, head.struck
    sheets = {name: _Sheet(formats, struck, head.is_biff8) for name, _ in head.sheets}
    for name, offset in head.sheets:
        sheets[name].read(stream, offset)
    never_computed = not any(sheet.computed for sheet in sheets.values())
    return {name: sheet.finished(never_computed) for name, sheet in sheets.items()}


class _Sheet:
    """A sheet that is being walked."""

    def __init__(self, formats: Mapping[int, str], struck: frozenset[int], is_biff8: bool) -> None:
        self.computed = False
        self._is_biff8 = is_biff8
        self._formulas: dict[Position, bytes] = {}
        self._shared: dict[Position, bytes] = {}
        self._last_formula: Position = (0, 0)
        self._details = SheetDetails()
        self._formats = formats
        self._struck = struck
        self._rows: set[int] = set()
        self._columns: set[int] = set()
        self._blank_formulas: list[tuple[int, int]] = []

    def read(self, stream: bytes, offset: int) -> None:
        """All records of the sheet."""
        for kind, body in _records(stream, offset):
            if kind in _STYLED:
                self._take_cell(kind, body)
            elif kind == _MULRK:
                self._take_run(body)
            elif kind == _SHARED_FORMULA:
                self._shared[self._last_formula] = _expression(body, 8)
            elif kind == _ROW and struct.unpack_from("<H", body, 12)[0] & 0x20:
                self._rows.add(struct.unpack_from("<H", body)[0] + 1)
            elif kind == _COLINFO and struct.unpack_from("<H", body, 8)[0] & 1:
                first, last = struct.unpack_from("<HH", body)
                self._columns.update(range(first + 1, last + 2))
            elif kind == _NOTE:
                row, column = struct.unpack_from("<HH", body)
                if row != 0xFFFF:  # the rest of a long note of BIFF5
                    self._details.comments[row + 1, column + 1] = ""

    def finished(self, never_computed: bool) -> SheetDetails:
        """What was found. Formulas that show nothing were never computed if no formula of the workbook was."""
        if never_computed:
            self._details.uncomputed.update(dict.fromkeys(self._blank_formulas, "="))
        for position, tokens in self._formulas.items():
            anchor = shared_with(tokens)
            formula = from_biff8(tokens if anchor is None else self._shared.get(anchor, b""), position)
            if formula:
                self._details.formulas[position] = formula
        self._details.hidden_rows, self._details.hidden_columns = frozenset(self._rows), frozenset(self._columns)
        return self._details

    def _take_cell(self, kind: int, body: bytes) -> None:
        row, column, style = struct.unpack_from("<HHH", body)
        position = row + 1, column + 1
        if kind == _BOOLERR and body[7] == 1:
            self._details.errors[position] = ERRORS.get(body[6], "#ERROR")
        elif kind == _FORMULA:
            self._take_formula(position, body)
        self._take_style(position, style)

    def _take_formula(self, position: tuple[int, int], body: bytes) -> None:
        special = body[12:14] == b"\xff\xff"
        if special and body[6] == 2:
            self._details.errors[position] = ERRORS.get(body[8], "#ERROR")
        if special and body[6] == 3:
            self._blank_formulas.append(position)
        else:
            self.computed = True
        self._last_formula = position
        if self._is_biff8 and not special:
            self._formulas[position] = _expression(body, 20)

    def _take_run(self, body: bytes) -> None:
        row, first = struct.unpack_from("<HH", body)
        for i in range((len(body) - 6) // 6):
            self._take_style((row + 1, first + 1 + i), struct.unpack_from("<H", body, 4 + 6 * i)[0])

    def _take_style(self, position: tuple[int, int], style: int) -> None:
        if code := self._formats.get(style):
            self._details.formats[position] = code
        if style in self._struck:
            self._details.struck.add(position)


def _expression(body: bytes, at: int) -> bytes:
    """The tokens behind their length in two bytes."""
    return body[at + 2 : at + 2 + struct.unpack_from("<H", body, at)[0]]
