"""XML Spreadsheet 2003, which web applications save as .xls."""

from __future__ import annotations

from datetime import date

import pytest

from lumbung.findings import Severity
from lumbung.sheets.grid import CellKind, Span
from lumbung.sheets.model import Reading
from lumbung.sheets.read import read_workbook
from tests.sheets.drawing import labels

STYLES = (
    '<Style ss:ID="Default"/><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>'
    '<Style ss:ID="k"><NumberFormat ss:Format="0000"/></Style><Style ss:ID="s"><Font ss:StrikeThrough="1"/></Style>'
)


def cell(value: object, attributes: str = "", inside: str = "") -> str:
    kind = "String" if isinstance(value, str) else "Number"
    return f'<Cell {attributes}><Data ss:Type="{kind}">{value}</Data>{inside}</Cell>'


def row(*cells: str, attributes: str = "") -> str:
    return f"<Row {attributes}>\n{''.join(cells)}\n</Row>\n"


HEAD = row(cell("Kecamatan"), cell("Sapi"), cell("Kerbau"))
ROWS = HEAD + row(cell("Susukan"), cell(401), cell(3)) + row(cell("Batur"), cell(846), cell(7.5))


def read(rows: str, name: str = "data.xls", head: str = "") -> Reading:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    xml = (
        f'<?xml version="1.0"?>{head}\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="{space}" '
        f'xmlns:ss="{space}"><Styles>{STYLES}</Styles><Worksheet ss:Name="Data"><Table>{rows}</Table></Worksheet></Workbook>'
    )
    return read_workbook(xml.encode(), name)


def test_values_are_read_and_the_name_is_noted() -> None:
    reading = read(ROWS)
    assert [(f.code, f.severity) for f in reading.findings] == [("F02", Severity.INFO)]
    assert (reading.format, reading.grids[0].sheet) == ("xls", "Data")
    assert labels(reading.tables[0].rows, "C") == [3, 7.5]
    assert read(ROWS, "data.xml").findings == ()


def test_indexes_merges_formats_and_dates() -> None:
    grid = read(
        row(cell("Judul", 'ss:MergeAcross="2" ss:MergeDown="1"'), cell("x"), attributes='ss:Index="2"')
        + row(
            cell(0.125, 'ss:StyleID="p"'),
            cell(32, 'ss:Index="3" ss:StyleID="k"'),
            '<Cell><Data ss:Type="DateTime">2022-01-05T00:00:00.000</Data></Cell>',
            attributes='ss:Index="5"',
        )
    ).grids[0]
    assert grid.merges == (Span(2, 1, 3, 3),)
    assert grid.cell(2, 4).value == "x"
    assert (grid.cell(5, 1).value, grid.cell(5, 1).number_format) == (0.125, "0.00%")
    assert (grid.cell(5, 3).value, grid.cell(5, 3).number_format) == (32, "0000")
    assert grid.cell(5, 4).value == date(2022, 1, 5)


def test_errors_formulas_comments_strikes_and_hidden_rows() -> None:
    comment = '<Comment><ss:Data xmlns="http://www.w3.org/TR/REC-html40"><B>cek</B> lagi</ss:Data></Comment>'
    reading = read(
        HEAD
        + row(cell("Susukan"), '<Cell><Data ss:Type="Error">#REF!</Data></Cell>', '<Cell ss:Formula="=RC[-1]*2"/>')
        + row(cell("Batur"), cell(846, 'ss:StyleID="s"'), cell(7, inside=comment), attributes='ss:Hidden="1"')
    )
    grid = reading.grids[0]
    assert grid.cell(2, 3).kind is CellKind.UNCOMPUTED
    assert grid.comments == {(3, 3): "cek lagi"}
    assert {f.code: f.cells for f in reading.findings if f.code != "F02"} == {
        "C01": ("B2",),
        "C02": ("C2",),
        "C19": ("B3",),
        "C20": ("C3",),
        "L08": ("A3",),
    }


@pytest.mark.parametrize(
    ("rows", "head", "code"),
    [
        (ROWS, '<!DOCTYPE x [<!ENTITY a "b">]>', "F01"),
        (row(cell("x"), attributes='ss:Index="99999999"'), "", "F05"),
        (ROWS + "<Row>", "", "F01"),
    ],
)
def test_damage_and_tricks_are_returned(rows: str, head: str, code: str) -> None:
    assert [f.code for f in read(rows, head=head).findings] == [code]
