"""The workbook an operator gets back."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import xlwt
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Color, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from lumbung.findings import Finding, Severity, finding
from lumbung.reports.annotate import annotate, annotated_name
from lumbung.reports.inplace.package import NotAsExpected
from lumbung.reports.marks import FILLS
from lumbung.reports.notes import AUTHOR
from lumbung.returned import FIX_HEADING, FIX_SHEET
from lumbung.sheets.grid import CellValue, Grid, Span
from lumbung.sheets.model import Reading
from lumbung.sheets.read import read_workbook

from .readings import CORPUS, grid_of, reading_of

LAYOUTS = CORPUS / "layouts"
needs_corpus = pytest.mark.skipif(not LAYOUTS.exists(), reason="the corpus of real workbooks is not here")

TERNAK: list[list[CellValue]] = [
    ["Populasi Ternak Menurut Kecamatan, 2022", None, None],
    ["Kecamatan", "Ternak", None],
    [None, "Sapi", "Kerbau"],
    ["Lahat", 401, "12 ekor"],
    ["Kikim Timur", 381, 4],
    ["Jumlah", 782, 16],
]
TERNAK_MERGES = (Span(1, 1, 1, 3), Span(2, 1, 3, 1), Span(2, 2, 2, 3))


def workbook_of(rows: Sequence[Sequence[CellValue]] = TERNAK, title: str = "Ternak") -> Workbook:
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    for r, row in enumerate(rows, 1):
        for c, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(r, c, value)
    for merge in ("A1:C1", "A2:A3", "B2:C2"):
        sheet.merge_cells(merge)
    return workbook


def bytes_of(workbook: Workbook) -> bytes:
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def ternak_reading(name: str = "Ternak 2022.xlsx", format: str = "xlsx") -> Reading:
    return reading_of(name, grid_of("Ternak", TERNAK, TERNAK_MERGES), format=format)


def text_in_numbers(cell: str = "C4") -> Finding:
    return finding("C04", sheet="Ternak", cells=[cell], found="12 ekor", suggestion=" Mungkin 12.")


def wrong_total(cell: str = "B6") -> Finding:
    return finding("X02", sheet="Ternak", cells=[cell], column="Sapi", found="782", expected="781", difference="1")


@pytest.fixture(params=["in place", "openpyxl"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways in which a workbook that was sent is marked; the second serves where the first cannot."""
    if request.param == "openpyxl":
        rewritten_by_openpyxl(monkeypatch)
    return str(request.param)


def rewritten_by_openpyxl(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object) -> bytes:
        raise NotAsExpected("the parts are not as expected")

    monkeypatch.setattr("lumbung.reports.annotate.marked_in_place", refuses)


def returned(
    out: Path,
    findings: Sequence[Finding],
    data: bytes | None = None,
    reading: Reading | None = None,
    verdict: str = "DIKEMBALIKAN",
) -> Path:
    data = data if data is not None else bytes_of(workbook_of())
    return annotate(data, reading or ternak_reading(), findings, verdict, "Dinas Pertanian", out)


def colour(sheet: Worksheet, cell: str) -> str | None:
    fill = sheet[cell].fill
    return fill.fgColor.rgb if fill.fill_type == "solid" else None


# ------------------------------------------------------------------ marks on the cells


def test_what_a_cell_is_held_against_is_marked_on_its_own_sheet_as_well(tmp_path: Path, way: str) -> None:
    workbook = workbook_of()
    workbook.copy_worksheet(workbook["Ternak"]).title = "Rekap"
    data = bytes_of(workbook)
    said = replace(
        finding("L06", sheet="Ternak", cells=["B4"]), beside=(("Rekap", ("B4", "B5")), ("Tidak ada", ("A1",)))
    )
    back = load_workbook(returned(tmp_path, [said], data, read_workbook(data, "Ternak 2022.xlsx")))
    assert [colour(back["Ternak"], c) for c in ("B4", "B5")] == [FILLS[Severity.ERROR], None]
    assert [colour(back["Rekap"], c) for c in ("B4", "B5", "B6")] == [FILLS[Severity.ERROR]] * 2 + [None]


