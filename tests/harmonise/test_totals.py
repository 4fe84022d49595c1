"""Printed totals against the sums they claim to be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from expectations.rules.marks import marks_once
from lumbung.contracts.model import Category, LogicalType, Source
from lumbung.findings import Severity, finding
from lumbung.harmonise.model import Scope
from lumbung.harmonise.totals.rounding import rounding, slack_of
from tests.harmonise.regency import (
    ANIMALS,
    DESA,
    HARVEST,
    KECAMATAN,
    LIVESTOCK,
    PEOPLE,
    SEX,
    VILLAGERS,
    changed,
    codes,
    contract,
    figures,
    harmonised,
    inspect,
    the,
)

PEOPLE_BY_SEX = contract(KECAMATAN, SEX, PEOPLE, title="Jumlah Penduduk", quarantine_limit=0.5)


def test_a_total_that_counts_what_a_row_says_is_not_known_is_not_wrong_but_that_row_lacks_a_figure() -> None:
    drawing = livestock(60, 900).replace("| 20 ", "| n/a")
    inspection = inspect(drawing, LIVESTOCK)
    assert codes(inspection) == {"C17"}
    said = the(inspection, "C17")
    assert (said.cells, said.severity) == (("B5",), Severity.WARNING)
    assert "(sel B7) tertulis 60 dan angka lainnya berjumlah 40: masih kurang 20" in said.message()
    assert not inspection.slices[0].doubtful


def test_cells_that_are_told_elsewhere_are_told_once_beyond_those_that_a_list_shows() -> None:
    cells = [f"B{row}" for row in range(5, 105)]
    empty = finding("V01", sheet="Desa", cells=cells, column="RT")
    counted = finding("C17", sheet="Desa", cells=[*cells, "B105"], severity=Severity.WARNING, column="RT")
    told = marks_once([empty, counted])
    assert [(f.code, f.marked, f.count) for f in told[1:]] == [("C17", ("B105",), 1)]
    assert marks_once([empty, replace(counted, count=100, cells=empty.cells, further=empty.further)]) == (empty,)


def test_a_total_below_what_is_known_is_wrong_whatever_is_not() -> None:
    drawing = livestock(35, 900).replace("| 20 ", "| n/a")
    assert the(inspect(drawing, LIVESTOCK), "X02").cells == ("B7",)


def test_a_total_that_leaves_out_what_is_not_known_says_nothing_of_it() -> None:
    drawing = livestock(40, 900).replace("| 20 ", "| n/a")
    assert the(inspect(drawing, LIVESTOCK), "C17").severity is Severity.INFO


def test_what_is_not_known_is_told_once_by_the_total_of_its_row() -> None:
    inspection = inspect(
        """
        Jumlah Penduduk Tahun 2022

        Kecamatan    | L   | P  | L+P
        Susukan      | 12  | 5  | 17
        Batur        | n/a | 7  | 27
        Pulau Pinang | 30  | 6  | 36
        Jumlah       | 62  | 18 | 80
        """,
        PEOPLE_BY_SEX,
    )
    said = the(inspection, "C17")
    assert (said.cells, said.parameters["total"], said.parameters["difference"]) == (("B5",), "D5", "20")


def test_a_figure_merged_over_two_rows_is_told_once_and_no_sum_is_blamed() -> None:
    drawing = livestock(60, 900).replace("| 20 ", "|    ")
    by = replace(changed(LIVESTOCK, "populasi", required=True), quarantine_limit=0.9)
    inspection = inspect(drawing, by, merges="B4:B5")
    heavy = [(f.code, f.cells) for f in inspection.findings if f.severity is not Severity.INFO]
    assert heavy == [("S04", ("B4",))]
    assert not any(key[:2] == ("Batur", "sapi_perah") for key in figures(inspection))


def livestock(*total: object, more: str = "") -> str:
    printed = " | ".join(map(str, total))
    return f"""
        Jumlah Ternak Tahun 2022

        Kecamatan    | Sapi Perah | Sapi
        Susukan      | 10         | 200
        Batur        | 20         | 300
        Pulau Pinang | 30         | 400
        Jumlah       | {printed}
        {more}
    """


def test_a_total_that_agrees_is_checked_and_not_stored() -> None:
    inspection = inspect(livestock(60, 900), LIVESTOCK)
    assert codes(inspection) == set()
    assert the(inspection, "S02").cells == ("A7",)
    assert sorted(figures(inspection).values()) == [10, 20, 30, 200, 300, 400]
    assert [(t.value, t.added_up, t.cell) for t in inspection.slices[0].totals] == [(60, 60, "B7"), (900, 900, "C7")]


def test_a_total_that_disagrees_marks_the_figures_under_it_as_doubtful_and_no_others() -> None:
    inspection = inspect(livestock(60, 990), LIVESTOCK)
    said = the(inspection, "X02")
    assert said.cells == ("C7",)
    assert "Jumlah Sapi tertulis 990, sedangkan penjumlahan barisnya 900 (selisih 90)" in said.message()
    (part,) = inspection.slices
    doubtful = {(part.accepted["jenis_ternak"][i], m) for i, m in part.doubtful}
    assert doubtful == {("sapi", "populasi")}
    assert len(part.doubtful) == 3
    assert str(inspection.verdict) == "DITERIMA DENGAN CATATAN"


def test_a_total_wrong_in_every_column_is_still_the_total_of_the_table() -> None:
    assert [f.cells for f in inspect(livestock(61, 901), LIVESTOCK).findings if f.code == "X02"] == [("B7",), ("C7",)]


def test_a_row_of_averages_adds_nothing_up() -> None:
    assert codes(inspect(livestock(60, 900, more="Rata-rata | 20 | 300"), LIVESTOCK)) == set()
    wrong = inspect(livestock(61, 901, more="Rata-rata | 20 | 300"), LIVESTOCK)
    assert codes(wrong) == {"X02"}, "the average beside it does not keep the total from being checked"


def test_a_total_with_a_part_that_cannot_be_read_is_not_checked_and_that_is_said() -> None:
    inspection = inspect(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan    | Sapi Perah | Sapi
        Susukan      | 10         | 200
        Batur        | 20         | tiga ratus
        Pulau Pinang | 30         | 400
        Jumlah       | 60         | 900
        """,
        replace(LIVESTOCK, quarantine_limit=0.5),
    )
    assert codes(inspection) == {"C04", "G03"}
    assert the(inspection, "G03").cells == ("C7",)
    assert the(inspection, "G03").message().startswith("Jumlah Sapi tidak diperiksa, karena sebagian angka")


