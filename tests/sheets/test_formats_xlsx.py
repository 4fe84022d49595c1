"""What an .xlsx says beside its values: comments, strike-through, links, formulas that nobody computed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from lumbung.findings import Severity
from lumbung.sheets.grid import CellKind
from lumbung.sheets.model import Reading
from lumbung.sheets.read import read_workbook
from tests.sheets.drawing import as_xlsx, labels, saved

TERNAK = """
    No | Kecamatan | Sapi | Kerbau
    1  | Susukan   | 401  | 3
    2  | Mandiraja | 846  | 7
"""


def edited(change: Callable[[Worksheet], None]) -> Reading:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(TERNAK)))
    change(book.worksheets[0])
    return read_workbook(saved(book), "ternak.xlsx")


def patched(data: bytes, path: str, change: Callable[[str], str], **new: str) -> bytes:
    """The package with the text of one part changed, and parts added (their names with _ for .)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as archive:
        for name in old.namelist():
            text = old.read(name)
            archive.writestr(name, change(text.decode()) if name == path else text)
        for name, text in new.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return out.getvalue()


def marks(reading: Reading) -> list[tuple[str, Severity, tuple[str, ...]]]:
    return [(f.code, f.severity, f.cells) for f in reading.findings]


def test_comments_are_noted_with_their_cells_and_kept_with_the_grid() -> None:
    def comment(sheet: Worksheet) -> None:
        sheet["C2"].comment = Comment("angka sementara & belum final", "Dinas")
        sheet["D3"].comment = Comment("cek", "Dinas")

    reading = edited(comment)
    assert marks(reading) == [("C20", Severity.INFO, ("C2", "D3"))]
    assert reading.grids[0].comments == {(2, 3): "angka sementara & belum final", (3, 4): "cek"}


def test_a_thread_of_comments_is_its_own_text() -> None:
    data = patched(
        as_xlsx(TERNAK),
        "",
        str,
        xl__worksheets___rels__sheet1_xml_rels='<Relationships><Relationship Id="r1" Type="http://schemas.microsoft.com/'
        'office/2017/10/relationships/threadedComment" Target="../threadedComments/threadedComment1.xml"/></Relationships>',
        xl__threadedComments__threadedComment1_xml='<ThreadedComments><threadedComment ref="C2" id="{1}"><text>benar?</text>'
        '</threadedComment><threadedComment ref="C2" id="{2}"><text>ya</text></threadedComment></ThreadedComments>',
    )
    assert read_workbook(_renamed(data), "ternak.xlsx").grids[0].comments == {(2, 3): "benar?\nya"}


