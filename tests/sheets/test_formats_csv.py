"""Delimited text as offices send it: delimiters, encodings and quotes are told from the content."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbung.findings import Severity
from lumbung.sheets.model import Reading
from lumbung.sheets.read import read_workbook
from tests.sheets.drawing import labels

TERNAK = "Kecamatan;Sapi;Luas\nSusukan;401;1,5\nCafé;846;12,25\n"


def read(text: str | bytes, name: str = "data.csv") -> Reading:
    return read_workbook(text.encode() if isinstance(text, str) else text, name)


def rows(reading: Reading) -> list[list[object]]:
    grid = reading.grids[0]
    return [[grid.cell(r, c).value for c in range(1, 4)] for r in range(1, len(grid.rows) + 1)]


def marks(reading: Reading) -> list[tuple[str, Severity]]:
    return [(f.code, f.severity) for f in reading.findings]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_delimiter_and_line_end(delimiter: str, end: str) -> None:
    reading = read(TERNAK.replace(";", delimiter).replace("\n", end))
    assert rows(reading)[1:] == [["Susukan", "401", "1,5"], ["Café", "846", "12,25"]]
    assert reading.findings == ()
    assert labels(reading.tables[0].rows, "C") == [1.5, 12.25]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding(encoding: str) -> None:
    reading = read(TERNAK.encode(encoding))
    assert reading.format == "csv"
    assert rows(reading)[2][0] == "Café"
    assert marks(reading) == ([("F08", Severity.INFO)] if encoding == "cp1252" else [])


def test_letters_that_no_encoding_gives_are_a_warning() -> None:
    assert marks(read(TERNAK.encode("cp1252").replace(b"\xe9", b"\x81"))) == [("F08", Severity.WARNING)]


def test_a_first_line_for_excel_is_obeyed_and_not_read() -> None:
    reading = read("sep=|\n" + TERNAK.replace(";", "|"))
    assert rows(reading)[0] == ["Kecamatan", "Sapi", "Luas"]


def test_decimal_commas_in_every_row_are_no_delimiter() -> None:
    reading = read("Nama;Luas, ha\nSusukan;1,5\nBatur;2,5\n")
    assert rows(reading)[1] == ["Susukan", "1,5", None]


def test_two_delimiters_that_split_alike_are_a_warning() -> None:
    reading = read("a,b;c,d\ne,f;g,h\ni,j;k,l\n")
    assert ("F08", Severity.WARNING) in marks(reading)


def test_commas_split_where_nothing_else_does() -> None:
    reading = read('Kecamatan,Sapi,Catatan\nSusukan,401,"Kali, hulu"\nBatur,846,\n')
    assert rows(reading)[1:] == [["Susukan", "401", "Kali, hulu"], ["Batur", "846", None]]
    assert reading.findings == ()


def test_a_row_with_another_delimiter_is_taken_apart_by_it_and_told() -> None:
    reading = read("Kecamatan;Sapi;Luas\nSusukan;401;5\nBatur,846,6\nPagentan;12;7\nCatatan, dua, tiga\n")
    assert rows(reading)[2] == ["Batur", "846", "6"]
    assert rows(reading)[4][0] == "Catatan, dua, tiga"
    assert [(f.code, f.cells, f.severity) for f in reading.findings] == [("F08", ("A3",), Severity.WARNING)]


def test_a_heading_between_the_rows_that_lists_words_stays_whole() -> None:
    reading = read("Kecamatan;Sapi;Luas\nSusukan;401;5\nPadi, Jagung, Kedelai\nPagentan;12;7\n")
    assert rows(reading)[2][0] == "Padi, Jagung, Kedelai"
    assert reading.findings == ()


def test_line_breaks_inside_quotes_belong_to_the_cell() -> None:
    reading = read('Kecamatan;"Jumlah\nsapi";Luas\nSusukan;401;5\nBatur;7;6\n')
    assert rows(reading)[0][1] == "Jumlah\nsapi"
    assert len(rows(reading)) == 3


def test_an_odd_quote_does_not_swallow_the_rows_after_it() -> None:
    reading = read('Barang;Jumlah;Harga\n"Pipa;4;5\nPaku;7;8\n"Cat; putih";3;4\n')
    assert [row[0] for row in rows(reading)] == ["Barang", '"Pipa', "Paku", '"Cat']
    assert ("F08", Severity.WARNING) in marks(reading)


def test_lines_that_were_quoted_as_a_whole_are_unwrapped() -> None:
    reading = read('"Kecamatan,Sapi,Luas"\n"Susukan,401,""1,5"""\n"Batur,846,7"\n')
    assert rows(reading)[1:] == [["Susukan", "401", "1,5"], ["Batur", "846", "7"]]


def test_trailing_delimiters_make_no_columns() -> None:
    reading = read("Kecamatan;Sapi;;;\nSusukan;401;;;\nBatur;846;;;\n;;;;\n")
    assert [column.letter for column in reading.tables[0].columns] == ["A", "B"]
    assert len(reading.tables[0].rows) == 2


@pytest.mark.parametrize(
    "text", ["Kecamatan\nSusukan\nBatur\n", "Luas\n1,5\n2,5\n", "Dengan hormat\nkami kirim datanya\n"]
)
def test_a_text_of_one_column_is_returned_with_that_reason(text: str) -> None:
    (found,) = read(text).findings
    assert (found.code, found.severity) == ("F01", Severity.BLOCKER)
    assert "satu kolom" in found.message()


def test_text_inside_xls_is_read_and_noted() -> None:
    reading = read(TERNAK, "data.xls")
    assert marks(reading) == [("F02", Severity.INFO)]
    assert len(reading.tables[0].rows) == 2


def test_identifiers_keep_every_digit_and_zero() -> None:
    reading = read("NIK;Kode;Jumlah\n3304061234567891;0032;4\n3304061234567892;0033;5\n")
    assert rows(reading)[1][:2] == ["3304061234567891", "0032"]


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "#N/A", "#NAME?", "#VALUE!"])
def test_an_error_of_excel_is_one_also_where_it_was_saved_as_text(error: str) -> None:
    reading = read(f"Kecamatan;Sapi\nSusukan;{error}\nBatur;5\nKalibening;# 6\n")
    assert [(f.cells, f.parameters["found"]) for f in reading.findings if f.code == "C01"] == [(("B2",), error)]


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    read(text)