def test_the_wrong_cell_is_red_and_its_comment_says_what_is_wrong_and_how_to_mend_it(tmp_path: Path, way: str) -> None:
    sheet = load_workbook(returned(tmp_path, [text_in_numbers()]))["Ternak"]

    assert colour(sheet, "C4") == FILLS[Severity.ERROR]
    comment = sheet["C4"].comment
    assert comment.author == AUTHOR
    assert 'sel berisi "12 ekor", seharusnya angka. Mungkin 12.' in comment.text
    assert "Cara memperbaiki: Tulis angkanya saja" in comment.text
    assert colour(sheet, "C5") is None
    assert sheet["C5"].comment is None


def test_several_findings_on_one_cell_make_one_comment_coloured_by_the_heaviest(tmp_path: Path, way: str) -> None:
    resembles = finding("H07", sheet="Ternak", cells=["C4"], column="Kerbo", suggestion="Kerbau")
    sheet = load_workbook(returned(tmp_path, [resembles, text_in_numbers()]))["Ternak"]

    text = sheet["C4"].comment.text
    assert text.index("Teks di kolom angka") < text.index("Judul kolom mirip")
    assert colour(sheet, "C4") == FILLS[Severity.ERROR]


@pytest.mark.parametrize("inside", ["C2", "B2"])
def test_a_finding_inside_a_merge_is_marked_on_its_top_left_cell(tmp_path: Path, way: str, inside: str) -> None:
    missing = finding("H02", sheet="Ternak", cells=[inside], column="Kuda", found="Sapi, Kerbau")
    sheet = load_workbook(returned(tmp_path, [missing]))["Ternak"]

    assert "Kolom wajib Kuda" in sheet["B2"].comment.text
    assert colour(sheet, "B2") == FILLS[Severity.BLOCKER]
    assert "B2:C2" in {str(merge) for merge in sheet.merged_cells.ranges}


def test_notes_colour_few_cells_blue_and_many_cells_not_at_all(tmp_path: Path, way: str) -> None:
    one = finding("S02", sheet="Ternak", cells=["A6"])
    many = finding("C17", sheet="Ternak", cells=["B4", "B5", "C4", "C5"], found="-", meaning="nol")
    sheet = load_workbook(returned(tmp_path, [one, many]))["Ternak"]

    assert colour(sheet, "A6") == FILLS[Severity.INFO]
    assert [colour(sheet, cell) for cell in ("B4", "B5", "C4", "C5")] == [None] * 4


def test_a_fault_of_ours_marks_nothing(tmp_path: Path, way: str) -> None:
    fault = finding("G01", sheet="Ternak", cells=["B4"], rule="X02")
    sheet = load_workbook(returned(tmp_path, [fault]))["Ternak"]
    assert sheet["B4"].comment is None


# ------------------------------------------------------------------ the operator's workbook is kept


def test_formulas_values_formats_widths_and_the_operators_own_comment_are_kept(tmp_path: Path, way: str) -> None:
    original = workbook_of()
    sheet = original["Ternak"]
    sheet["B6"] = "=SUM(B4:B5)"
    sheet["B6"].number_format = "#,##0"
    sheet["B6"].comment = Comment("Angka dari bidang peternakan", "Ibu Sari")
    sheet.column_dimensions["A"].width = 33.5
    path = returned(tmp_path, [wrong_total()], bytes_of(original))

    back = load_workbook(path)["Ternak"]
    assert back["B6"].value == "=SUM(B4:B5)"
    assert back["B6"].number_format == "#,##0"
    assert back.column_dimensions["A"].width == 33.5
    assert back["B6"].comment.text.startswith("Angka dari bidang peternakan\n")
    assert "Jumlah kolom tidak cocok" in back["B6"].comment.text


def test_openpyxl_loses_the_values_of_formulas_and_they_are_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten_by_openpyxl(monkeypatch)
    original = workbook_of()
    original["Ternak"]["B6"] = "=SUM(B4:B5)"
    path = returned(tmp_path, [wrong_total()], bytes_of(original))
    assert load_workbook(path, data_only=True)["Ternak"]["B6"].value == 782


def test_openpyxl_cuts_the_last_digit_of_a_figure_and_it_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten_by_openpyxl(monkeypatch)
    rows: list[list[CellValue]] = [["Luas"], [], [], ["Lahat", 274.65999999999997]]
    reading = reading_of("a.xlsx", grid_of("Ternak", rows))
    path = returned(tmp_path, [text_in_numbers("A1")], bytes_of(workbook_of(rows)), reading)
    assert load_workbook(path)["Ternak"]["B4"].value == 274.65999999999997


