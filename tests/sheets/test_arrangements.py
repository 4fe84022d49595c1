"""Several tables on a sheet, headers that come again, numbering rows in letters, sections: where a table ends."""

from __future__ import annotations

import pytest

from tests.sheets.cover import misplaced
from tests.sheets.drawing import labels, paths, roles, table, tables, workbook


def test_tables_side_by_side_with_running_numbers_are_two() -> None:
    drawing = """
        No | Kecamatan | L  | P  | | No | Kecamatan | L | P
        1  | Bawang    | 10 | 12 | | 3  | Rakit     | 8 | 9
        2  | Batur     | 11 | 14 | | 4  | Wanayasa  | 6 | 3
    """
    left, right = tables(drawing)
    assert (left.range, right.range) == ("A1:D3", "F1:I3")
    assert labels(right.rows, "G") == ["Rakit", "Wanayasa"]
    assert misplaced(workbook(drawing)) == []


def test_headings_that_start_over_part_tables_without_a_blank_column() -> None:
    left, right = tables(
        "Kecamatan | L | P | Kecamatan | L | P\nBawang | 10 | 12 | Rakit | 8 | 9\nBatur|1|2|Punggelan|6|3"
    )
    assert (left.range, right.range) == ("A1:C3", "D1:F3")


def test_a_title_merged_over_tables_side_by_side_does_not_join_them() -> None:
    drawing = """
        Penduduk dan Sekolah | | | | |
        Kecamatan | L  | P  | | Kecamatan | SD
        Bawang    | 10 | 12 | | Bawang    | 4
        Batur     | 11 | 14 | | Batur     | 5
    """
    assert [found.range for found in tables(drawing, "A1:F1")] == ["A2:C4", "E2:F4"]


def test_another_header_right_under_the_rows_opens_a_table() -> None:
    first, second = tables("Kecamatan | L | P\nBawang | 10 | 12\nBatur | 1 | 4\nKecamatan | SD | SMP\nBawang | 3 | 2")
    assert (first.range, second.range) == ("A1:C3", "A4:C5")


def test_a_header_and_its_numbering_on_every_page_are_skipped() -> None:
    drawing = """
        No | Kecamatan | L  | P
        1  | 2         | 3  | 4
        1  | Bawang    | 10 | 12
           | Jumlah dipindahkan | 10 | 12
        No | Kecamatan | L  | P
        1  | 2         | 3  | 4
           | Pindahan  | 10 | 12
        2  | Rakit     | 8  | 7
           | Jumlah    | 18 | 19
    """
    found = table(drawing)
    assert labels(found.rows, "B") == ["Bawang", "Rakit"]
    assert [row.row for row in found.totals] == [4, 7, 9]
    assert [part.range for part in workbook(drawing).skipped] == ["A5:D6"]


def test_a_remark_between_the_rows_does_not_end_the_table() -> None:
    found = table("Kecamatan | SD | SMP\nBawang | 10 | 12\n*) data sementara\nBatur | 11 | 14\nJumlah | 21 | 26")
    assert labels(found.rows, "A") == ["Bawang", "Batur"]
    assert ([n.row for n in found.notes], [t.row for t in found.totals]) == ([3], [5])


@pytest.mark.parametrize(
    "numbering", ["a | b | c | d", "I | II | III | IV", "(a) | (b) | (c) | (d)", "A. | B. | C. | D."]
)
def test_columns_may_be_counted_in_letters(numbering: str) -> None:
    found = table(f"No | Kecamatan | SD | SMP\n{numbering}\n1 | Susukan | 12 | 3\n2 | Batur | 7 | 2")
    assert (found.header_rows, found.numbering_row, len(found.rows)) == ((1,), 2, 2)


def test_classes_in_roman_numerals_are_headings() -> None:
    found = table("Kecamatan | Kelas | |\n | I | II | III\nBawang | 30 | 31 | 29\nBatur | 28 | 27 | 30", "A1:A2 B1:D1")
    assert (found.header_rows, found.numbering_row) == ((1, 2), None)
    assert paths(found)["D"] == ("Kelas", "III")


