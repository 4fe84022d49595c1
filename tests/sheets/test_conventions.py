"""The convention of a column, decided over column and table, with the evidence kept."""

from __future__ import annotations

import pytest

from lumbung.sheets.figures.conventions import Basis, Numerals, decide
from lumbung.sheets.figures.numbers import Style
from lumbung.sheets.model import Reading
from tests.sheets.drawing import labels, workbook


def _one(*texts: str, stored: tuple[float, ...] = (), counted: bool | None = None) -> tuple[Style, Basis]:
    found = decide({1: Numerals(texts, stored, counted)})[1]
    return found.style, found.basis


def test_texts_that_one_convention_alone_can_read_decide_their_column() -> None:
    assert _one("565776.00", "577270.50", "1.234") == (Style.ENGLISH, Basis.OWN)
    assert _one("153,083.8", "1,234") == (Style.ENGLISH, Basis.OWN)
    assert _one("1.234,5", "1.234") == (Style.INDONESIAN, Basis.OWN)


def test_the_dot_groups_thousands_where_nothing_speaks_against_it() -> None:
    assert _one("1.255", "12.197") == (Style.INDONESIAN, Basis.LAW)
    assert _one("1.255", stored=(0.5, 2.25)) == (Style.INDONESIAN, Basis.OPEN)


def test_a_comma_before_three_digits_stays_a_doubt_unless_something_proves_it() -> None:
    assert _one("1,255", "2,197")[1] is Basis.OPEN
    assert _one("1,255")[1] is Basis.OPEN
    assert _one("1,255", "2,197", counted=True) == (Style.ENGLISH, Basis.COUNTED)
    assert _one("1,255", "942", "2,198") == (Style.ENGLISH, Basis.PLAIN)
    assert _one("1,255", stored=(942,)) == (Style.ENGLISH, Basis.PLAIN)
    assert _one("1,255", stored=(942,), counted=False)[1] is Basis.OPEN


def test_a_sum_proves_thousands_whatever_the_heading_measures() -> None:
    assert _one("1,893", "1,655", "238", counted=False) == (Style.ENGLISH, Basis.SUM)
    assert _one("668", "21,884", "22,552", counted=False) == (Style.ENGLISH, Basis.SUM)
    assert _one("1,900", "1,655", "238", counted=False)[1] is Basis.OPEN
    assert _one("3,910", "1,655", "2,255", counted=False)[1] is Basis.OPEN


def test_other_columns_decide_where_the_column_does_not() -> None:
    found = decide({1: Numerals(["1,234"]), 2: Numerals(["1,234.5", "2.5"])})
    assert (found[1].style, found[1].basis, found[1].witnesses) == (Style.ENGLISH, Basis.TABLE, ("1,234.5", "2.5"))


def test_contradicting_texts_leave_a_doubt() -> None:
    assert _one("1.234,5", "1,234.5", "1.234")[1] is Basis.TORN
    assert _one("1.234", "1,234")[1] is Basis.TORN


def _codes(reading: Reading) -> list[tuple[str, tuple[str, ...]]]:
    return [(found.code, found.cells) for found in reading.findings]


def test_a_column_written_in_two_ways_is_said_and_only_what_is_ambiguous_is_held() -> None:
    reading = workbook("Kecamatan | Luas\nA | '12,5\nB | '1.234\nC | '13.25\nD | '14,75")
    assert _codes(reading) == [("C05", ("B3",)), ("C22", ("B4",)), ("C03", ("B2", "B4", "B5"))]
    assert labels(reading.tables[0].rows, "B") == [12.5, 1234, 13.25, 14.75]


def test_one_text_that_lost_its_nought_does_not_turn_the_thousands_of_all_the_others_into_decimals() -> None:
    rows = [f"Desa {n} | '{n % 7 + 1}.{n * 37 % 900 + 100}" for n in range(120)]
    for heading, many in (("Jumlah Penduduk (jiwa)", 24), ("Produksi", 120), ("Produksi (ton)", 120)):
        reading = workbook("\n".join([f"Desa | {heading}", *rows[:many], "Desa X | '1.77"]))
        (said,) = [f for f in reading.findings if f.code == "C05"]
        assert (said.cells, said.message()) == ((f"B{many + 2}",), "Angka 1.77 dapat berarti 1770 atau 1,77.")
        assert labels(reading.tables[0].rows, "B")[:2] == [1100, 2137]


def test_one_short_text_among_few_that_are_measured_is_a_decimal_like_the_others() -> None:
    rows = [f"Desa {n} | '{n % 7 + 1}.{n * 37 % 900 + 100}" for n in range(24)]
    for some in (rows, rows[:5]):
        reading = workbook("\n".join(["Desa | Luas (ha)", *some, "Desa X | '1.77"]))
        assert labels(reading.tables[0].rows, "B")[:2] == [1.1, 2.137]


