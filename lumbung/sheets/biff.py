"""What calamine leaves behind of an .xls: one walk over the BIFF records of its workbook stream ([MS-XLS] 2.4).

Error cells, number formats with a meaning, hidden rows and columns, and whether the file is encrypted.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import olefile  # type: ignore[import-untyped]

from lumbung.sheets.formats import BUILT_IN, meaningful
from lumbung.sheets.package import SheetDetails

Record = tuple[int, bytes]

_BOF, _EOF, _FILEPASS, _BOUNDSHEET, _FORMAT, _XF = 0x809, 0x0A, 0x2F, 0x85, 0x41E, 0xE0
_ROW, _COLINFO, _BOOLERR, _FORMULA, _NUMBER, _RK, _MULRK = 0x208, 0x7D, 0x205, 0x06, 0x203, 0x27E, 0xBD
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


def _walk(stream: bytes) -> dict[str, SheetDetails]:
    codes = dict(BUILT_IN)
    styles: list[int] = []
    sheets: list[tuple[str, int]] = []
    for kind, body in _records(stream, 0):
        if kind == _FILEPASS:
            raise EncryptedError
        if kind == _XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _text(body[2:], wide=True)
        elif kind == _BOUNDSHEET:
            sheets.append((_text(body[6:], wide=False), struct.unpack_from("<I", body)[0]))
    wanted = {index: code for index, number in enumerate(styles) if (code := meaningful(codes.get(number, "")))}
    return {name: _sheet(stream, offset, wanted) for name, offset in sheets}


def _text(body: bytes, *, wide: bool) -> str:
    """An XLUnicodeString: its length in two bytes (``wide``) or one, a flag, then Latin-1 or UTF-16."""
    length, start = struct.unpack_from("<H" if wide else "<B", body)[0], 2 if wide else 1
    if body[start] & 1:
        return body[start + 1 : start + 1 + 2 * length].decode("utf-16-le")
    return body[start + 1 : start + 1 + length].decode("latin-1")


def _sheet(stream: bytes, offset: int, wanted: dict[int, str]) -> SheetDetails:
    details = SheetDetails()
    rows: set[int] = set()
    columns: set[int] = set()
    for kind, body in _records(stream, offset):
        if kind in (_BOOLERR, _FORMULA):
            _note_error(details, kind, body)
        if kind in (_NUMBER, _RK, _FORMULA) and wanted:
            row, column, style = struct.unpack_from("<HHH", body)
            if style in wanted:
                details.formats[row + 1, column + 1] = wanted[style]
        elif kind == _MULRK and wanted:
            _note_run(details, body, wanted)
        elif kind == _ROW and struct.unpack_from("<H", body, 12)[0] & 0x20:
            rows.add(struct.unpack_from("<H", body)[0] + 1)
        elif kind == _COLINFO and struct.unpack_from("<H", body, 8)[0] & 1:
            first, last = struct.unpack_from("<HH", body)
            columns.update(range(first + 1, last + 2))
    details.hidden_rows, details.hidden_columns = frozenset(rows), frozenset(columns)
    return details


def _note_error(details: SheetDetails, kind: int, body: bytes) -> None:
    row, column = struct.unpack_from("<HH", body)
    if kind == _BOOLERR and body[7] == 1:
        details.errors[row + 1, column + 1] = ERRORS.get(body[6], "#ERROR")
    elif kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        details.errors[row + 1, column + 1] = ERRORS.get(body[8], "#ERROR")


def _note_run(details: SheetDetails, body: bytes, wanted: dict[int, str]) -> None:
    row, first = struct.unpack_from("<HH", body)
    for i in range((len(body) - 6) // 6):
        style = struct.unpack_from("<H", body, 4 + 6 * i)[0]
        if style in wanted:
            details.formats[row + 1, first + 1 + i] = wanted[style]