def _renamed(data: bytes) -> bytes:
    """The path of relations has an underscore of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as archive:
        for name in old.namelist():
            archive.writestr(name.replace("worksheets/.rels/", "worksheets/_rels/"), old.read(name))
    return out.getvalue()


def test_struck_cells_are_reported_but_not_empty_ones_nor_whole_rows() -> None:
    def strike(sheet: Worksheet) -> None:
        sheet["C2"].font = Font(strike=True)
        sheet["C3"].font = Font(strike=True, bold=True)
        sheet["F2"].font = Font(strike=True)
        sheet.row_dimensions[3].font = Font(strike=True)

    assert marks(edited(strike)) == [("C19", Severity.WARNING, ("C2", "C3"))]


def test_a_part_of_a_text_that_is_struck_is_reported() -> None:
    def strike(sheet: Worksheet) -> None:
        sheet["B2"] = CellRichText(TextBlock(InlineFont(strike=True), "Klampok "), "Susukan")

    assert marks(edited(strike)) == [("C19", Severity.WARNING, ("B2",))]


def test_a_part_of_a_shared_text_that_is_struck_is_reported() -> None:
    texts = (
        "<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><si><t>Batur</t></si>"
        "<si><r><rPr><strike/></rPr><t>401</t></r><r><t>410</t></r></si>"
        '<si><r><rPr><strike val="0"/></rPr><t>3</t></r></si></sst>'
    )
    relation = (
        '<Relationship Id="rIdT" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"'
        ' Target="sharedStrings.xml"/></Relationships>'
    )
    data = patched(as_xlsx(TERNAK), "xl/_rels/workbook.xml.rels", lambda xml: xml.replace("</Relationships>", relation))
    data = patched(
        data,
        "xl/worksheets/sheet1.xml",
        lambda xml: re.sub(r'<c r="C2"[^>]*><v>401</v>', '<c r="C2" t="s"><v>1</v>', xml).replace(
            '<c r="D2"', '<c r="E2" t="s"><v>2</v></c><c r="D2"'
        ),
        xl__sharedStrings_xml=texts,
    )
    reading = read_workbook(data, "ternak.xlsx")
    assert reading.grids[0].cell(2, 3).value == "401410"
    assert ("C19", Severity.WARNING, ("C2",)) in marks(reading)


def test_a_file_without_strikes_or_comments_is_silent() -> None:
    assert edited(lambda sheet: None).findings == ()


def test_a_sheet_formatted_far_below_its_table_is_noted() -> None:
    def stretch(sheet: Worksheet) -> None:
        sheet["A5000"].font = Font(bold=True)

    (found,) = edited(stretch).findings
    assert (found.code, found.severity) == ("L09", Severity.INFO)
    assert "5000" in found.message() and "baris 3" in found.message()


def with_formulas(*values: str, on_load: bool = True) -> Reading:
    """The table with a total of two formulas that hold these values, as xlsxwriter writes them."""
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(TERNAK)))
    book.worksheets[0].append([None, "Jumlah", "=SUM(C2:C3)", "=SUM(D2:D3)"])
    data = saved(book)
    stored = iter(values)
    data = patched(
        data, "xl/worksheets/sheet1.xml", lambda xml: re.sub(r"<v ?/>|<v></v>", lambda _: f"<v>{next(stored)}</v>", xml)
    )
    return read_workbook(
        data if on_load else patched(data, "xl/workbook.xml", lambda xml: xml.replace("fullCalcOnLoad", "unknown")),
        "a.xlsx",
    )


def test_zeros_that_stand_for_formulas_never_computed_are_not_taken_for_figures() -> None:
    reading = with_formulas("0", "0")
    assert marks(reading) == [("C02", Severity.ERROR, ("C4", "D4"))]
    assert reading.grids[0].cell(4, 3).kind is CellKind.UNCOMPUTED


@pytest.mark.parametrize(("values", "on_load"), [(("1247", "0"), True), (("0", "0"), False)])
def test_computed_zeros_are_figures(values: tuple[str, str], on_load: bool) -> None:
    reading = with_formulas(*values, on_load=on_load)
    assert "C02" not in [f.code for f in reading.findings]
    assert labels(reading.tables[0].totals, "D") == [0]


def test_macros_are_noted() -> None:
    data = patched(as_xlsx(TERNAK), "", str, xl__vbaProject_bin="…")
    reading = read_workbook(data, "ternak.xlsm")
    assert reading.format == "xlsm"
    assert marks(reading) == [("F07", Severity.WARNING, ())]
    assert "makro" in reading.findings[0].message()


@pytest.mark.parametrize(("formula", "noted"), [("[1]Data!$A$1", True), ("Tabel1[2022]*Lain!A1", False)])
def test_links_to_other_files_are_noted_where_a_formula_uses_them(formula: str, noted: bool) -> None:
    data = patched(
        as_xlsx(TERNAK),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace("<v>401</v>", f"<f>{formula}</f><v>401</v>"),
        xl__externalLinks__externalLink1_xml="<externalLink/>",
    )
    assert ("F07" in [f.code for f in read_workbook(data, "ternak.xlsx").findings]) is noted


def test_long_identifiers_kept_as_text_keep_every_digit() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["NIK", "Jumlah"], ["3304061234567891", 3], ["0304061234567895", 4]):
        sheet.append(row)
    grid = read_workbook(saved(book), "nik.xlsx").grids[0]
    assert [grid.cell(r, 1).value for r in (2, 3)] == ["3304061234567891", "0304061234567895"]