VILLAGES = """
    Penduduk Desa Tahun 2022

    No | Desa         | L  | P
       | Kec. Susukan |    |
    1  | Tanjung Baru | 10 | 20
    2  | Karang Jati  | 30 | 40
       | Jumlah       | {a} | 60
       | Kec. Batur   |    |
    1  | Tanjung Baru | 50 | 60
    2  | Batur        | 70 | 80
       | Jumlah       | 120 | 140
       | Jumlah Total | 160 | 200
"""


def test_subtotals_are_held_against_the_rows_of_their_section() -> None:
    assert codes(inspect(VILLAGES.format(a=40), VILLAGERS)) == set()


def test_a_wrong_subtotal_marks_the_rows_of_its_section_only() -> None:
    inspection = inspect(VILLAGES.format(a=41), VILLAGERS)
    said = the(inspection, "X03")
    assert (said.cells, "Susukan" in said.message()) == (("C7",), True)
    (part,) = inspection.slices
    assert {part.accepted["kode_desa"][i] for i, _ in part.doubtful} == {"33.99.01.2001", "33.99.01.2002"}


def test_a_mistyped_desa_is_told_at_its_kecamatan_and_not_at_the_whole_too() -> None:
    inspection = inspect(VILLAGES.format(a=40).replace("| 10 ", "| 13 "), VILLAGERS)
    assert the(inspection, "X03").cells == ("C7",)
    assert "X02" not in codes(inspection)


def test_a_subtotal_wrong_in_every_column_is_checked_as_its_sisters_are() -> None:
    one_column = contract(replace(KECAMATAN, sources=(Source.SECTION,)), DESA, PEOPLE, title="Penduduk Desa")
    inspection = inspect(
        """
        Penduduk Desa Tahun 2022

        Desa         | Penduduk
        Kec. Susukan |
        Tanjung Baru | 10
        Karang Jati  | 30
        Jumlah       | 47
        Kec. Batur   |
        Tanjung Baru | 50
        Batur        | 70
        Jumlah       | 120
        Jumlah Total | 160
        """,
        one_column,
    )
    assert the(inspection, "X03").cells == ("B7",)