def test_figures_that_rise_by_one_are_a_row() -> None:
    found = table("Kecamatan | A | B | C | D | E\nBawang | 10 | 11 | 12 | 13 | 14\nBatur | 3 | 4 | 8 | 1 | 2")
    assert labels(found.rows, "A") == ["Bawang", "Batur"]


def test_a_place_without_figures_is_a_row_but_a_louder_label_is_a_section() -> None:
    places = table("Kecamatan | SD | SMP\nBawang | |\nBatur | 3 | 2\nRakit | 4 | 1")
    assert labels(places.rows, "A") == ["Bawang", "Batur", "Rakit"]
    nested = table("Wilayah | L | P\nBAWANG | |\nGemuruh | 10 | 12\nBATUR | |\nSumberejo | 5 | 6\nPasurenan | 2 | 3")
    assert [section.text for section in nested.sections] == ["BAWANG", "BATUR"]


def test_a_form_that_nobody_filled_in_keeps_its_total() -> None:
    found = table("No | Kecamatan | SD | SMP\n1 | Bawang | |\n2 | Batur | |\n | Jumlah | |")
    assert ([row.row for row in found.rows], [row.row for row in found.totals]) == ([2, 3], [4])


def test_commodity_codes_name_the_row() -> None:
    found = table("Rank | Commodity Code | Description | Total\n1 | 87 | Motor vehicles | 132\n2 | 84 | Machinery | 83")
    assert [c.role.value for c in found.columns] == ["label", "label", "label", "value"]


def test_classes_in_bare_numbers_under_a_merged_heading_are_headings() -> None:
    drawing = """
        No | Sekolah | Kelas |    |    |
           |         | 1     | 2  | 3  | 4
        1  | SDN 1   | 30    | 31 | 29 | 28
        2  | SDN 2   | 30    | 31 | 29 | 28
    """
    found = table(drawing, "A1:A2 B1:B2 C1:F1")
    assert (found.header_rows, found.numbering_row) == ((1, 2), None)
    assert paths(found)["F"] == ("Kelas", "4")


@pytest.mark.parametrize("first", ["Desa A | -", "Desa A |", "Desa A | …", "Desa A | tidak ada"])
def test_a_first_row_of_a_dash_is_a_row(first: str) -> None:
    found = table(f"Desa | Jumlah PAUD\n{first}\nDesa B | 3\nDesa C | -")
    assert (found.header_rows, labels(found.rows, "B")[1:]) == ((1,), [3, None])
    assert labels(found.rows, "A") == ["Desa A", "Desa B", "Desa C"]


def test_the_year_over_the_headings_is_title() -> None:
    found = table("Tahun | 2022\nNo | Kecamatan | Sapi | Kerbau\n1 | Bawang | 10 | 12\n2 | Batur | 11 | 14")
    assert (found.title, found.header_rows) == (("Tahun", "2022"), (2,))
    alone = table("Tahun | 2022\nSapi | 10\nKerbau | 11")
    assert (paths(alone), alone.header_rows) == ({"A": ("Tahun",), "B": ("2022",)}, (1,))


def test_a_heading_centred_without_a_merge_stands_over_its_round_of_leaves() -> None:
    found = table(
        """
        No | Kecamatan |    | Negeri |     |    | Swasta |
           |           | SD | SMP    | SMA | SD | SMP    | SMA
        1  | Bawang    | 10 | 12     | 3   | 1  | 2      | 3
        2  | Batur     | 11 | 14     | 5   | 1  | 4      | 3
        """
    )
    assert [paths(found)[at] for at in "CDFH"] == [
        ("Negeri", "SD"),
        ("Negeri", "SMP"),
        ("Swasta", "SD"),
        ("Swasta", "SMA"),
    ]


