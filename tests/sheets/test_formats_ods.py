"""OpenDocument files: the values, and what goes with them."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from lumbung.findings import Severity
from lumbung.sheets.grid import CellKind, Span
from lumbung.sheets.model import Reading
from lumbung.sheets.read import read_workbook
from lumbung.site import Limits
from tests.sheets.drawing import labels

_NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "number": "datastyle",
        "drawing": "drawing",
    }.items()
)
_NAMESPACES += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'

HEAD = "<table:table-row>" + "".join(
    f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    for text in ("Kecamatan", "Sapi", "Kerbau")
)
HEAD += "</table:table-row>\n"


def number(value: object, text: object = "") -> str:
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}">'
        f"<text:p>{text or value}</text:p></table:table-cell>"
    )


def text(value: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>\n  {' '.join(cells)}\n</table:table-row>\n"


ROWS = HEAD + row(text("Susukan"), number(401), number(3)) + row(text("Batur"), number(846), number("7.5"))


def content(rows: str, styles: str = "", table: str = "") -> str:
    return (
        f"<?xml version='1.0' encoding='UTF-8'?><office:document-content {_NAMESPACES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="Data" {table}>{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )


def ods(rows: str, styles: str = "", table: str = "", limits: Limits | None = None) -> Reading:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content(rows, styles, table))
    return read_workbook(buffer.getvalue(), "data.ods", limits)


def test_values_are_read_though_white_space_stands_between_the_cells() -> None:
    reading = ods(ROWS)
    assert (reading.format, reading.findings) == ("ods", ())
    assert labels(reading.tables[0].rows, "C") == [3, 7.5]


def test_repeated_rows_and_columns_are_as_many_as_they_say_and_empty_ones_cost_nothing() -> None:
    reading = ods(
        row(text("a"), "<table:table-cell table:number-columns-repeated='2'/>", text("b"))
        + row("<table:table-cell table:number-columns-repeated='1024'/>", attributes="table:number-rows-repeated='3'")
        + row(
            '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="5"/>',
            attributes="table:number-rows-repeated='2'",
        )
        + row("<table:table-cell/>", attributes="table:number-rows-repeated='1048570'")
    )
    grid = reading.grids[0]
    assert [grid.cell(1, c).value for c in range(1, 5)] == ["a", None, None, "b"]
    assert [(r, grid.cell(r, 2).value) for r in (4, 5, 6)] == [(4, None), (5, 5), (6, 5)]
    assert len(grid.rows) == 6


@pytest.mark.parametrize(
    "rows",
    [
        row(text("x"), attributes="table:number-rows-repeated='1048576'") * 2,
        row(
            '<table:table-cell table:number-columns-repeated="2147483647" office:value-type="float" office:value="5"/>'
        ),
        row(text("x"), attributes="table:number-rows-repeated='900000'"),
    ],
)
def test_repeats_beyond_reason_are_f05(rows: str) -> None:
    assert [f.code for f in ods(rows, limits=Limits(cells=500_000)).findings] == ["F05"]


def test_merges_percentages_dates_and_codes() -> None:
    styles = (
        '<number:number-style style:name="N1"><number:number number:min-integer-digits="4"/></number:number-style>'
        '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
    )
    grid = ods(
        row(
            '<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2" '
            'office:value-type="string"><text:p>Judul</text:p></table:table-cell><table:covered-table-cell/>',
            '<table:table-cell office:value-type="percentage" office:value="0.125"><text:p>13%</text:p></table:table-cell>',
            '<table:table-cell office:value-type="date" office:date-value="2022-01-05"><text:p>5/1/22</text:p></table:table-cell>',
            '<table:table-cell table:style-name="ce1" office:value-type="float" office:value="32"><text:p>0032</text:p></table:table-cell>',
        ),
        styles,
    ).grids[0]
    assert grid.merges == (Span(1, 1, 2, 2),)
    assert (grid.cell(1, 3).value, grid.cell(1, 3).number_format) == (0.125, "0%")
    assert (grid.cell(1, 4).value, grid.cell(1, 4).kind) == (date(2022, 1, 5), CellKind.DATE)
    assert (grid.cell(1, 5).value, grid.cell(1, 5).number_format) == (32, "0000")


def test_errors_uncomputed_formulas_comments_and_strikes_are_reported_with_their_cells() -> None:
    styles = (
        '<style:style style:name="ce2" style:family="table-cell">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    )
    reading = ods(
        HEAD
        + row(
            text("Susukan"),
            '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
            'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>',
            '<table:table-cell table:formula="of:=[.B2]*2"/>',
        )
        + row(
            text("Batur"),
            '<table:table-cell table:style-name="ce2" office:value-type="float" office:value="846"><text:p>846</text:p></table:table-cell>',
            '<table:table-cell office:value-type="float" office:value="7"><office:annotation><text:p>angka '
            "sementara</text:p></office:annotation><text:p>7</text:p></table:table-cell>",
        ),
        styles,
    )
    found = {f.code: (f.severity, f.cells) for f in reading.findings}
    assert found == {
        "C01": (Severity.ERROR, ("B2",)),
        "C02": (Severity.ERROR, ("C2",)),
        "C19": (Severity.WARNING, ("B3",)),
        "C20": (Severity.INFO, ("C3",)),
    }
    assert reading.grids[0].comments == {(3, 3): "angka sementara"}
    assert reading.grids[0].cell(3, 3).value == 7


def test_hidden_rows_columns_and_sheets() -> None:
    styles = '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style>'
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    hidden = row(text("Wanayasa"), number(5), number(6), attributes='table:visibility="filter"')
    reading = ods(columns + ROWS + hidden, styles, 'table:style-name="ta1"')
    assert not reading.grids[0].visible
    assert (reading.grids[0].hidden_rows, reading.grids[0].hidden_columns) == ({4}, {2})
    assert [f.code for f in reading.findings] == ["L03", "L08", "L08"]


def test_paragraphs_and_spaces_stay_in_the_text() -> None:
    cell = (
        '<table:table-cell office:value-type="string"><text:p>Luas<text:s text:c="2"/>Panen</text:p>'
        "<text:p>(<text:span>ha</text:span>)</text:p></table:table-cell>"
    )
    assert ods(row(cell)).grids[0].cell(1, 1).value == "Luas  Panen\n(ha)"


def test_a_flat_file_is_read() -> None:
    xml = content(ROWS).replace("document-content", "document")
    assert labels(read_workbook(xml.encode(), "data.fods").tables[0].rows, "B") == [401, 846]


def test_entities_are_refused() -> None:
    bomb = content(ROWS).replace(
        "<office:document-content", '<!DOCTYPE x [<!ENTITY a "aaaa">]><office:document-content'
    )
    assert [f.code for f in read_workbook(bomb.encode(), "data.fods").findings] == ["F01"]


def test_an_encrypted_file_is_f03() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
        archive.writestr("content.xml", b"\x00\x17 not to be read")
    assert [f.code for f in read_workbook(buffer.getvalue(), "data.ods").findings] == ["F03"]
