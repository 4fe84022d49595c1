"""Binary workbooks, written here record by record: the values, and what goes with them."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date, time

import pytest

from lumbung.findings import Severity
from lumbung.sheets.grid import CellKind, Span
from lumbung.sheets.model import Reading
from lumbung.sheets.read import read_workbook
from lumbung.site import Limits

_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(body)
    tail = bytes([size]) if size < 128 else bytes([size & 0x7F | 0x80, size >> 7])
    return head + tail + body


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def cell(kind: int, column: int, body: bytes, style: int = 0) -> bytes:
    return record(kind, struct.pack("<II", column, style) + body)


def row(number: int, *cells: bytes, hidden: bool = False) -> bytes:
    body = struct.pack("<IIHBBB", number - 1, 0, 300, 0, 0x10 if hidden else 0, 0) + struct.pack("<I", 0)
    return record(0, body) + b"".join(cells)


def related(*pairs: tuple[str, str, str]) -> str:
    rows = "".join(f'<Relationship Id="{i}" Type="{_TYPE}/{kind}" Target="{target}"/>' for i, kind, target in pairs)
    return f"<Relationships>{rows}</Relationships>"


def xlsb(sheet: bytes, styles: bytes = b"", comments: bytes = b"", limits: Limits | None = None) -> Reading:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("_rels/.rels", related(("r1", "officeDocument", "xl/workbook.bin")))
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            related(
                ("rId1", "worksheet", "worksheets/sheet1.bin"),
                ("rId2", "sharedStrings", "sharedStrings.bin"),
                ("rId3", "styles", "styles.bin"),
            ),
        )
        archive.writestr("xl/workbook.bin", record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("Data")))
        archive.writestr(
            "xl/sharedStrings.bin", record(19, b"\0" + wide("Kecamatan")) + record(19, b"\0" + wide("Sapi"))
        )
        archive.writestr("xl/styles.bin", styles)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
        archive.writestr("xl/worksheets/_rels/sheet1.bin.rels", related(("r1", "comments", "../comments1.bin")))
        archive.writestr("xl/comments1.bin", comments)
    return read_workbook(buffer.getvalue(), "data.xlsb", limits)


def font(struck: bool) -> bytes:
    return record(43, struct.pack("<HH", 220, 8 if struck else 0) + bytes(20))


def xf(number: int, font: int = 0) -> bytes:
    return record(47, struct.pack("<HHH", 0, number, font) + bytes(10))


STYLES = (
    font(False)
    + font(True)
    + record(44, struct.pack("<H", 170) + wide("0000"))
    + record(626)
    + xf(14)  # a named style: not among the styles of cells
    + record(627)
    + record(617)
    + xf(0)
    + xf(14)
    + xf(10)
    + xf(170)
    + xf(0, 1)
    + xf(20)
    + record(618)
)


def test_values_of_every_kind_of_record() -> None:
    reading = xlsb(
        row(
            2,
            cell(7, 0, struct.pack("<I", 0)),
            cell(6, 1, wide("langsung")),
            cell(2, 2, struct.pack("<I", 401 << 2 | 2)),
            cell(2, 3, struct.pack("<I", (-12345 << 2 | 3) & 0xFFFF_FFFF)),
            cell(5, 4, struct.pack("<d", 7.25)),
            cell(4, 5, b"\1"),
            cell(8, 6, wide("rumus") + bytes(2)),
            cell(9, 7, struct.pack("<d", 9.0) + bytes(2)),
            cell(62, 8, b"\1" + wide("kaya") + bytes(8)),
            cell(2, 9, struct.pack("<I", struct.unpack("<Q", struct.pack("<d", 0.5))[0] >> 32)),
            record(13, struct.pack("<I", 0) + struct.pack("<I", 5 << 2 | 2)),
            cell(1, 11, b""),
        )
    )
    grid = reading.grids[0]
    assert grid.sheet == "Data"
    assert [grid.cell(2, c).value for c in range(1, 13)] == [
        *("Kecamatan", "langsung", 401, -123.45, 7.25, True, "rumus", 9, "kaya", 0.5, 5, None)
    ]


def test_dates_percentages_codes_and_strikes_come_from_the_styles() -> None:
    number = lambda column, value, style: cell(5, column, struct.pack("<d", value), style)  # noqa: E731
    reading = xlsb(
        row(1, number(0, 44562, 1), number(1, 0.125, 2), number(2, 32, 3), number(3, 9, 4), number(4, 0.5, 5)), STYLES
    )
    grid = reading.grids[0]
    assert (grid.cell(1, 1).value, grid.cell(1, 1).kind) == (date(2022, 1, 1), CellKind.DATE)
    assert (grid.cell(1, 2).value, grid.cell(1, 2).number_format) == (0.125, "0.00%")
    assert (grid.cell(1, 3).value, grid.cell(1, 3).number_format) == (32, "0000")
    assert grid.cell(1, 5).value == time(12)
    assert [(f.code, f.cells) for f in reading.findings] == [("C19", ("D1",))]


def test_errors_comments_merges_and_hidden_rows_and_columns() -> None:
    comment = record(635, struct.pack("<IIIII", 0, 0, 0, 0, 0) + bytes(16)) + record(637, b"\0" + wide("sementara"))
    reading = xlsb(
        record(60, struct.pack("<IIIIH", 1, 1, 2000, 0, 1))
        + row(1, cell(7, 0, struct.pack("<I", 0)), cell(7, 1, struct.pack("<I", 1)))
        + row(2, cell(6, 0, wide("Batur")), cell(3, 1, bytes([7])), hidden=True)
        + row(3, cell(6, 0, wide("Susukan")), cell(11, 1, bytes([23, 0, 0])))
        + record(176, struct.pack("<IIII", 4, 5, 0, 2)),
        comments=comment,
    )
    assert reading.grids[0].merges == (Span(5, 1, 6, 3),)
    assert reading.grids[0].comments == {(1, 1): "sementara"}
    assert [(f.code, f.severity, f.cells) for f in reading.findings if f.code != "H01"] == [
        ("C01", Severity.ERROR, ("B2",)),
        ("C01", Severity.ERROR, ("B3",)),
        ("C20", Severity.INFO, ("A1",)),
        ("L08", Severity.WARNING, ("A2",)),
        ("L08", Severity.WARNING, ("B1",)),
    ]


def test_one_far_cell_does_not_exhaust_memory() -> None:
    far = row(1_048_576, cell(5, 16_383, struct.pack("<d", 1)))
    assert [f.code for f in xlsb(far, limits=Limits(cells=100_000)).findings] == ["F05"]


@pytest.mark.parametrize("sheet", [b"\x05\x02\x00", b"\xff\xff\xff\xff\xff", row(1)[:-3] + b"\x07\x03\x01"])
def test_damaged_records_are_f01_or_an_empty_sheet(sheet: bytes) -> None:
    assert [f.code for f in xlsb(sheet).findings] in (["F01"], ["F04"])