def test_male_and_female_must_add_up_else_the_row_is_held_back() -> None:
    inspection = inspect(
        """
        Jumlah Penduduk Tahun 2022

        Kecamatan    | L  | P  | L+P
        Susukan      | 10 | 20 | 30
        Batur        | 30 | 40 | 71
        Pulau Pinang | 50 | 60 | 110
        """,
        PEOPLE_BY_SEX,
    )
    assert the(inspection, "X04").message() == "L+P: laki-laki + perempuan = 70, tertulis 71."
    assert {place for place, *_ in figures(inspection)} == {"Susukan", "Pulau Pinang"}
    assert [(q.row, q.codes) for q in inspection.slices[0].quarantine] == [(5, ("X04",))]


def test_other_categories_must_add_up_too() -> None:
    inspection = inspect(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan    | Sapi Perah | Sapi | Jumlah
        Susukan      | 10         | 20   | 30
        Batur        | 30         | 40   | 71
        Pulau Pinang | 50         | 60   | 110
        """,
        replace(LIVESTOCK, quarantine_limit=0.5),
    )
    assert the(inspection, "X01").cells == ("D5",)


def test_where_a_column_is_not_loaded_the_total_beside_it_is_not_blamed() -> None:
    inspection = inspect(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan    | Sapi Perah | Sapi | Gajah | Jumlah
        Susukan      | 10         | 20   | 5     | 35
        Batur        | 30         | 40   | 6     | 76
        Pulau Pinang | 50         | 60   | 7     | 117
        """,
        LIVESTOCK,
    )
    assert codes(inspection) == {"H03", "G03"}
    assert len(figures(inspection)) == 6


def test_the_wrong_total_of_a_row_is_not_told_again_by_the_row_of_totals() -> None:
    inspection = inspect(
        """
        Jumlah Penduduk Tahun 2022

        Kecamatan    | L  | P   | L+P
        Susukan      | 10 | 20  | 30
        Batur        | 30 | 40  | 70
        Pulau Pinang | 50 | 60  | 110
        Jumlah       | 90 | 121 | 211
        """,
        PEOPLE_BY_SEX,
    )
    assert the(inspection, "X02").cells == ("C7",)


GROUPS = (
    Category("sawah", "Sawah", total=True),
    Category("sawah_irigasi", "Irigasi"),
    Category("sawah_tadah", "Tadah Hujan"),
    Category("kering", "Lahan Kering"),
    Category("semua", "Luas Wilayah", total=True),
)


@pytest.mark.parametrize(("rice", "all_land", "wrong"), [(30, 130, set()), (31, 130, {"X01"}), (30, 131, {"X01"})])
def test_a_group_adds_up_the_categories_that_begin_with_its_code(rice: int, all_land: int, wrong: set[str]) -> None:
    land = replace(changed(LIVESTOCK, "jenis_ternak", categories=GROUPS), quarantine_limit=0.5)
    inspection = inspect(
        f"""
        Jumlah Ternak Tahun 2022

        Kecamatan    | Sawah  | Irigasi | Tadah Hujan | Lahan Kering | Luas Wilayah
        Susukan      | 15     | 10      | 5           | 20           | 35
        Batur        | {rice} | 10      | 20          | 100          | {all_land}
        Pulau Pinang | 7      | 3       | 4           | 9            | 16
        """,
        land,
    )
    assert codes(inspection) == wrong


SEX_BY_ROW = contract(
    KECAMATAN, replace(SEX, sources=(Source.COLUMN,)), PEOPLE, title="Jumlah Penduduk", quarantine_limit=0.5
)


@pytest.mark.parametrize(("both", "wrong"), [(30, set()), (33, {"X02"})])
def test_a_total_among_the_rows_is_checked_and_never_stored(both: int, wrong: set[str]) -> None:
    inspection = inspect(
        f"""
        Jumlah Penduduk Tahun 2022

        Kecamatan | Jenis Kelamin | Penduduk
        Susukan   | L             | 10
        Susukan   | P             | 20
        Susukan   | L+P           | {both}
        Batur     | L             | 40
        Batur     | P             | 60
        Batur     | L+P           | 100
        """,
        SEX_BY_ROW,
    )
    assert sorted(figures(inspection).values()) == [10, 20, 40, 60]
    assert codes(inspection) == wrong
    (part,) = inspection.slices
    assert {part.accepted["kode_kecamatan"][i] for i, _ in part.doubtful} == ({"33.99.01"} if wrong else set())


