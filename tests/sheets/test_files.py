"""Whatever arrives as a file, the answer is a Reading with the right finding."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from lumbung.findings import Severity
from lumbung.sheets.grid import CellKind
from lumbung.sheets.model import Reading
from lumbung.sheets.read import read_workbook
from lumbung.site import Limits
from tests.sheets.drawing import as_xlsx, labels, saved, workbook

TERNAK = """
    No | Kecamatan | Sapi | Kerbau
    1  | Susukan   | 401  | 3
    2  | Mandiraja | 846  | 7
"""


def codes(reading: Reading) -> list[str]:
    return [found.code for found in reading.findings]


def test_an_empty_file_is_f04() -> None:
    reading = read_workbook(b"", "kosong.xlsx")
    assert codes(reading) == ["F04"]
    assert reading.tables == ()


def test_a_workbook_without_any_cell_is_f04() -> None:
    assert codes(read_workbook(saved(openpyxl.Workbook()), "kosong.xlsx")) == ["F04"]


@pytest.mark.parametrize("data", [b"\x00\x01\x02 sampah" * 50, b"PK\x03\x04 terpotong", as_xlsx(TERNAK)[:900]])
def test_garbage_and_truncated_files_are_f01(data: bytes) -> None:
    reading = read_workbook(data, "rusak.xlsx")
    assert codes(reading) == ["F01"]
    assert reading.tables == ()


def test_a_pdf_renamed_to_xlsx_is_f02_and_says_so() -> None:
    reading = read_workbook(b"%PDF-1.7\n%%EOF", "laporan.xlsx")
    assert codes(reading) == ["F02"]
    assert "PDF" in reading.findings[0].message()


def test_a_rich_text_saved_as_xls_is_no_spreadsheet() -> None:
    reading = read_workbook(b"{\\rtf1\\ansi Data Penduduk}", "laporan.xls")
    assert [found.code for found in reading.findings] == ["F02"]


def test_an_encrypted_workbook_is_f03() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    assert codes(read_workbook(data, "rahasia.xlsx")) == ["F03"]


def test_a_file_over_the_limit_is_f05() -> None:
    assert codes(read_workbook(as_xlsx(TERNAK), "besar.xlsx", Limits(megabytes=0.001))) == ["F05"]


def test_one_far_cell_does_not_exhaust_memory() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "Kecamatan"
    book.worksheets[0]["XFD1048576"] = 1
    assert codes(read_workbook(saved(book), "jauh.xlsx")) == ["F05"]


def test_a_million_formatted_but_empty_rows_cost_nothing() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(TERNAK)))
    book.worksheets[0]["A1048576"].font = Font(bold=True)
    reading = read_workbook(saved(book), "panjang.xlsx")
    assert len(reading.grids[0].rows) == 3
    assert len(reading.tables[0].rows) == 2


def test_an_archive_that_unpacks_beyond_reason_is_f05() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 20_000_000)
    assert codes(read_workbook(buffer.getvalue(), "bom.xlsx", Limits(cells=100_000))) == ["F05"]


@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    read_workbook(data, "acak.xls")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 5000), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_never_raises(position: int, noise: bytes) -> None:
    data = bytearray(as_xlsx(TERNAK))
    position %= len(data)
    data[position : position + len(noise)] = noise
    read_workbook(bytes(data), "rusak.xlsx")


def test_content_decides_and_not_the_extension() -> None:
    reading = read_workbook(as_xlsx(TERNAK), "ternak.xls")
    assert reading.format == "xlsx"
    assert [(f.code, f.severity) for f in reading.findings] == [("F02", Severity.INFO)]
    assert len(reading.tables[0].rows) == 2


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfUraian;Satuan;2023\nProduksi Padi;Ton;9.498,07\nLuas Sawah;Ha;1.017\n",
        b"Uraian,Satuan,2023\nProduksi Padi,Ton,9498.07\nLuas Sawah,Ha,1017\n",
        "Uraian\tSatuan\t2023\nProduksi Padi\tTon\t9.498,07\nLuas Sawah\tHa\t1.017\n".encode("utf-16"),
    ],
)
def test_delimited_text_is_read_whatever_its_delimiter_and_encoding(data: bytes) -> None:
    reading = read_workbook(data, "dinas.csv")
    assert reading.format == "csv"
    assert labels(reading.tables[0].rows, "C") == [9498.07, 1017]


def test_an_old_xls_is_read_with_its_merges_hidden_rows_and_formats() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Data")
    sheet.write_merge(0, 0, 0, 2, "Jumlah Ternak 2022")
    for c, heading in enumerate(("Kecamatan", "Sapi", "Persen")):
        sheet.write(1, c, heading)
    for r, name in enumerate(("Susukan", "Mandiraja", "Batur"), start=2):
        sheet.write(r, 0, name)
        sheet.write(r, 1, r * 100.0)
        sheet.write(r, 2, r / 10, xlwt.easyxf(num_format_str="0.0%"))
    sheet.row(3).hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    reading = read_workbook(buffer.getvalue(), "ternak.xls")
    assert reading.format == "xls"
    assert reading.tables[0].title == ("Jumlah Ternak 2022",)
    assert labels(reading.tables[0].rows, "B") == [200, 300, 400]
    assert reading.grids[0].hidden_rows == {4}
    assert reading.grids[0].cell(3, 3).number_format == "0.0%"
    assert "L08" in codes(reading)


def test_formulas_that_were_never_computed_are_reported_with_their_cells() -> None:
    reading = workbook(
        """
        Kecamatan | L | P | Jumlah
        Susukan   | 4 | 5 | =B2+C2
        Batur     | 1 | 2 | 3
        """
    )
    (found,) = [f for f in reading.findings if f.code == "C02"]
    assert found.cells == ("D2",)
    assert reading.grids[0].cell(2, 4).kind is CellKind.UNCOMPUTED
    assert labels(reading.tables[0].rows, "D") == [None, 3]


def test_error_cells_are_seen_where_readers_show_blanks() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(TERNAK)))
    cell = book.worksheets[0]["C3"]
    cell.value, cell.data_type = "#REF!", "e"
    reading = read_workbook(saved(book), "ternak.xlsx")
    (found,) = [f for f in reading.findings if f.code == "C01"]
    assert (found.cells, found.sheet) == (("C3",), "Sheet")
    assert "#REF!" in found.message()
    assert labels(reading.tables[0].rows, "C") == [401, None]


def test_hidden_sheets_are_read_and_reported() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx("Catatan", TERNAK)))
    book.worksheets[1].sheet_state = "hidden"
    reading = read_workbook(saved(book), "ternak.xlsx")
    assert [f.code for f in reading.findings] == ["L03"]
    assert not reading.grids[1].visible
    assert len(reading.tables) == 1


def test_a_code_keeps_the_zeros_that_its_format_prints() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx("Kode | Nama | Jumlah\n7 | Susukan | 5\n12 | Batur | 6")))
    for row in (2, 3):
        book.worksheets[0].cell(row, 1).number_format = "000"
    assert labels(read_workbook(saved(book), "kode.xlsx").tables[0].rows, "A") == ["007", "012"]


def test_a_sheet_of_figures_without_headings_is_skipped_and_reported() -> None:
    reading = workbook("Susukan | 4 | 5\nBatur | 1 | 2\nWanayasa | 3 | 4")
    assert codes(reading) == ["H01"]
    assert [part.range for part in reading.skipped] == ["A1:C3"]
