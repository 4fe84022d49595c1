"""Marks written into the parts of a workbook: everything else is kept as it was."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from lumbung.findings import Finding, Severity, finding
from lumbung.reports.annotate import annotate
from lumbung.reports.marks import FILLS
from lumbung.returned import FIX_SHEET
from lumbung.sheets.read import read_workbook

EXTENSION = '<extLst><ext uri="{kept}"><unknown xmlns="urn:of-a-newer-version" value="7"/></ext></extLst>'


@cache
def workbook() -> bytes:
    """A workbook with a hidden row, a list to choose from, a print area, two sheets, a picture and an extension."""
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "Data"
    for row in (
        ["Populasi Ternak Tahun 2022"],
        [],
        ["Kecamatan", "Sapi"],
        ["Lahat", 401.10000000000002],
        ["Jarai", "x"],
    ):
        sheet.append(row)
    sheet["B7"] = "=SUM(B4:B6)"
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["B"].number_format = "#,##0.0"
    choice = DataValidation(type="list", formula1='"Lahat,Jarai"')
    choice.add("A4:A5")
    sheet.add_data_validation(choice)
    sheet.print_area = "A1:B7"
    sheet["A4"].comment = Comment("Angka dari UPTD", "Ibu Sari")
    made.create_sheet("Lain")["A1"] = "catatan"
    raw = BytesIO()
    made.save(raw)
    out = BytesIO()
    with ZipFile(raw) as saved, ZipFile(out, "w") as packed:
        for name in saved.namelist():
            content = saved.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(b"</worksheet>", EXTENSION.encode() + b"</worksheet>")
                content = content.replace(b"<f>SUM(B4:B6)</f><v />", b"<f>SUM(B4:B6)</f><v>401.1</v>")
                content = content.replace(b"<f>SUM(B4:B6)</f><v></v>", b"<f>SUM(B4:B6)</f><v>401.1</v>")
            packed.writestr(name, content)
        packed.writestr("xl/media/gambar.png", b"\x89PNG not touched")
    return out.getvalue()


def words(*cells: str) -> Finding:
    return finding("C04", sheet="Data", cells=cells, column="Sapi", found="x", suggestion="")


def marked(tmp_path: Path, *findings: Finding, data: bytes | None = None) -> bytes:
    data = data or workbook()
    reading = read_workbook(data, "Ternak.xlsx")
    return annotate(data, reading, findings, "DIKEMBALIKAN", None, tmp_path).read_bytes()


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_only_the_parts_that_a_mark_concerns_are_changed(tmp_path: Path) -> None:
    before, after = parts(workbook()), parts(marked(tmp_path, words("B5")))
    untouched = {"xl/media/gambar.png", "xl/theme/theme1.xml", "docProps/core.xml", "docProps/app.xml"}
    assert {name: after[name] for name in untouched} == {name: before[name] for name in untouched}
    sheet, original = (each["xl/worksheets/sheet1.xml"].decode() for each in (after, before))
    assert EXTENSION in sheet
    tail = original[original.index("</sheetData>") : original.index("<legacyDrawing")]
    assert tail in sheet, "lists, hidden rows, page set-up: letter by letter"
    assert set(re.findall(r"<v>[^<]*</v>", original)) <= set(re.findall(r"<v>[^<]*</v>", sheet))


def test_only_the_style_of_the_marked_cell_is_another_and_it_keeps_its_format(tmp_path: Path) -> None:
    data = marked(tmp_path, words("B5", "B6"))
    before = load_workbook(BytesIO(workbook()))["Data"]
    after = load_workbook(BytesIO(data))["Data"]
    for cell in ("B5", "B6"):
        assert after[cell].fill.fgColor.rgb == FILLS[Severity.ERROR]
    assert after["B6"].number_format == "#,##0.0", "of the column, for the sheet had no such cell"
    others = [c.coordinate for row in before.iter_rows() for c in row if c.coordinate not in ("B5", "B6")]
    for cell in others:
        assert after[cell].fill.fill_type == before[cell].fill.fill_type
        assert after[cell].number_format == before[cell].number_format
    assert after.row_dimensions[6].hidden
    assert after.data_validations.dataValidation[0].formula1 == '"Lahat,Jarai"'


def test_names_that_hold_for_a_sheet_follow_it_behind_the_new_first_one(tmp_path: Path) -> None:
    again = load_workbook(BytesIO(marked(tmp_path, words("B5"))))
    assert again.sheetnames == [FIX_SHEET, "Data", "Lain"]
    assert again["Data"].print_area == "'Data'!$A$1:$B$7"
    assert again[FIX_SHEET].print_title_rows == "$4:$4"


def test_a_mark_shows_in_spite_of_conditional_formats_and_goes_with_them_in_their_order(tmp_path: Path) -> None:
    made = load_workbook(BytesIO(workbook()))
    made["Data"].conditional_formatting.add("A3:B5", ColorScaleRule("min", start_color="FFFFFF", end_type="max"))
    made["Data"].conditional_formatting.add("B4", CellIsRule("equal", ["1"], fill=PatternFill("solid", "FF00FF00")))
    raw = BytesIO()
    made.save(raw)
    theirs = [(str(f.sqref), [r.type for r in f.rules]) for f in made["Data"].conditional_formatting]

    first = marked(tmp_path, words("B5"), data=raw.getvalue())
    ours, *kept = load_workbook(BytesIO(first))["Data"].conditional_formatting
    assert (str(ours.sqref), ours.rules[0].priority, ours.rules[0].stopIfTrue) == ("B5", 1, True)
    assert ours.rules[0].dxf.fill.bgColor.rgb == FILLS[Severity.ERROR]
    assert [(str(f.sqref), [r.type for r in f.rules]) for f in kept] == theirs
    assert [r.priority for f in kept for r in f.rules] == [2, 3]
    again = load_workbook(BytesIO(marked(tmp_path, data=first)))["Data"].conditional_formatting
    assert [(str(f.sqref), [r.type for r in f.rules]) for f in again] == theirs


def test_the_operators_comment_stays_before_ours_and_alone_when_ours_is_gone(tmp_path: Path) -> None:
    first = marked(tmp_path, words("A4"))
    comment = load_workbook(BytesIO(first))["Data"]["A4"].comment
    assert comment.text.startswith("Angka dari UPTD\n\n— Lumbung —")
    second = load_workbook(BytesIO(marked(tmp_path, words("B5"), data=first)))
    assert second["Data"]["A4"].comment.text == "Angka dari UPTD"
    assert second["Data"]["A4"].fill.fill_type is None
    assert second["Data"]["B5"].comment.author == "Lumbung"


def test_a_return_that_a_program_saved_again_is_cleared_all_the_same(tmp_path: Path) -> None:
    saved = BytesIO()
    load_workbook(BytesIO(marked(tmp_path, words("B5")))).save(saved)  # other prefixes, other numbers of styles
    again = load_workbook(BytesIO(marked(tmp_path, words("A5"), data=saved.getvalue())))
    assert again.sheetnames == [FIX_SHEET, "Data", "Lain"]
    assert again["Data"]["B5"].comment is None
    assert again["Data"]["B5"].fill.fill_type is None
    assert again["Data"]["A5"].comment is not None


def test_our_own_comments_are_not_read_as_the_operators(tmp_path: Path) -> None:
    data = marked(tmp_path, words("B5"))
    [said] = [f for f in read_workbook(data, "Ternak.xlsx").findings if f.code == "C20"]
    assert said.cells == ("A4",)


@pytest.mark.parametrize("broken", ["<row><c t='n'><v>1</v></c></row>", "<x:row xmlns:x='u' r='1'></x:row>"])
def test_a_sheet_written_otherwise_is_rewritten_by_openpyxl(tmp_path: Path, broken: str) -> None:
    out = BytesIO()
    with ZipFile(out, "w") as packed:
        for name, content in parts(workbook()).items():
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(b"<sheetData>", b"<sheetData>" + broken.encode().replace(b"'", b'"'))
            packed.writestr(name, content)
    again = load_workbook(BytesIO(marked(tmp_path, words("B5"), data=out.getvalue())))
    assert again["Data"]["B5"].comment is not None