def test_measures_that_add_up_to_another_are_held_to_it_row_by_row() -> None:
    housing = contract(
        KECAMATAN,
        replace(PEOPLE, name="rumah", title="Rumah", unit="unit", sum_of=("ditangani", "sisa")),
        replace(PEOPLE, name="ditangani", title="Ditangani", unit="unit"),
        replace(PEOPLE, name="sisa", title="Sisa", unit="unit"),
        title="Rumah Tidak Layak",
        quarantine_limit=0.5,
    )
    drawing = """
        Rumah Tidak Layak Tahun 2022

        Kecamatan    | Rumah | Ditangani | Sisa
        Susukan      | 10    | 4         | 6
        Batur        | 20    | 4         | {}
        Pulau Pinang | 30    | 10        | {}
        """
    inspection = inspect(drawing.format(6, ""), housing)
    said = the(inspection, "X01")
    assert said.cells == ("B5",)
    assert said.message() == "Rumah (Ditangani + Sisa) tertulis 20, sedangkan jumlah bagiannya 10."
    assert {place for place, *_ in figures(inspection)} == {"Susukan", "Pulau Pinang"}
    lacking = the(inspect(drawing.format(16, "belum ada"), housing), "C17")
    assert (lacking.cells, lacking.severity, lacking.parameters["difference"]) == (("D6",), Severity.WARNING, "20")
    assert "Rumah (Ditangani + Sisa) (sel B6) tertulis 30" in lacking.message()


def test_a_total_of_an_earlier_year_is_history_and_no_total() -> None:
    found = harmonised(livestock(60, 900, more="Tahun 2021 | 55 | 880"), LIVESTOCK)
    history = [p for p in found.conformed[0].printed if p.scope is Scope.HISTORY]
    assert [(p.period, p.value, p.cell) for p in history] == [("2021", 55, "B8"), ("2021", 880, "C8")]
    assert codes(inspect(livestock(60, 900, more="Tahun 2021 | 55 | 880"), LIVESTOCK)) == set()


def test_rates_are_never_added_up() -> None:
    inspection = inspect(
        """
        Hasil Panen Tahun 2022

        Kecamatan    | Luas Panen (Ha) | Produksi (Ton) | Produktivitas (Ku/Ha)
        Susukan      | 10              | 50             | 50
        Batur        | 10              | 60             | 60
        Pulau Pinang | 20              | 100            | 50
        Jumlah       | 40              | 210            | 52.5
        """,
        HARVEST,
    )
    assert codes(inspection) == set()
    assert {t.measure for t in inspection.slices[0].totals} == {"luas", "produksi"}


def test_totals_are_converted_with_their_column() -> None:
    inspection = inspect(
        """
        Hasil Panen Tahun 2022

        Kecamatan    | Produksi (Kw)
        Susukan      | 125
        Batur        | 130
        Pulau Pinang | 140
        Jumlah       | 395
        """,
        HARVEST,
    )
    assert "X02" not in codes(inspection)
    assert [(t.value, t.added_up) for t in inspection.slices[0].totals] == [(39.5, 39.5)]


@pytest.mark.parametrize(
    ("total", "parts", "close"),
    [
        (100, [50, 49], False),  # whole numbers are exact
        (100.0, [50.4, 49.5], True),
        (99.9, [33.33, 33.33, 33.33], False),  # that would have been printed as 100.0
        (12.35, [4.11, 4.12, 4.13], True),  # 12.36: each was rounded
        (12.45, [4.11, 4.12, 4.13], False),
        (1000.5, [1000], True),
        (3000.5, [100] * 30, True),
        (3030.5, [100] * 30, False),  # thirty roundings do not add up to thirty
    ],
)
def test_rounding_explains_so_much_and_no_more(total: float, parts: list[float], close: bool) -> None:
    assert (abs(total - sum(parts)) <= rounding(total, parts)) is close


def test_rounding_is_judged_in_the_unit_that_was_printed() -> None:
    """Printed in tons, stored in kilograms: 12.5 tons are not 12 500 whole kilograms."""
    assert rounding(12_500, [4_200, 8_300], 1000) == pytest.approx((0.05 + 0.1) * 1000)
    assert rounding(0.395, [0.125, 0.13, 0.14], 0.001) == 0.0005


def test_counts_are_exact_and_amounts_may_each_have_been_rounded_to_whole_numbers() -> None:
    assert slack_of(LogicalType.INTEGER, 7, [3, 3]) == 0.5
    assert 1 < slack_of(LogicalType.NUMBER, 7, [3, 3]) < 2
    assert ANIMALS[-1].total
