"""Workbooks that Excel opens and readers refuse: mended where only the wrapping is odd, else returned with a reason."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import msoffcrypto
import openpyxl
import pytest

from lumbung.findings import Severity
from lumbung.sheets.grid import CellKind
from lumbung.sheets.model import Reading
from lumbung.sheets.read import read_workbook
from tests.sheets.cover import misplaced
from tests.sheets.drawing import as_xlsx, labels, saved
from tests.sheets.test_formats_xls import biff5, number, text
from tests.sheets.test_formats_xlsx import patched

HOSTILE = Path(__file__).parents[3] / "shared" / "corpus" / "hostile"

TERNAK = """
    No | Kecamatan | Sapi | Kerbau
    1  | Susukan   | 401  | 3
    2  | Mandiraja | 846  | 7
"""
SHEET, BOOK, RELATIONS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def reread(data: bytes) -> Reading:
    reading = read_workbook(data, "ternak.xlsx")
    assert labels(reading.tables[0].rows, "C") == [401, 846]
    return reading


def test_a_sheet_without_a_part_or_with_macros_does_not_spoil_the_others() -> None:
    def with_more(xml: str) -> str:
        more = '<sheet name="Module1" sheetId="7" r:id=""/><sheet name="Makro" sheetId="8" r:id="rIdM"/>'
        return xml.replace("</sheets>", f"{more}</sheets>").replace(
            "<workbook ", '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        )

    kind = "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"
    macro = f'<Relationship Id="rIdM" Type="{kind}" Target="macrosheets/sheet1.xml"/></Relationships>'
    data = patched(as_xlsx(TERNAK), BOOK, with_more)
    assert reread(patched(data, RELATIONS, lambda xml: xml.replace("</Relationships>", macro))).findings == ()


def test_an_unknown_state_of_a_sheet_is_visible() -> None:
    data = patched(as_xlsx(TERNAK), BOOK, lambda xml: re.sub(r'state="visible"', 'state="show"', xml))
    assert reread(data).grids[0].visible


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_parts_in_utf_16_are_read(encoding: str) -> None:
    out = as_xlsx(TERNAK)
    for path in (BOOK, SHEET, RELATIONS):
        out = patched(out, path, lambda xml: "\x00" + xml)  # a mark to find the part by
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(out)) as old, zipfile.ZipFile(buffer, "w") as archive:
        for name in old.namelist():
            part = old.read(name)
            archive.writestr(name, part[1:].decode().encode(encoding) if part.startswith(b"\0") else part)
    reread(buffer.getvalue())


def test_stray_ampersands_and_control_characters_are_no_reason_to_refuse_a_file() -> None:
    data = as_xlsx(TERNAK.replace("Susukan", "Susukan TANDA"))
    data = patched(data, SHEET, lambda xml: xml.replace("TANDA", "& \x0b&#x1f;Batur"))
    assert reread(data).tables[0].rows[0].cells["B"] == "Susukan & Batur"


def test_an_error_that_excel_does_not_know_is_an_error_all_the_same() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(TERNAK)))
    cell = book.worksheets[0]["D2"]
    cell.value, cell.data_type = "#GALAT", "e"
    reading = reread(saved(book))
    assert [(f.code, f.cells) for f in reading.findings] == [("C01", ("D2",))]
    assert reading.grids[0].cell(3, 4).value == 7


def test_a_package_whose_own_relations_are_lost_is_read() -> None:
    reread(patched(as_xlsx(TERNAK), "_rels/.rels", lambda _: "RUSAK"))


def test_errors_are_found_wherever_the_workbook_lies_in_its_package() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(TERNAK)))
    cell = book.worksheets[0]["D2"]
    cell.value, cell.data_type = "#REF!", "e"
    data = patched(saved(book), "_rels/.rels", lambda xml: xml.replace("xl/workbook.xml", "workbook.xml"))
    data = patched(data, RELATIONS, lambda xml: re.sub(r'Target="/?(?:xl/)?', 'Target="xl/', xml))
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as archive:
        for name in old.namelist():
            moved = {BOOK: "workbook.xml", RELATIONS: "_rels/workbook.xml.rels"}.get(name, name)
            archive.writestr(moved, old.read(name).replace(b"/xl/workbook.xml", b"/workbook.xml"))
    assert reread(buffer.getvalue()).grids[0].cell(2, 4).kind is CellKind.ERROR


def test_a_bomb_of_entities_stays_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    data = patched(
        as_xlsx(TERNAK), BOOK, lambda xml: xml.replace("<workbook", f"{bomb}<workbook").replace("Sheet", "&b;")
    )
    assert [f.code for f in read_workbook(data, "bom.xlsx").findings] == ["F01"]


def test_errors_and_formats_are_found_in_cells_that_do_not_say_where_they_stand() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(TERNAK)))
    sheet = book.worksheets[0]
    sheet["D2"].value, sheet["D2"].data_type = "#REF!", "e"
    sheet["A3"].number_format = "000"
    data = patched(saved(book), SHEET, lambda xml: re.sub(r'(<(?:c|row)) r="[A-Z]*\d+"', r"\1", xml))
    reading = reread(data)
    assert reading.grids[0].cell(2, 4).kind is CellKind.ERROR
    assert reading.grids[0].cell(3, 1).number_format == "000"


def encrypted(password: str) -> bytes:
    out = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(as_xlsx(TERNAK))).encrypt(password, out)
    return out.getvalue()


def test_a_file_that_excel_opens_without_asking_is_read() -> None:
    reading = reread(encrypted("VelvetSweatshop"))
    assert (reading.format, reading.findings) == ("xlsx", ())


def test_a_file_with_a_password_of_its_own_is_f03() -> None:
    assert [f.code for f in read_workbook(encrypted("rahasia"), "a.xlsx").findings] == ["F03"]


def test_the_code_page_of_the_first_windows_is_known() -> None:
    data = biff5(text(0, 0, "Café", "cp1252"), number(0, 1, 5)).replace(b"\x42\0\2\0\xe4\x04", b"\x42\0\2\0\1\x80")
    assert read_workbook(data, "a.xls").grids[0].cell(1, 1).value == "Café"


MANIFEST = HOSTILE / "MANIFEST.csv"
FILES = list(csv.DictReader(MANIFEST.open())) if MANIFEST.is_file() else []
ABORTS = ("oom.xls", "oleloop.xls")  # calamine ends the process: a matter of the child that reads uploads


@pytest.mark.skipif(not FILES, reason="the corpus of real spreadsheets is not at ../shared/corpus")
def test_files_that_were_made_to_hurt_get_an_answer_and_lose_no_cell() -> None:
    verdicts = {}
    for row in FILES:
        if row["file"].endswith(ABORTS):
            continue
        reading = read_workbook((HOSTILE / row["file"]).read_bytes(), row["file"])
        blockers = [f.code for f in reading.findings if f.severity is Severity.BLOCKER and f.code.startswith("F")]
        assert len(blockers) <= 1 and bool(blockers) != bool(reading.grids), row["file"]
        assert misplaced(reading) == [], row["file"]
        verdicts[row["file"]] = (*blockers, row["why"])
    assert all(codes[0] in ("F01", "F05") for codes in verdicts.values() if codes[-1] == "bomb")
    assert sum(codes[0] in ("F01", "F02") for codes in verdicts.values()) < 45
