"""What is said of a table once it is read: where, how often, and never of a table that is only set its own way."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from lumbung.findings import Severity
from lumbung.sheets.figures.noise import is_noisy
from lumbung.sheets.model import Reading
from lumbung.sheets.read import read_workbook
from tests.sheets.drawing import as_xlsx, labels, saved, workbook


def said(reading: Reading, code: str) -> tuple[str, ...]:
    """The cells of the one finding of a code; empty if there is none."""
    found = [f for f in reading.everything_found if f.code == code]
    assert len(found) <= 1, found
    return found[0].cells if found else ()


def heavy(reading: Reading) -> list[tuple[str, tuple[str, ...]]]:
    return [(f.code, f.cells) for f in reading.everything_found if f.severity is not Severity.INFO]


def csv(text: str) -> Reading:
    return read_workbook(text.encode(), "ternak.csv")


LIVESTOCK = """
    Tabel 5.5. Jumlah Ternak, 2022
    No  | Kecamatan | Ternak |        | Keterangan
        |           | Sapi   | Kerbau |
    (1) | (2)       | (3)    | (4)    | (5)
    1   | Susukan   | 12     | 3      | naik
    2   | Batur     | 7      | 2      |
    3   | Wanayasa  | 1      | 1      |
    Jumlah |        | 20     | 6      |
    Sumber: Dinas Pertanian