def test_where_no_heading_says_what_is_counted_one_short_text_leaves_all_in_doubt() -> None:
    rows = [f"Desa {n} | '{n % 7 + 1}.{n * 37 % 900 + 100}" for n in range(24)]
    reading = workbook("\n".join(["Desa | Keadaan", *rows, "Desa X | '1.77"]))
    doubted = {cell for f in reading.findings if f.code == "C05" for cell in f.cells}
    assert doubted >= {f"B{n}" for n in range(2, 22)} | {"B26"}


def test_the_evidence_stays_with_the_table() -> None:
    (table,) = workbook("Kecamatan | Luas | Sapi\nA | '1.234,5 | 3\nB | '12,25 | 4").tables
    assert table.conventions["B"].basis is Basis.OWN
    assert table.conventions["B"].witnesses == ("1.234,5", "12,25")
    assert table.conventions["C"].basis is Basis.STORED


SHRUNKEN = [
    ("Kecamatan | Rumah\nA | 1.474\nB | 686\nC | 1.244\nD | 503", ("B2", "B4")),
    ("Kecamatan | Sapi (ekor)\nA | 1.474\nB | 2.05\nC | 12.244\nD | 5.503", ("B2", "B3", "B4", "B5")),
    ("Uraian | 2021 | 2022\nJumlah rumah tidak layak huni | 30.243 | 22.846\n", ("B2", "C2")),
    (
        "Kecamatan | L | P | Total L+P\nA | 900 | 800 | 1.7\nB | 700 | 600 | 1.3\nC | 950 | 801 | 1.751",
        ("D2", "D3", "D4"),
    ),
    ("Kecamatan | Padi\nA | 3.1\nB | 4.246\nC | 12\nJumlah | 7358", ("B2", "B3")),
    ("Kecamatan | Angkatan\nA | 25686\nB | 1.474\nC | 12013\nD | 9075\nE | 8121", ("B3",)),
    (
        "Sektor | 2021 | 2022\nPertanian | 30.243 | 31121\nTambang | 22.846 | 21004\nJasa | 4.112 | 4201",
        ("B2", "B3", "B4"),
    ),
]


@pytest.mark.parametrize(("drawing", "cells"), SHRUNKEN)
def test_a_shrunken_thousand_is_found(drawing: str, cells: tuple[str, ...]) -> None:
    found = [found for found in workbook(drawing).findings if found.code == "C05"]
    assert tuple(cell for each in found for cell in each.cells) == cells


REAL = [
    "Kecamatan | Luas (Ha)\nA | 1.474\nB | 686\nC | 1.244\nD | 503",
    "Kecamatan | Padi\nA | 1.474\nB | 2.125\nC | 0.875",
    "Kecamatan | Rata-rata anggota keluarga\nA | 3.125\nB | 4\nC | 3.875",
    "Kecamatan | Penduduk (ribu)\nA | 121.875\nB | 117.25\nC | 238.125",
    "Kecamatan | Kepadatan (jiwa/km2)\nA | 121.875\nB | 117.25\nC | 238.125",
    "Uraian | Satuan | 2022\nJumlah penduduk | Orang | 12500\nPersentase penduduk miskin | Persen | 12.125",
    "Kecamatan | Panjang Jalan\nA | 12.125\nB | 13.5\nC | 11.375\nJumlah | 37",
    "Tempat | X | Y\nA | 110.125 | -7.375\nB | 110.25 | -7.123",
]


@pytest.mark.parametrize("drawing", REAL)
def test_real_decimals_raise_no_doubt(drawing: str) -> None:
    assert [found.cells for found in workbook(drawing).findings if found.code == "C05"] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rp 1.250.000,-", 1250000),
        ("(1.234)", -1234),
        ("1.234,56 %", 1234.56),
        ("+5", 5),
        ("−3", -3),
        ("1\xa0234", 1234),
        ("12\u2009345,5", 12345.5),
        ("1\u202f234\u202f567", 1234567),
        ("1'234", 1234),
        ("１２３", 123),
        ("1.234.567.89", "1.234.567.89"),
        ("12 orang", "12 orang"),
        ("1.234 567", "1.234 567"),
    ],
)
def test_a_cell_is_read_or_left_as_it_stands(text: str, value: float | str) -> None:
    (table,) = workbook(f"Kecamatan | Padi\nA | '{text}\nB | 3\nC | 4\nD | 5").tables
    assert labels(table.rows, "B")[0] == value


def test_a_slip_among_counted_things_is_no_proof_of_decimals() -> None:
    reading = workbook("Kecamatan | Jumlah Penduduk (jiwa)\nA | '52.345\nB | '48.12\nC | '31.417\nD | '1.204")
    (found,) = [f for f in reading.findings if f.code == "C05"]
    assert set(found.cells) >= {"B2", "B4", "B5"}
    assert "52.345 dapat berarti 52345 atau 52,345" in found.message()
    assert "may mean 52345 or 52.345" in found.message("en")
