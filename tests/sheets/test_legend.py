"""Footnote marks and signs: a label loses a mark, and a cell its sign, only where a remark explains it."""

from __future__ import annotations

import pytest

from lumbung.sheets.tables.legend import legend_of
from tests.sheets.cover import misplaced
from tests.sheets.drawing import labels, paths, table, workbook

MARKED = """
    Kecamatan | Luas Panen1 (Ha) | 2022r
    Bawang2   | 12               | 41
    Batur 3)  | 7                | 1

    Sumber: Dinas Pertanian
    1. Luas panen kotor
    2 Termasuk Susukan
    3) Angka sementara
    r : angka diperbaiki
"""


def test_marks_that_remarks_explain_leave_headings_and_labels() -> None:
    found = table(MARKED)
    assert paths(found) == {"A": ("Kecamatan",), "B": ("Luas Panen (Ha)",), "C": ("2022",)}
    assert labels(found.rows, "A") == ["Bawang", "Batur"]
    assert [row.flags for row in found.rows] == [{"A": "2"}, {"A": "3"}]
    assert (found.column("B").flag, found.column("B").unit) == ("1", "Ha")
    assert found.grid and found.grid.cell(2, 1).value == "Bawang2"


@pytest.mark.parametrize(
    "text", ["PM10", "CO2", "Kelas 1", "SMPN1", "m2", "S1", "Luas (m2)", "Posyandu1", "Tahun 2022", "Kolom (1)", "1"]
)
def test_digits_that_belong_to_a_word_stay(text: str) -> None:
    remarks = ["1. Catatan satu", "2. Catatan dua", "10. Catatan sepuluh", "22. Lainnya"]
    assert legend_of(remarks, [text, "Posyandu1", "Posyandu2"]).unmarked(text) == (text, ())


def test_capitals_lose_a_mark_only_where_plain_words_carry_marks_too() -> None:
    remarks = ["1 Sampah kota", "2 Termasuk kayu"]
    assert legend_of(remarks, ["TPA1", "Kayu2"]).unmarked("TPA1") == ("TPA", ("1",))
    assert legend_of(remarks, ["TPA1"]).unmarked("TPA1") == ("TPA1", ())


def test_marks_without_a_remark_stay() -> None:
    found = table("Kecamatan | Luas1\nBawang2 | 12\nBatur | 7\nSumber: Dinas Pertanian")
    assert labels(found.rows, "A") == ["Bawang2", "Batur"]
    assert paths(found)["B"] == ("Luas1",)


def test_a_sign_explained_as_no_figure_is_no_value() -> None:
    found = table("Kecamatan | Luas\nBawang | 12\nBatur | F\nRakit | 3\nF : data tidak tersedia")
    assert labels(found.rows, "B") == [12, None, 3]


def test_footnotes_in_two_cells_are_remarks() -> None:
    drawing = "Kecamatan | 2021 | 2022\nBawang1 | 12 | 3\nBatur | 7 | 4\n'1 | Termasuk Susukan.\n'2 | Sementara."
    found = table(drawing)
    assert [note.row for note in found.notes] == [4, 5]
    assert labels(found.rows, "A") == ["Bawang", "Batur"]
    assert misplaced(workbook(drawing)) == []


def test_a_label_goes_on_beside_figures_merged_over_two_rows() -> None:
    drawing = "Tahun | Ekspor | Impor\n2021 | 12 | 3\n2022 | 14 | 5\nPerubahan, | 16.7 | 66.7\n2021-2022"
    merges = "B4:B5 C4:C5"
    found = table(drawing, merges)
    assert labels(found.rows, "A") == [2021, 2022, "Perubahan, 2021-2022"]
    reading = workbook(drawing, merges=merges)
    assert [part.range for part in reading.skipped] == ["A5"]
    assert misplaced(reading) == []


def test_numbers_beside_a_merged_empty_stub_heading_are_headings() -> None:
    drawing = """
              | Triwulan I |       |       | Triwulan II |       |
              | Jumlah     | '5000 | '5001 | Jumlah      | '5000 | '5001
    Total     | 10         | 4     | 6     | 12          | 5     | 7
    Bawang    | 7          | 3     | 4     | 8           | 4     | 4
    Batur     | 3          | 1     | 2     | 4           | 1     | 3
    """
    found = table(drawing, "A1:A2 B1:D1 E1:G1")
    assert found.header_rows == (1, 2)
    assert paths(found)["C"] == ("Triwulan I", "5000")
    assert [row.row for row in found.totals] == [3]