def test_macros_do_not_come_back(tmp_path: Path, way: str) -> None:
    path = returned(tmp_path, [text_in_numbers()], reading=ternak_reading("Ternak.xlsm", "xlsm"))
    assert path.name == "Ternak - PERBAIKAN.xlsx"
    assert not any("vba" in name.lower() for name in zipfile.ZipFile(path).namelist())


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, way: str) -> None:
    data = bytes_of(workbook_of())
    for reading in (ternak_reading(), ternak_reading("Ternak 2022.csv", "csv")):
        first = returned(tmp_path / "1", [text_in_numbers()], data, reading)
        second = returned(tmp_path / "2", [text_in_numbers()], data, reading)
        assert first.read_bytes() == second.read_bytes()


# ------------------------------------------------------------------ sent back after mending


def test_a_second_return_does_not_pile_up(tmp_path: Path, way: str) -> None:
    first = returned(tmp_path, [text_in_numbers(), wrong_total()])
    again = ternak_reading(first.name)
    second = returned(tmp_path, [wrong_total()], first.read_bytes(), again)

    workbook = load_workbook(second)
    assert second == first
    assert workbook.sheetnames == [FIX_SHEET, "Ternak"]
    sheet = workbook["Ternak"]
    assert sheet["C4"].comment is None
    assert colour(sheet, "C4") is None
    assert sheet["B6"].comment.text.count("Jumlah kolom tidak cocok") == 1


@pytest.mark.parametrize(
    "fill", [Color(rgb="FF92D050"), Color(theme=4, tint=0.5999), Color(indexed=13)], ids=["rgb", "theme", "index"]
)
def test_a_mended_cell_gets_its_former_colour_and_comment_back(tmp_path: Path, way: str, fill: Color) -> None:
    original = workbook_of()
    original["Ternak"]["C4"].fill = PatternFill("solid", fgColor=fill)
    original["Ternak"]["C4"].comment = Comment("cek lagi", "Ibu Sari")
    first = returned(tmp_path, [text_in_numbers()], bytes_of(original))
    again = load_workbook(returned(tmp_path, [], first.read_bytes()))
    sheet = again["Ternak"]

    assert sheet["C4"].fill.fgColor == fill
    assert sheet["C4"].comment.text == "cek lagi"
    assert sheet["C4"].comment.author == "Ibu Sari"


def test_an_operators_own_sheet_called_perbaikan_stays(tmp_path: Path, way: str) -> None:
    original = workbook_of()
    original.create_sheet("PERBAIKAN")["A1"] = "Perbaikan jalan"
    workbook = load_workbook(returned(tmp_path, [text_in_numbers()], bytes_of(original)))
    assert workbook["PERBAIKAN"]["A1"].value == "Perbaikan jalan"
    assert str(workbook.worksheets[0]["A1"].value).startswith(FIX_HEADING)


# ------------------------------------------------------------------ files that openpyxl does not open


def test_an_xls_comes_back_as_an_excel_copy_with_the_marks(tmp_path: Path) -> None:
    old = xlwt.Workbook()
    for r, row in enumerate(TERNAK):
        for c, value in enumerate(row):
            if value is not None:
                (old.add_sheet("Ternak") if not r and not c else old.get_sheet(0)).write(r, c, value)
    data = BytesIO()
    old.save(data)
    path = returned(tmp_path, [text_in_numbers()], data.getvalue(), ternak_reading("Ternak 2022.xls", "xls"))

    assert path.name == "Ternak 2022 - PERBAIKAN.xlsx"
    sheet = load_workbook(path)["Ternak"]
    assert [sheet["A4"].value, sheet["B4"].value, sheet["C4"].value] == ["Lahat", 401, "12 ekor"]
    assert {str(merge) for merge in sheet.merged_cells.ranges} == {"A1:C1", "A2:A3", "B2:C2"}
    assert colour(sheet, "C4") == FILLS[Severity.ERROR]
    assert sheet.column_dimensions["A"].width == len("Kikim Timur") + 2