"""
MERGES = "A2:A3 B2:B3 C2:D2 E2:E3"


def test_what_was_set_aside_is_noted_once_with_its_first_cells() -> None:
    reading = workbook(LIVESTOCK, merges=MERGES)
    assert said(reading, "H09") == ("A2", "B2", "C2", "E2")
    assert said(reading, "H12") == ("A4",)
    assert said(reading, "S01") == ("A1", "A9")
    assert heavy(reading) == []


def test_a_plain_list_earns_no_note() -> None:
    assert workbook("No | Nama | Luas\n1 | Andi | 5\n2 | Budi | 6\n3 | Cici | 7").everything_found == ()


@pytest.mark.parametrize(
    ("heading", "at"), [("Sapi | Kerbau |", "E1"), ("Sapi | | Kuda", "D1"), ("| Kerbau | Kuda", "C1")]
)
def test_a_blank_heading_over_figures_is_named_and_nothing_else_is_said(heading: str, at: str) -> None:
    reading = workbook(
        f"No | Kecamatan | {heading}\n1 | Susukan | 4 | 5 | 6\n2 | Batur | 7 | 8 | 9\n3 | Rakit | 2 | 1 | 3"
    )
    assert heavy(reading) == [("H04", (at,))]


def test_a_blank_heading_under_a_group_is_named_where_its_neighbours_have_one() -> None:
    reading = workbook(LIVESTOCK.replace("Kerbau", ""), merges=MERGES)
    assert heavy(reading) == [("H04", ("D3",))]


def test_a_blank_heading_merged_over_the_rows_of_the_header_is_named_where_the_merge_begins() -> None:
    drawing = """
        Kecamatan | Ternak |        |
                  | Sapi   | Kerbau |
        Susukan   | 12     | 3      | 15
        Batur     | 7      | 2      | 9
        Rakit     | 1      | 1      | 2
    """
    assert heavy(workbook(drawing, merges="A1:A2 B1:C1 D1:D2")) == [("H04", ("D1",))]


def test_a_column_of_noughts_or_of_the_operators_own_sums_apart_is_no_blank_heading() -> None:
    noughts = workbook("Kecamatan | Sapi |\nSusukan | 4 | 0\nBatur | 7 | 0\nRakit | 2 | 0")
    apart = workbook("Kecamatan | Sapi | |\nSusukan | 4 | | 4\nBatur | 7 | | 11\nRakit | 2 | | 13")
    assert (heavy(noughts), heavy(apart)) == ([], [])


def test_a_row_pushed_to_the_right_is_named_at_the_cell_beyond_the_table() -> None:
    reading = workbook("No | Kecamatan | Sapi | Kerbau\n1 | Susukan | 4 | 5\n2 | Batur | | 7 | 8\n3 | Rakit | 2 | 1")
    assert heavy(reading) == [("S06", ("E3",))]
    assert reading.tables[0].ragged == {3: "S06"}


def test_figures_beside_the_total_belong_to_the_operator() -> None:
    reading = workbook("Kecamatan | Sapi | Kerbau\nSusukan | 4 | 5\nBatur | 7 | 8\nJumlah | 11 | 13 | 24")
    assert heavy(reading) == []


def test_a_line_of_text_with_too_few_or_too_many_cells_is_named() -> None:
    reading = csv("No;Kecamatan;Sapi;Kerbau\n1;Susukan;4;5\n2;Batur;7\n3;Rakit;2;1;9\n4;Bawang;3;2\n")
    assert sorted(heavy(reading)) == [("S06", ("E4",)), ("S07", ("D3",))]
    assert reading.tables[0].ragged == {3: "S07", 4: "S06"}


def test_a_column_between_headings_needs_one_of_its_own_in_a_table_of_one_row_too() -> None:
    assert heavy(workbook("No | | Lama Sekolah | IPM\n1 | 72.6 | 13.7 | 65.1")) == [("H04", ("B1",))]


def test_every_cell_that_a_line_lacks_is_named() -> None:
    reading = csv("No;Kecamatan;Sapi;Kerbau\n1;Susukan;4;5\n2;Batur\n3;Rakit;2;1\n4;Bawang;3;2\n")
    assert heavy(reading) == [("S07", ("C3", "D3"))]


def test_blank_cells_are_no_missing_cells() -> None:
    text = csv("No;Kecamatan;Sapi;Kerbau\n1;Susukan;4;5\n2;Batur;7;\n3;Rakit;;1\n4;Bawang;3;2\n")
    sheet = workbook("No | Kecamatan | Sapi | Kerbau\n1 | Susukan | 4 | 5\n2 | Batur | 7\n3 | Rakit | 1 | 2")
    assert (heavy(text), heavy(sheet)) == ([], [])


def test_lines_that_all_leave_out_their_last_blank_cell_are_not_short() -> None:
    reading = csv("Kecamatan;Sapi;Keterangan\nSusukan;4\nBatur;7\nRakit;2;baru\nBawang;3\n")
    assert heavy(reading) == []


def listed(*rows: str) -> Reading:
    return workbook("\n".join(("No | Kecamatan | Sapi", *rows)))


TEN = [f"{i + 1} | Kecamatan {'ABCDEFGHIJ'[i]} | {(i + 3) ** 2}" for i in range(10)]


def test_a_blank_row_in_the_middle_of_a_list_splits_it() -> None:
    reading = listed(*TEN[:4], "", *TEN[4:])
    assert heavy(reading) == [("S03", ("A6",))]
    assert len(reading.tables[0].rows) == 10


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_blank_rows_that_set_the_rows_in_groups_of_one_size_are_a_note(size: int) -> None:
    rows = [row for i in range(0, 10, size) for row in (*TEN[i : i + size], "")]
    reading = listed(*rows[:-1])
    several = size < 5
    assert heavy(reading) == ([] if several else [("S03", ("A7",))])
    assert len(said(reading, "S03")) == -(-10 // size) - 1


def test_blank_rows_between_groups_that_the_labels_name_are_a_note() -> None:
    reading = workbook(
        """
        Kecamatan | Desa       | Sapi
        Susukan   | Gumelem    | 4
        Susukan   | Berta      | 5
        Susukan   | Derik      | 6

        Batur     | Pasurenan  | 7
        Batur     | Sumberejo  | 9
        """
    )
    assert (heavy(reading), said(reading, "S03")) == ([], ("A5",))


def test_a_blank_row_in_a_list_whose_labels_come_round_again_splits_it() -> None:
    kinds = ("Banjir", "Longsor", "Angin")
    rows = [f"{kinds[i % 3]:8} | {kinds[(i + 1) % 3]:8} | {10 + i}" for i in range(9)]
    drawing = "\n".join(["Jenis    | Akibat   | Orang", *rows[:4], "", *rows[4:]])
    assert heavy(workbook(drawing)) == [("S03", ("A6",))]


def test_one_text_over_all_figures_and_parted_from_them_is_a_title_and_no_heading() -> None:
    drawing = """
                | Kabupaten Contoh Tahun 2022 |     |

        Susukan | 1                           | 2   | 3
        Batur   | 4                           | 5   | 9
        Rakit   | 6                           | 7   | 13
    """
    reading = workbook(drawing, merges="B1:D1")
    assert (reading.tables, [f.code for f in reading.findings]) == ((), ["H01"])


@pytest.mark.parametrize(
    ("heading", "first"),
    [
        ("Kecamatan | #REF! | Kuda", "Susukan | 12 | 13"),
        ("Kecamatan | #REF! | #REF!", "Susukan | 12 | 13"),
        ("Kecamatan | 2021 | #REF!", "Susukan | 12 | 13"),
        ("#REF! | Sapi | Kuda", "Susukan | 12 | 13"),
        ("Kecamatan | Sapi | Kuda", "Susukan | baik | #REF!"),  # in the first row
        ("Nama | Alamat | Desa | Program | Bantuan", "Satu | Jalan | Berta | PKH | #REF!"),
    ],
)
def test_an_error_among_words_is_in_a_heading_or_in_a_row(heading: str, first: str) -> None:
    more = "Batur | 14 | 15\nRakit | 16 | 18" if "Nama" not in heading else "Dua | A | B | C | 5\nTiga | A | B | C | 7"
    (table,) = workbook(f"{heading}\n{first}\n{more}").tables
    assert (table.header_rows, len(table.rows)) == ((1,), 3)


@pytest.mark.parametrize("figures", ["1 | 2 | 3 | 4", "'1 | '2 | '3 | '4"])
def test_an_error_in_the_lower_headings_leaves_them_headings_over_the_numbers_of_the_columns(figures: str) -> None:
    (table,) = workbook(
        f"""
        Kecamatan | Padi Sawah |        | Padi Ladang |
                  | Luas Panen | #REF!  | Luas Panen  | Produksi
        (1)       | (2)        | (3)    | (4)         | (5)
        Susukan   | {figures}
        Batur     | {figures}
        Rakit     | {figures}
        """,
        merges="A1:A2 B1:C1 D1:E1",
    ).tables
    assert (table.header_rows, table.numbering_row, len(table.rows)) == ((1, 2), 3, 3)


def test_blank_rows_around_totals_and_sections_are_not_worth_a_word() -> None:
    reading = listed("", *TEN[:3], "", "Jumlah | | 50", "Tahun 2021 | | 45")
    assert said(reading, "S03") == ()


def test_a_header_printed_again_is_noted_row_by_row() -> None:
    header = "No | Kecamatan | Sapi"
    reading = listed(*TEN[:3], header, *TEN[3:6], header, *TEN[6:])
    assert said(reading, "S05") == ("A5", "A9")
    assert len(reading.tables[0].rows) == 10


def test_numbers_typed_as_text_are_noted_in_a_workbook_and_never_in_a_csv() -> None:
    assert said(listed("1 | Susukan | '12", "2 | Batur | 7", "3 | Rakit | '1.234"), "C03") == ("C2", "C4")
    assert csv("Kecamatan;Sapi\nSusukan;12\nBatur;7\nRakit;3\n").everything_found == ()


def test_labels_merged_over_their_group_are_noted_where_they_are_filled_in() -> None:
    drawing = "Kecamatan | Desa | Sapi\nSusukan | Berta | 4\n | Derik | 5\nBatur | Bakal | 6\n | Karang | 7"
    assert said(workbook(drawing, merges="A2:A3 A4:A5"), "S04") == ("A3", "A5")


@pytest.mark.parametrize("noisy", [274.65999, 274.6599731445312, 0.10000000149011612, 1234.56001])
def test_noise_of_binary_fractions_is_noted(noisy: float) -> None:
    assert said(listed("1 | Susukan | 12.5", f"2 | Batur | {noisy!r}", "3 | Rakit | 3"), "C14") == ("C3",)


@pytest.mark.parametrize("fine", [274.66, 33.333333333333336, 12345.0005, 123456.78912, 1e-07, 99.99])
def test_fractions_that_somebody_meant_or_nobody_sees_are_not(fine: float) -> None:
    assert said(listed("1 | Susukan | 12.5", f"2 | Batur | {fine!r}", "3 | Rakit | 3"), "C14") == ()


@pytest.mark.parametrize("noisy", [0.30000000000000004, 3595.3999999999996, 145543.82000000004, 274.659999999643])
def test_so_is_that_of_sums_which_excel_does_not_show(noisy: float) -> None:
    assert is_noisy(noisy)
    assert not is_noisy(round(noisy, 2))


def test_a_column_of_averages_with_all_their_decimals_has_no_noise() -> None:
    rows = [f"{i} | Kecamatan {i} | {i / 7!r}" for i in range(1, 9)]
    assert said(listed(*rows, "9 | Rakit | 274.65999"), "C14") == ()


def test_stray_white_space_of_headings_and_labels_is_noted_once() -> None:
    drawing = "No | Kecamatan\u00a0 | Sapi\n1 | Purwareja  Klampok | 4\n2 | Batur | 5\n3 | Ra\u200bkit | 6"
    reading = workbook(drawing)
    assert said(reading, "C15") == ("B1", "B2", "B4")


@pytest.mark.parametrize(("length", "end", "cut"), [(255, "a", True), (254, "a", False), (255, ".", False)])
def test_a_text_of_just_the_length_at_which_texts_are_cut_is_doubtful(length: int, end: str, cut: bool) -> None:
    text = ("kata " * 60)[: length - 1] + end
    reading = workbook(f"No | Nama | Luas | Keterangan\n1 | A | 4 | {text}\n2 | B | 5 | baik\n3 | C | 6 | baik")
    assert heavy(reading) == ([("C18", ("D2",))] if cut else [])


@pytest.mark.parametrize("text", ["3,31E+15", "3.31E+15", "3E-05", " 1,2e+06 "])
def test_scientific_notation_as_text_has_lost_its_digits(text: str) -> None:
    reading = listed("1 | Susukan | 12", f"2 | Batur | '{text}", "3 | Rakit | 9", "4 | Bawang | 5")
    assert heavy(reading) == [("C12", ("C3",))]


@pytest.mark.parametrize("text", ["2E05", "Blok 3E+1", "1E", "E+15", "3,31"])
def test_a_code_with_an_e_is_no_scientific_notation(text: str) -> None:
    drawing = f"No | Kecamatan | Blok | Sapi\n1 | Susukan | '{text} | 4\n2 | Batur | C | 5\n3 | Rakit | D | 6"
    assert said(workbook(drawing), "C12") == ()


def test_a_whole_number_that_only_its_format_shows_in_scientific_notation_is_a_note() -> None:
    book = openpyxl.load_workbook(BytesIO(as_xlsx("Kecamatan | Nilai\nSusukan | 331000001\nBatur | 5\nRakit | 7")))
    for cell in ("B2", "B3"):
        book.worksheets[0][cell].number_format = "0.00E+00"
    reading = read_workbook(saved(book), "nilai.xlsx")
    assert (heavy(reading), said(reading, "C12")) == ([], ("B2",))
    assert reading.tables[0].rows[0].cells["B"] == 331_000_001


@pytest.mark.parametrize("merge", ["C2:C3", "C2:D2"])
def test_a_figure_merged_over_rows_or_columns_is_doubtful_and_read_once(merge: str) -> None:
    reading = workbook(
        "No | Kecamatan | Sapi | Kuda\n1 | Susukan | 4 |\n2 | Batur | | 5\n3 | Rakit | 6 | 7", merges=merge
    )
    assert heavy(reading) == [("S04", ("C2",))]
    assert labels(reading.tables[0].rows, "C") == [4, None, 6]


PIVOT = """
    Row Labels  | Sum of Jumlah
    Susukan     | 10
    L           | 6
    P           | 4
    Batur       | 20
    L           | 12
    P           | 8
    Grand Total | 30
"""


def test_a_pivot_with_its_levels_in_one_column_is_told_at_its_outer_rows() -> None:
    assert heavy(workbook(PIVOT)) == [("L07", ("A2", "A5"))]


@pytest.mark.parametrize(
    "readable",
    [
        PIVOT.replace("| 10", "|").replace("| 20", "|"),  # sections
        PIVOT.replace("L           | 12", "Lain | 12").replace("P           | 8", "Lainnya | 8"),
        PIVOT.replace("| 10", "| 11"),  # nothing proves that the first row adds up the others
        "Row Labels | Sum of Jumlah\nSusukan | 10\nBatur | 20\nGrand Total | 30",
        "Kecamatan | Kelamin | Sapi\nSusukan | L | 6\nSusukan | P | 4\nBatur | L | 12\nBatur | P | 8",
        "Kecamatan | Kelamin | Sapi\nSusukan | L | 6\n | P | 4\nBatur | L | 12\n | P | 8",
    ],
)
def test_what_can_be_read_is_no_pivot(readable: str) -> None:
    assert said(workbook(readable), "L07") == ()