@pytest.mark.parametrize("marks", [("1)", "2)", "3)"), ("a)", "b)", "c)")])
def test_rows_counted_like_footnotes_are_rows_if_they_have_a_figure(marks: tuple[str, str, str]) -> None:
    one, two, three = marks
    found = table(f"Uraian | Jumlah\n{one} Guru | 120\n{two} Penjaga | 80\n{three} Juru masak | 30\nTotal | 230")
    assert ([row.row for row in found.rows], [row.row for row in found.totals]) == ([2, 3, 4], [5])


@pytest.mark.parametrize(
    "caption", ["Employees by sector, sex and year", "Penduduk menurut umur", "Year ended 30 June"]
)
def test_a_caption_over_a_stub_without_heading_is_title(caption: str) -> None:
    drawing = (
        f"{caption}\n | 2019 | | 2020 |\n | L | P | L | P\nNegeri | 110 | 120 | 115 | 125\nSwasta | 18 | 11 | 17 | 10"
    )
    found = table(drawing, "B2:C2 D2:E2")
    assert (found.title, found.header_rows) == ((caption,), (2, 3))
    headed = table(drawing.replace(caption, "Sektor"), "B2:C2 D2:E2")
    assert (headed.title, headed.header_rows) == ((), (1, 2, 3))


def test_signs_explained_under_the_table_are_remarks() -> None:
    found = table("Negara | 2015 | 2016\nBelgia | 11.2 | 11.3\nIrlandia | : | 4.7\nSpecial value:\n: | not available")
    assert ([row.row for row in found.rows], [note.row for note in found.notes]) == ([2, 3], [4, 5])


def test_figures_typed_with_their_units_are_measures() -> None:
    found = table(
        "Uraian | 2022 | 2023\nLuas | 45,5 km2 | 45,6 km2\nPenduduk | 12.345 jiwa | 12.567 jiwa\nDesa | 9 | 9"
    )
    assert (roles(found), len(found.rows)) == ({"A": "label", "B": "value", "C": "value"}, 3)
    assert labels(found.rows, "B") == ["45,5 km2", "12.345 jiwa", 9]
    words = table(
        "Uraian | Sasaran | Keterangan\nA | 2 desa | 3 unit\nB | 4 sekolah dasar | rusak\nC | 5 orang tua | baik"
    )
    assert roles(words)["C"] == "label"


def test_texts_below_the_total_are_remarks_whatever_columns_they_stand_in() -> None:
    found = table(
        """
        No | Kecamatan    | L                      | P
        1  | Bawang       | 1                      | 2
        2  | Batur        | 3                      | 4
           | Jumlah       | 4                      | 6

           | Mengetahui,  | Lahat, 31 Januari 2023 |
           | Kepala Dinas | Kepala Bidang          |

           | Konsep       | banyaknya sekolah      |
        """
    )
    assert ([row.row for row in found.rows], [note.row for note in found.notes]) == ([2, 3], [6, 7, 9])
    rows = table("Kecamatan | L | P\nBawang | 1 | 2\nBatur | 3 | 4\nRakit | tidak ada | tidak ada")
    assert labels(rows.rows, "A") == ["Bawang", "Batur", "Rakit"]


def test_a_second_line_of_the_title_heads_no_stub() -> None:
    found = table("Pekerja menurut wilayah\nThousands, adjusted\n | L | P\nUtara | 610 | 560\nSelatan | 1700 | 1500")
    assert (found.title, found.header_rows) == (("Pekerja menurut wilayah", "Thousands, adjusted"), (3,))
    headed = table("Tabel 3. Luas panen\nKomoditi\n | 2021 | 2022\nPadi | 610 | 560\nJagung | 1700 | 1500")
    assert (headed.title, headed.header_rows) == (("Tabel 3. Luas panen",), (2, 3))


@pytest.mark.parametrize("below", ["Sumber: Dinas Pertanian", "Catatan: belum ada data\nSumber: Dinas"])
def test_a_header_without_any_row_loses_nothing(below: str) -> None:
    assert misplaced(workbook(f"No | Kecamatan | L | P\n(1) | (2) | (3) | (4)\n{below}")) == []
