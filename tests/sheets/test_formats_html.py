"""Web pages saved as .xls: what a person sees in the browser is what is read, whatever tables it is made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.findings import Severity
from lumbung.sheets.grid import Span
from lumbung.sheets.model import Reading
from lumbung.sheets.read import read_workbook
from lumbung.site import Limits
from tests.sheets.cover import misplaced
from tests.sheets.drawing import labels, paths

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"

NAMES = ("Susukan", "Mandiraja", "Batur")
ROWS = "".join(f"<tr><td>{name}</td><td>{i * 100 + 1}</td><td>{i + 7}</td></tr>" for i, name in enumerate(NAMES))
HEADS = "<tr><th>Kecamatan</th><th>Sapi</th><th>Kerbau</th></tr>"

LABEL_HEAD = "<table><tr><th rowspan=2>Kecamatan</th></tr></table>"
LABELS = "<table>" + "".join(f"<tr><td>{name}</td></tr>" for name in NAMES) + "</table>"
VALUE_HEAD = "<table><tr><th colspan=2>Ternak</th></tr><tr><th>2021</th><th>2022</th></tr></table>"
VALUES = "<table>" + "".join(f"<tr><td>{i}1</td><td>{i}.5</td></tr>" for i, _ in enumerate(NAMES, 3)) + "</table>"
LABEL_FOOT = "<table><tr><td>Jumlah</td></tr></table>"
VALUE_FOOT = "<table><tr><td>123</td><td>13.5</td></tr></table>"


def page(body: str, name: str = "data.xls") -> Reading:
    return read_workbook(f"<html><body>{body}</body></html>".encode(), name)


def texts(reading: Reading) -> list[list[object]]:
    grid = reading.grids[0]
    return [[grid.cell(r, c).value for c in range(1, 5)] for r in range(1, 12)]


def test_a_page_saved_as_xls_is_read_and_noted() -> None:
    reading = page(f"<h3>Jumlah Ternak 2022</h3><table>{HEADS}{ROWS}</table><p>Sumber: Dinas Pertanian</p>")
    assert reading.format == "html"
    assert [(f.code, f.severity) for f in reading.findings] == [("F02", Severity.INFO)]
    (table,) = reading.tables
    assert table.title == ("Jumlah Ternak 2022",)
    assert [note.text for note in table.notes] == ["Sumber: Dinas Pertanian"]
    assert labels(table.rows, "B") == [1, 101, 201]
    assert misplaced(reading) == []


def test_a_page_with_its_own_extension_is_not_noted() -> None:
    assert page(f"<table>{HEADS}{ROWS}</table>", "data.html").findings == ()


@pytest.mark.parametrize(
    "body",
    [
        LABEL_HEAD + LABELS + VALUE_HEAD + VALUES,
        LABEL_HEAD + VALUE_HEAD + LABELS + VALUES,
        f"<div>{LABEL_HEAD}</div><div>{LABELS}</div><div>{VALUE_HEAD}</div><div>{VALUES}</div>",
        f"<table><table><tr><td>{LABEL_HEAD}{LABELS}</td><td>{VALUE_HEAD}{VALUES}</td></tr></table></table>",
        f"<table><tr><td>{LABEL_HEAD}</td><td>{VALUE_HEAD}</td></tr><tr><td>{LABELS}</td><td>{VALUES}</td></tr></table>",
        LABEL_HEAD + LABELS + LABEL_FOOT + VALUE_HEAD + VALUES + VALUE_FOOT,
        LABEL_HEAD + VALUE_HEAD + LABELS + VALUES + LABEL_FOOT + VALUE_FOOT,
    ],
)
def test_labels_headings_and_values_in_tables_of_their_own_are_put_side_by_side(body: str) -> None:
    (table,) = page(body).tables
    assert paths(table) == {"A": ("Kecamatan",), "B": ("Ternak", "2021"), "C": ("Ternak", "2022")}
    assert labels(table.rows, "A") == list(NAMES)
    assert labels(table.rows, "B") == [31, 41, 51]
    assert labels(table.totals, "C") in ([], [13.5])


def test_values_in_several_tables_stand_beside_one_list_of_labels() -> None:
    (table,) = page(LABEL_HEAD + VALUE_HEAD + VALUE_HEAD + LABELS + VALUES + VALUES).tables
    assert [column.letter for column in table.columns] == list("ABCDE")
    assert labels(table.rows, "D") == [31, 41, 51]


def test_headings_over_the_values_alone_leave_the_corner_free() -> None:
    reading = page(VALUE_HEAD + LABELS + VALUES)
    assert texts(reading)[:3] == [
        [None, "Ternak", None, None],
        [None, "2021", "2022", None],
        ["Susukan", "31", "3.5", None],
    ]


def test_two_tables_of_one_height_that_have_their_own_labels_stay_under_each_other() -> None:
    reading = page(f"<table>{HEADS}{ROWS}</table><table>{HEADS}{ROWS}</table>")
    assert [line[0] for line in texts(reading)] == ["Kecamatan", *NAMES, None, "Kecamatan", *NAMES, None, None]


def test_a_layout_table_with_title_data_and_source_is_taken_apart() -> None:
    reading = page(
        "<table><tr><td>Jumlah Ternak 2022</td></tr>"
        f"<tr><td><table>{HEADS}{ROWS}</table></td></tr><tr><td>Sumber: Dinas</td></tr></table>"
    )
    (table,) = reading.tables
    assert table.title == ("Jumlah Ternak 2022",)
    assert len(table.rows) == 3


def test_spans_become_merges_and_breaks_stay_in_the_text() -> None:
    reading = page(
        "<table><tr><th rowspan=2>Keca-<br>matan</th><th colspan=2>Ternak&nbsp;&amp; unggas</th></tr>"
        f"<tr><th>Sapi</th><th>Kerbau</th></tr>{ROWS}</table>"
    )
    grid = reading.grids[0]
    assert grid.merges == (Span(1, 1, 2, 1), Span(1, 2, 1, 3))
    assert grid.cell(1, 1).value == "Keca-\nmatan"
    assert grid.cell(1, 2).value == "Ternak\xa0& unggas"
    assert grid.cell(2, 3).value == "Kerbau"


def test_cells_that_are_never_closed_are_read_as_in_a_browser() -> None:
    reading = page("<table><tr><td>Kecamatan<td>Sapi<td>Kerbau<tr><td>Batur<td>5<td>6<tr><td>Susukan<td>7<td>8")
    assert texts(reading)[:2] == [["Kecamatan", "Sapi", "Kerbau", None], ["Batur", "5", "6", None]]


def test_stored_numbers_beat_shown_ones_but_not_codes_and_dates() -> None:
    reading = page(
        "<table><tr><td x:num='1234.5678'>1.234,57</td><td x:num=\"0.125\">13%</td>"
        "<td x:num='32'>0032</td><td x:num='44562'>01/01/2022</td></tr></table>"
    )
    grid = reading.grids[0]
    assert [grid.cell(1, c).value for c in range(1, 5)] == [1234.5678, 0.125, "0032", "01/01/2022"]
    assert grid.cell(1, 2).number_format == "0%"


def test_error_cells_and_hidden_rows_are_reported() -> None:
    reading = page(
        f"<table>{HEADS}{ROWS}<tr style='display: none'><td>Wanayasa</td><td x:err>#REF!</td><td>4</td></tr></table>"
    )
    assert {f.code: f.cells for f in reading.findings} == {"F02": (), "C01": ("B5",), "L08": ("A5",)}


def test_struck_text_is_reported() -> None:
    reading = page(
        f"<table>{HEADS}{ROWS}<tr><td>Bawang</td><td><s>12</s> 14</td><td style='text-decoration:line-through'>3</td></tr></table>"
    )
    assert [f.cells for f in reading.findings if f.code == "C19"] == [("B5", "C5")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_letters_come_through_in_every_encoding(encoding: str) -> None:
    declared = f"<meta charset={encoding}>" if encoding == "cp1252" else ""
    html = f"<html><head>{declared}</head><body><table><tr><td>Café — 25°</td></tr></table></body></html>"
    assert read_workbook(html.encode(encoding), "a.xls").grids[0].cell(1, 1).value == "Café — 25°"


def test_what_is_no_content_is_left_out() -> None:
    reading = page(
        "<style>td {color: red}</style><script>var t = '<table>';</script><!-- <td>9</td> -->"
        "<xml><x:ExcelWorkbook><x:Name>Data</x:Name></x:ExcelWorkbook></xml>"
        f"<table>{HEADS}{ROWS}</table>"
    )
    assert texts(reading)[0][0] == "Kecamatan"
    assert misplaced(reading) == []


def test_the_sheet_has_the_name_that_the_page_gives_it() -> None:
    html = (
        "<html><head><!--[if gte mso 9]><xml><x:ExcelWorksheet><x:Name>Ternak</x:Name></x:ExcelWorksheet></xml>"
        f"<![endif]--></head><body><table>{HEADS}{ROWS}</table></body></html>"
    )
    assert read_workbook(html.encode(), "a.xls").grids[0].sheet == "Ternak"


def test_a_web_archive_gives_a_grid_per_sheet() -> None:
    sheets = "".join(
        f'<x:ExcelWorksheet><x:Name>{name}</x:Name><x:WorksheetSource HRef=3D"{file}"/></x:ExcelWorksheet>'
        for name, file in (("Sapi", "sheet001.htm"), ("Kuda", "sheet002.htm"))
    )
    parts = [("book.htm", f"<html><xml>{sheets}</xml><frameset><frame src=3D'sheet001.htm'></frameset></html>")]
    parts += [(f"sheet00{i}.htm", f"<html><body><table>{HEADS}{ROWS}</table></body></html>") for i in (1, 2)]
    body = "".join(
        f"--sekat\nContent-Location: file:///C:/x/{file}\nContent-Transfer-Encoding: quoted-printable\n"
        f'Content-Type: text/html; charset="us-ascii"\n\n{html}\n\n'
        for file, html in parts
    )
    data = f'MIME-Version: 1.0\nX-Document-Type: Workbook\nContent-Type: multipart/related; boundary="sekat"\n\n{body}--sekat--\n'
    reading = read_workbook(data.encode(), "arsip.xls")
    assert [grid.sheet for grid in reading.grids] == ["Sapi", "Kuda"]
    assert len(reading.tables) == 2


@pytest.mark.parametrize(
    ("body", "said"),
    [("<p>Halaman tidak ditemukan</p>", "tanpa tabel"), ("<frameset><frame src=a.htm></frameset>", "frameset")],
)
def test_pages_without_a_table_are_returned_with_the_reason(body: str, said: str) -> None:
    reading = page(body)
    assert [(f.code, f.severity) for f in reading.findings] == [("F02", Severity.BLOCKER)]
    assert said in reading.findings[0].message()


def test_a_page_whose_cells_are_all_empty_is_returned() -> None:
    assert [f.severity for f in page("<table><tr><td> </td></tr></table>").findings] == [Severity.BLOCKER]


def test_spans_beyond_reason_cost_nothing() -> None:
    html = b"<table><tr>" + b"<td rowspan=99999999 colspan=99999999>x</td>" * 10 + b"</tr></table>"
    grid = read_workbook(html, "a.html").grids[0]
    assert grid.cell(1, 1).value == "x"
    html = b"<table>" + b"<tr><td colspan=1000 rowspan=0>x</td></tr>" * 3000 + b"</table>"
    assert [f.code for f in read_workbook(html, "a.html", Limits(cells=1_000_000)).findings] == ["F05"]


def test_tables_nested_without_end_do_not_exhaust_the_stack() -> None:
    read_workbook(b"<table><tr><td>" * 20_000 + b"x", "dalam.html")


def test_a_real_page_of_six_tables_is_one_table() -> None:
    path = next((CORPUS / "layouts").glob("15_*"), None)
    if path is None:
        pytest.skip("the corpus of real spreadsheets is not at ../shared/corpus")
    reading = read_workbook(path.read_bytes(), path.name)
    (table,) = reading.tables
    assert (len(table.rows), len(table.totals), len(table.columns)) == (38, 1, 29)
    assert table.columns[1].path == ("Indeks Pembangunan Manusia", "2023")
    assert (table.rows[0].cells["A"], table.rows[0].cells["B"], table.rows[0].cells["AC"]) == (
        "Kabupaten Pacitan",
        70.19,
        71.26,
    )
    assert misplaced(reading) == []