def test_the_sums_of_a_copy_are_computed_again_when_a_figure_is_mended(tmp_path: Path) -> None:
    read = ternak_reading("Ternak 2022.ods", "ods")
    [grid] = read.grids
    mended_alone = {(6, 2): "=SUM(B4:B5)", (4, 3): "=B4+1"}  # C4 holds a text
    data = replace(read, grids=(replace(grid, formulas=mended_alone),))
    path = returned(tmp_path, [text_in_numbers()], b"", data)
    assert load_workbook(path)["Ternak"]["B6"].value == "=SUM(B4:B5)"
    assert load_workbook(path, data_only=True)["Ternak"]["B6"].value == grid.cell(6, 2).value
    assert load_workbook(path)["Ternak"]["C4"].value == "12 ekor"


def test_an_xlsx_that_openpyxl_cannot_open_comes_back_as_a_copy(tmp_path: Path) -> None:
    path = returned(tmp_path, [text_in_numbers()], b"PK\x03\x04 damaged")
    assert load_workbook(path)["Ternak"]["B5"].value == 381


def test_a_heading_in_capitals_gets_the_room_it_takes(tmp_path: Path) -> None:
    reading = reading_of("a.ods", grid_of("Data", [["No", "PUSKESMAS"], [1, 2]]), format="ods")
    sheet = load_workbook(returned(tmp_path, [text_in_numbers()], b"", reading))["Data"]
    assert sheet.column_dimensions["B"].width == pytest.approx(9 * 1.3 + 2)


def test_sheet_names_that_excel_refuses_are_written_another_way(tmp_path: Path) -> None:
    long = "Data [2022]: Populasi Ternak Menurut Kecamatan"
    reading = reading_of("a.ods", grid_of(long, TERNAK), grid_of(long + "!", TERNAK), format="ods")
    found = finding("C04", sheet=long + "!", cells=["C4"], found="12 ekor", suggestion="")
    workbook = load_workbook(returned(tmp_path, [found], b"", reading))

    assert all(len(name) <= 31 for name in workbook.sheetnames)
    assert workbook.worksheets[2]["C4"].comment is not None
    assert workbook.worksheets[1]["C4"].comment is None


@pytest.mark.parametrize(("code", "words"), [("F01", "rusak"), ("F03", "kata sandi"), ("F04", "tidak berisi data")])
def test_a_file_that_cannot_be_read_gets_the_sheet_of_fixes_alone(tmp_path: Path, code: str, words: str) -> None:
    found = finding(code, name="Stunting.xlsx", reason="isinya bukan lembar kerja")
    path = returned(tmp_path, [found], b"\x00", reading_of("Stunting.xlsx", format="unknown"))

    workbook = load_workbook(path)
    assert workbook.sheetnames == [FIX_SHEET]
    assert words in " ".join(str(c.value) for row in workbook[FIX_SHEET].iter_rows() for c in row)


# ------------------------------------------------------------------ large files


def long_table(rows: int = 40) -> list[list[CellValue]]:
    return [["Produksi Kopi Menurut Desa Tahun 2024", None], ["Desa", "Kopi"], *([f"Desa {n}", n] for n in range(rows))]


def large_file_returned(tmp_path: Path, verdict: str = "DITERIMA SEBAGIAN") -> Path:
    reading = read_workbook(as_bytes(long_table()), "Kopi.xlsx")
    wrong = finding("C04", sheet="Ternak", cells=["B30", "B41"], found="x", suggestion="")
    return annotate(as_bytes(long_table()), reading, [wrong], verdict, None, tmp_path, marked_cells=20)


def as_bytes(rows: Sequence[Sequence[CellValue]]) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Ternak"
    for row in rows:
        sheet.append(list(row))
    return bytes_of(workbook)


