"""Old workbooks (.xls): BIFF8 as Excel 97 and later write it, and BIFF5 of Excel 5 and 95."""

from __future__ import annotations

import io
import struct

import pytest
import xlwt
from xlwt import CompoundDoc

from lumbung.findings import Severity
from lumbung.sheets.model import Reading
from lumbung.sheets.read import read_workbook
from tests.sheets.drawing import labels


def saved(book: xlwt.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ternak() -> tuple[xlwt.Workbook, xlwt.Worksheet]:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Data")
    for c, heading in enumerate(("Kecamatan", "Sapi", "Kerbau")):
        sheet.write(0, c, heading)
    for r, name in enumerate(("Susukan", "Mandiraja"), start=1):
        sheet.write(r, 0, name)
        sheet.write(r, 1, 400.0 + r)
    return book, sheet


def marks(reading: Reading) -> list[tuple[str, Severity, tuple[str, ...]]]:
    return [(f.code, f.severity, f.cells) for f in reading.findings]


def test_struck_cells_are_reported_whatever_they_hold() -> None:
    book, sheet = ternak()
    struck = xlwt.easyxf("font: struck_out on")
    sheet.write(1, 2, 3.0, struck)
    sheet.write(2, 2, "dihapus", struck)
    sheet.write(3, 2, None, struck)
    assert marks(read_workbook(saved(book), "ternak.xls"))[0] == ("C19", Severity.WARNING, ("C2", "C3"))


def test_formulas_of_a_writer_that_computes_nothing_are_reported() -> None:
    book, sheet = ternak()
    for row in (1, 2):
        sheet.write(row, 2, xlwt.Formula(f"B{row + 1}*2"))
    assert marks(read_workbook(saved(book), "ternak.xls")) == [("C02", Severity.ERROR, ("C2", "C3"))]


BIFF5, BIFF8 = 0x500, 0x600


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def bof(version: int, kind: int) -> bytes:
    return record(0x809, struct.pack("<HHHH", version, kind, 0x0DBB, 0x07CC) + (bytes(8) if version == BIFF8 else b""))


def text(row: int, column: int, value: str, codepage: str) -> bytes:
    raw = value.encode(codepage)
    return record(0x204, struct.pack("<HHHH", row, column, 0, len(raw)) + raw)


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x203, struct.pack("<HHHd", row, column, style, value))


def biff5(*cells: bytes, codepage: int = 1252) -> bytes:
    """A workbook as Excel 95 leaves it, in the one stream of a compound file."""
    fonts = b"".join(
        record(0x31, struct.pack("<HH", 200, 8 if i == 4 else 0) + bytes(10) + b"\5Arial") for i in range(5)
    )
    styles = b"".join(record(0xE0, struct.pack("<HH", *pair) + bytes(12)) for pair in ((0, 0), (0, 164), (5, 0)))
    name = "Data é".encode(f"cp{codepage}")
    head = (
        bof(BIFF5, 5)
        + record(0x42, struct.pack("<H", codepage))
        + fonts
        + record(0x41E, struct.pack("<H", 164) + b"\4" + b"0000")
        + styles
    )
    bound = record(0x85, struct.pack("<IH", len(head) + 4 + 7 + len(name) + 4, 0) + bytes([len(name)]) + name)
    stream = head + bound + record(0x0A) + bof(BIFF5, 0x10) + b"".join(cells) + record(0x0A)
    return compound(stream.ljust(4096, b"\0"), "Book")


def compound(stream: bytes, name: str) -> bytes:
    """A compound file with one stream (xlwt can only name it 'Workbook')."""
    buffer = io.BytesIO()
    CompoundDoc.XlsDoc().save(buffer, stream)
    entry = "Workbook".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 18)
    renamed = name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2)
    return buffer.getvalue().replace(entry, renamed)


def test_a_workbook_of_excel_95_is_read_with_its_code_page_formats_and_strikes() -> None:
    cells = [
        *(text(0, c, heading, "cp1252") for c, heading in enumerate(("Kode", "Kecamatan", "Sapi"))),
        *(number(1, 0, 7, 1), text(1, 1, "Café", "cp1252"), number(1, 2, 401)),
        *(number(2, 0, 12, 1), text(2, 1, "Batur", "cp1252"), number(2, 2, 846, 2)),
        record(0x1C, struct.pack("<HHH", 1, 2, 5) + b"catat"),
    ]
    reading = read_workbook(biff5(*cells), "lama.xls")
    assert (reading.format, reading.grids[0].sheet) == ("xls", "Data é")
    assert labels(reading.tables[0].rows, "A") == ["0007", "0012"]
    assert labels(reading.tables[0].rows, "B") == ["Café", "Batur"]
    assert marks(reading) == [("C19", Severity.WARNING, ("C3",)), ("C20", Severity.INFO, ("C2",))]


@pytest.mark.parametrize("cut", [600, 1500, 3000])
def test_a_truncated_xls_is_f01(cut: int) -> None:
    book, _ = ternak()
    assert [f.code for f in read_workbook(saved(book)[:cut], "potong.xls").findings] == ["F01"]
