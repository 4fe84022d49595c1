"""Formulas of xls and ods as Excel writes them: what an Excel copy of such a file computes again."""

from __future__ import annotations

import struct
from io import BytesIO

import pytest
import xlwt

from lumbung.sheets.files.biff import biff_details
from lumbung.sheets.files.formulas import from_biff8, from_odf, shared_with


@pytest.mark.parametrize(
    ("odf", "excel"),
    [
        ("of:=SUM([.B4:.C4])", "=SUM(B4:C4)"),
        ("of:=ROUND([.$B$4]/[.C4]*100;2)+SUM([.B4:.B9];[.D4])", "=ROUND($B$4/C4*100,2)+SUM(B4:B9,D4)"),
        ("of:=[.B4]+[.C4]-3", "=B4+C4-3"),
        ("of:=SUM([$Lain.B4:.C4])", None),
        ("of:=SUM(['file:///d/a.ods'#$Data.B4])", None),
        ("of:=COM.SUN.STAR.SHEET.ADDIN.ANALYSIS.GETEDATE([.B4];1)", None),
        ('of:=IF([.B4]="";0;[.B4])', None),
        ("of:=TOTAL+1", None),
        ("msoxl:=SUM(B4:C4)", None),
    ],
)
def test_sums_and_arithmetic_of_an_ods_are_written_as_excel_does_and_nothing_else(odf: str, excel: str | None) -> None:
    assert from_odf(odf) == excel


@pytest.mark.parametrize(
    "formula",
    ["SUM(B4:C4)", "B4+C4-3", "(B4+C4)*2/D4", "AVERAGE(B4:B9)", "ROUND(B4/C4,2)", "SUM(B4:B9,D4)", "MAX(B4:B9)"],
)
def test_sums_and_arithmetic_of_an_xls_are_read(formula: str) -> None:
    assert from_biff8(tokens_of(formula), (1, 1)) == f"={formula}"


@pytest.mark.parametrize("formula", ['IF(B4="",0,B4)', "-B4", "B4&C4", "VLOOKUP(B4,C4:D9,2)", "LEN(B4)", "B4^2"])
def test_any_other_formula_of_an_xls_stays_a_value(formula: str) -> None:
    assert from_biff8(tokens_of(formula), (1, 1)) is None


def test_a_shared_formula_counts_from_its_own_cell() -> None:
    over_three = struct.pack("<BHHHH", 0x2D, 0, 0, 0xC0FD, 0xC0FF) + bytes((0x19, 0x10, 0, 0))
    assert from_biff8(over_three, (7, 5)) == "=SUM(B7:D7)"
    assert shared_with(struct.pack("<BHH", 1, 6, 4)) == (7, 5)
    assert from_biff8(over_three[:5], (7, 5)) is None


def test_the_formulas_of_an_xls_are_found_at_their_cells() -> None:
    book, out = xlwt.Workbook(), BytesIO()
    book.add_sheet("Data").write(6, 4, xlwt.Formula("SUM(B7:D7)"))
    book.save(out)
    assert biff_details(out.getvalue())["Data"].formulas == {}
    data, at = out.getvalue(), out.getvalue().index(struct.pack("<HH", 6, 4), 512)
    computed = data[: at + 6] + struct.pack("<d", 12.0) + data[at + 14 :]
    assert biff_details(computed)["Data"].formulas == {(7, 5): "=SUM(B7:D7)"}


def tokens_of(formula: str) -> bytes:
    said: bytes = xlwt.Formula(formula).rpn()
    return said[2 : 2 + struct.unpack_from("<H", said)[0]]