def test_of_a_large_file_the_rows_with_findings_come_back_where_they_stand_and_nothing_else(tmp_path: Path) -> None:
    sheet = load_workbook(large_file_returned(tmp_path))["Ternak"]
    filled = {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert filled == {
        "A1": "Produksi Kopi Menurut Desa Tahun 2024",
        "A2": "Desa",
        "B2": "Kopi",
        "A30": "Desa 27",
        "B30": 27,
        "A41": "Desa 38",
        "B41": 38,
    }
    assert sheet.sheet_format.zeroHeight, "the rows between are hidden"
    assert [cell for cell in ("B30", "B41") if colour(sheet, cell) == FILLS[Severity.ERROR]] == ["B30", "B41"]


def test_the_operator_is_told_to_mend_a_large_file_itself(tmp_path: Path) -> None:
    sheet = load_workbook(large_file_returned(tmp_path)).worksheets[0]
    assert "HANYA BARIS YANG PERLU DIPERBAIKI" in str(sheet["A1"].value)
    assert "DI BERKAS ANDA SENDIRI" in str(sheet["D2"].value)
    assert {cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink} == {
        "'Ternak'!B30",
        "'Ternak'!B41",
    }


def test_the_rows_of_a_large_file_sent_back_alone_are_never_taken_for_its_data(tmp_path: Path) -> None:
    path = large_file_returned(tmp_path)
    [said] = read_workbook(path.read_bytes(), path.name).findings
    assert (said.code, said.severity) == ("F12", Severity.BLOCKER)


@pytest.mark.parametrize("said", [finding("F09"), finding("S02", sheet="Ternak", cells=["A41"])], ids=["file", "note"])
def test_a_large_file_without_a_wrong_cell_gets_the_sheet_of_fixes_alone(tmp_path: Path, said: Finding) -> None:
    reading = read_workbook(as_bytes(long_table()), "Kopi.xlsx")
    path = annotate(as_bytes(long_table()), reading, [said], "DIKEMBALIKAN", None, tmp_path, marked_cells=20)
    assert load_workbook(path).sheetnames == [FIX_SHEET]


# ------------------------------------------------------------------ names


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ternak 2022.xlsx", "Ternak 2022 - PERBAIKAN.xlsx"),
        ("Ternak 2022 - PERBAIKAN.xlsx", "Ternak 2022 - PERBAIKAN.xlsx"),
        ("Ternak 2022 - PERBAIKAN (1).xlsx", "Ternak 2022 - PERBAIKAN.xlsx"),
        ("../../etc/passwd", "passwd - PERBAIKAN.xlsx"),
        (r"C:\data\Ternak: 2022?.xls", "Ternak_ 2022_ - PERBAIKAN.xlsx"),
        ("Laporan 31.12.2022", "Laporan 31.12.2022 - PERBAIKAN.xlsx"),
        (".xlsx", ".xlsx"),
    ],
)
def test_the_name_of_the_returned_file(name: str, expected: str) -> None:
    assert annotated_name(name) == (expected if name != ".xlsx" else "xlsx - PERBAIKAN.xlsx")


def test_a_very_long_name_still_fits_a_file_system() -> None:
    assert len(annotated_name("Jumlah Penduduk – " * 40 + ".xlsx").encode()) < 255


# ------------------------------------------------------------------ real workbooks


@needs_corpus
@pytest.mark.parametrize(
    "name",
    [
        "01_Jumlah_Ternak_Besar_Menurut_Kecamatan_dan_Jenis_Ternak_2022.xlsx",
        "10_Data_Sekolah_Kec_Nita_Dapodikdasmen.xlsx",  # openpyxl cannot open it
        "16_Jumlah_Penduduk_Kota_Mojokerto_Akhir_Tahun_2022.xls",
        "21_kumpulan_dataset_2.xlsx",
    ],
)
def test_every_value_of_a_real_workbook_comes_back(tmp_path: Path, name: str) -> None:
    source = LAYOUTS / name
    reading = read_workbook(source.read_bytes(), name)
    first = reading.grids[0].sheet
    found = finding("C04", sheet=first, cells=["B12"], found="x", suggestion="")
    path = annotate(source.read_bytes(), reading, [found], "DITERIMA SEBAGIAN", None, tmp_path)
    back = read_workbook(path.read_bytes(), path.name)
    sheets = [grid for grid in back.grids if grid.sheet != FIX_SHEET]

    assert load_workbook(path)[first].cell(12, 2).fill.fgColor.rgb == FILLS[Severity.ERROR]
    for before, after in zip(reading.grids, sheets, strict=True):
        assert _values(before) == _values(after)


def _values(grid: Grid) -> dict[tuple[int, int], CellValue]:
    return {(r, c): cell.value for r, c, cell in grid.filled()}
