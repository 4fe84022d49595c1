"""The sheet PERBAIKAN: what an operator reads first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lumbung.findings import Closure, Finding, Severity, finding
from lumbung.reports.annotate import annotate
from lumbung.reports.told import as_marked
from lumbung.returned import FIX_SHEET
from lumbung.sheets.grid import CellValue, Span

from .readings import grid_of, reading_of

SHEET = "Kec. 'A' 2022"
ROWS: list[list[CellValue]] = [["Kecamatan", "Sapi"], ["Lahat", 401], ["Jumlah", 401]]


def sheet_of_fixes(out: Path, findings: Sequence[Finding], verdict: str = "DIKEMBALIKAN") -> Worksheet:
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    for row in ROWS:
        sheet.append(row)
    sheet.merge_cells("A2:B2")
    data = BytesIO()
    workbook.save(data)
    reading = reading_of("Ternak.xlsx", grid_of(SHEET, ROWS, (Span(2, 1, 2, 2),)))
    path = annotate(data.getvalue(), reading, findings, verdict, "Dinas Pertanian", out)
    return load_workbook(path)[FIX_SHEET]


def texts(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def unknown_name(cell: str, found: str) -> Finding:
    return finding(
        "R01", sheet=SHEET, cells=[cell], column="Kecamatan", found=found, list_name="kecamatan", suggestion=""
    )


def test_it_is_the_first_sheet_and_the_only_one_selected(tmp_path: Path) -> None:
    workbook = sheet_of_fixes(tmp_path, [unknown_name("A2", "Lahatt")]).parent
    assert workbook.sheetnames[0] == FIX_SHEET
    assert workbook.active.title == FIX_SHEET
    assert [bool(s.sheet_view.tabSelected) for s in workbook.worksheets] == [True, False]


def test_it_says_the_verdict_in_words_an_operator_understands(tmp_path: Path) -> None:
    words = texts(sheet_of_fixes(tmp_path, [unknown_name("A2", "Lahatt")]))
    assert words[0] == "HASIL PEMERIKSAAN BERKAS: Ternak.xlsx (kiriman Dinas Pertanian)"
    assert "DIKEMBALIKAN" in words
    assert any("belum diterima" in text and "kirim ulang" in text for text in words)
    assert {"Kesalahan berat: 0", "Kesalahan: 1", "Perlu diperiksa: 0", "Catatan: 0"} <= set(words)


def test_an_accepted_file_asks_for_nothing(tmp_path: Path) -> None:
    note = finding("S02", sheet=SHEET, cells=["A3"])
    words = " ".join(texts(sheet_of_fixes(tmp_path, [note], "DITERIMA")))
    assert "Tidak ada yang perlu diperbaiki" in words
    assert "kirim ulang" not in words


@pytest.mark.parametrize(("cell", "target"), [("B3", "B3"), ("B2", "A2")], ids=["plain", "inside a merge"])
def test_the_cell_of_a_finding_is_a_link_to_it(tmp_path: Path, cell: str, target: str) -> None:
    sheet = sheet_of_fixes(tmp_path, [unknown_name(cell, "Lahatt")])
    [linked] = [c for row in sheet.iter_rows() for c in row if c.hyperlink]
    assert linked.value == cell
    assert linked.hyperlink.location == f"'Kec. ''A'' 2022'!{target}"


def test_the_five_cures_that_matter_most_come_first_with_like_findings_as_one(tmp_path: Path) -> None:
    misspelt = [unknown_name("A2", f"Lahat{i}") for i in range(8)]
    blocker = finding("H02", sheet=SHEET, column="Kuda", found="Sapi")
    note = finding("S02", sheet=SHEET, cells=["A3"])
    sheet = sheet_of_fixes(tmp_path, [note, *misspelt, blocker])

    column = [str(sheet.cell(row, 1).value) for row in range(1, sheet.max_row + 1)]
    first, every = column.index("PERBAIKI LEBIH DAHULU"), column.index("SEMUA TEMUAN")
    assert every - first - 1 == 2
    assert "Kolom wajib Kuda" in str(sheet.cell(first + 2, 5).value)
    assert "Hal serupa ditemukan 7 kali lagi" in str(sheet.cell(first + 3, 5).value)
    assert column[every + 1 :] == [str(n) for n in range(1, 11)]


def test_what_an_explanation_closed_is_not_to_be_mended(tmp_path: Path) -> None:
    closure = Closure("panen dua kali", "Ibu Sari", date(2026, 2, 1))
    explained = replace(finding("V07", sheet=SHEET, cells=["B3"]), severity=Severity.INFO, closure=closure)
    words = texts(sheet_of_fixes(tmp_path, [explained]))
    assert any("penjelasan diterima Ibu Sari" in text and text.endswith("panen dua kali") for text in words)
    assert explained.remedy() not in words


def test_many_cells_are_told_as_a_range_and_a_count(tmp_path: Path) -> None:
    cells = [f"B{row}" for row in range(10, 60)]
    found = finding("C01", sheet=SHEET, cells=cells, found="#REF!")
    scattered = finding("C01", sheet=SHEET, cells=[f"B{row}" for row in range(10, 60, 2)], found="#REF!")
    runs = finding(
        "C01", sheet=SHEET, cells=[f"{c}{r}" for c in ("AD", "AE", "AF") for r in range(105, 983)], found="#"
    )
    words = texts(sheet_of_fixes(tmp_path, [found, scattered, runs]))
    assert "AD105:AD982 dan 1.756 lainnya" in words, "a second range would run out of its column"
    assert "B10:B59" in words
    assert "B10, B12 dan 23 lainnya" in words


@pytest.mark.parametrize("evil", ['=HYPERLINK("http://x","klik")', "+1+1", "@SUM(A1)", "-2+3"])
def test_a_text_out_of_the_data_never_becomes_a_formula(tmp_path: Path, evil: str) -> None:
    found = finding("C04", sheet=evil, cells=[evil], found=evil, suggestion=evil)
    sheet = sheet_of_fixes(tmp_path, [found])
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert sheet.cell(6, 3).value == evil
    assert sheet.cell(6, 3).quotePrefix


def test_control_characters_and_addresses_that_are_none_do_no_harm(tmp_path: Path) -> None:
    found = [unknown_name(cell, "La\x00hat\x0b") for cell in ("", "A0", "ZZZZ1", "B99999999", "lembar")]
    assert any('"Lahat"' in text for text in texts(sheet_of_fixes(tmp_path, found)))


def test_a_list_is_called_cut_only_in_a_document_that_cuts_it() -> None:
    def wrong(cells: int) -> Finding:
        return finding("C04", cells=[f"B{n}" for n in range(1, cells + 1)], column="Sapi", found="12 ekor")

    of_the_short_list = finding("G02", what="Teks di kolom angka (20 dari 24)")
    assert [f.code for f in as_marked([wrong(24), of_the_short_list])] == ["C04"]
    assert "(1000 dari 2000)" in as_marked([wrong(2000), of_the_short_list])[-1].message()


def test_the_headings_stay_in_view_and_stand_on_every_printed_page(tmp_path: Path) -> None:
    sheet = sheet_of_fixes(tmp_path, [unknown_name("A2", "Lahatt")])
    assert sheet.freeze_panes == "A5"
    assert [sheet.cell(4, c).value for c in (2, 4, 5, 6)] == [
        "Tingkat",
        "Sel",
        "Yang ditemukan",
        "Cara memperbaiki",
    ]
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.page_setup.orientation == "landscape"
