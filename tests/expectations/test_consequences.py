"""One mistake is one finding: what only follows from a refused figure or a wrong sum is not told again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from expectations.model import Inspection, Verdict
from expectations.rules.once import each_once, without_told
from lumbung.contracts.model import Category, Kind, QualityRule, RegionLevel, Source
from lumbung.findings import Severity, finding
from tests.harmonise.regency import (
    ANIMAL,
    AREA,
    HEADS,
    KECAMATAN,
    LIVESTOCK,
    PEOPLE,
    SEX,
    TONS,
    YIELD,
    changed,
    contract,
    inspect,
)

SHEET = """
Jumlah Ternak Tahun 2022

Kecamatan    | Sapi Perah | Sapi
Susukan      | {}         | 3
Batur        | 20         | 4
Pulau Pinang | 30         | 5
Jumlah       | 60         | {}
"""
HERDS = contract(
    KECAMATAN,
    replace(HEADS, name="betina", title="Betina"),
    replace(HEADS, name="jantan", title="Jantan"),
    replace(HEADS, name="semua", title="Semua", sum_of=("betina", "jantan")),
    title="Jumlah Ternak",
    quarantine_limit=0.9,
)
PEOPLE_OF_BOTH_SEXES = contract(KECAMATAN, SEX, PEOPLE, title="Jumlah Penduduk", quarantine_limit=0.9)
SUMS = """
Jumlah Ternak Tahun 2022

Kecamatan    | Betina | Jantan | Semua
Susukan      | {}     | 3      | {}
Batur        | 20     | 4      | 24
Pulau Pinang | 30     | 5      | 35
Jumlah       | 60     | 12     | 72
"""
WORKERS = contract(KECAMATAN, SEX, replace(HEADS, title="Petugas"), title="Jumlah Petugas", quarantine_limit=0.9)
SEXES = """
Jumlah Petugas Tahun 2022

Kecamatan    | Laki-laki | Perempuan | Jumlah
Susukan      | 1         | 3         | {}
Batur        | 2         | 4         | 6
Pulau Pinang | 3         | 5         | 8
Jumlah       | 6         | 12        | 18
"""


def heavy(inspection: Inspection) -> list[tuple[str, tuple[str, ...]]]:
    """Code and cells of everything above a note."""
    return [(f.code, f.cells) for f in inspection.findings if f.severity is not Severity.INFO]


def test_the_total_over_a_refused_figure_is_left_out_and_the_other_totals_are_not() -> None:
    livestock = replace(LIVESTOCK, quarantine_limit=0.9)
    assert heavy(inspect(SHEET.format(-10, 12), livestock)) == [("V07", ("B4",))]
    assert heavy(inspect(SHEET.format(-10, 13), livestock)) == [("V07", ("B4",)), ("X02", ("C7",))]


def test_a_sum_between_measures_is_not_held_against_a_refused_part() -> None:
    assert heavy(inspect(SUMS.format(-10, 13), HERDS)) == [("V07", ("B4",))]


def test_a_wrong_sum_of_a_row_explains_the_total_below_it() -> None:
    assert heavy(inspect(SUMS.format(10, 14), HERDS)) == [("X01", ("D4",))]
    assert heavy(inspect(SEXES.format(9), WORKERS)) == [("X04", ("D4",))]


def test_a_rule_between_two_figures_is_not_asked_where_one_is_refused() -> None:
    rule = QualityRule(
        "hasil",
        "X05",
        Severity.ERROR,
        None,
        "produksi tidak melebihi luas",
        expectation="expect_column_pair_values_a_to_be_greater_than_b",
        arguments={"column_A": "luas", "column_B": "produksi", "or_equal": True},
    )
    fields = contract(KECAMATAN, replace(AREA, minimum=0), TONS, title="Hasil Panen", rules=(rule,))
    sheet = """
    Hasil Panen Tahun 2022

    Kecamatan    | Luas Panen (Ha) | Produksi (Ton)
    Susukan      | -5              | 2
    Batur        | 6               | 3
    Pulau Pinang | 7               | 4
    """
    assert heavy(inspect(sheet, replace(fields, quarantine_limit=0.9))) == [("V07", ("B4",))]


def test_a_rate_below_nought_is_out_of_range_and_no_negative_count() -> None:
    rates = changed(contract(KECAMATAN, HEADS, TONS, title="Hasil"), "produksi", minimum=0, additive=False)
    sheet = """
    Hasil Tahun 2022

    Kecamatan    | Populasi | Produksi (Ton)
    Susukan      | 5        | -2
    Batur        | 6        | 3
    Pulau Pinang | 7        | 4
    """
    assert heavy(inspect(sheet, replace(rates, quarantine_limit=0.9))) == [("V03", ("C4",))]


def test_a_deleted_row_is_missed_by_its_name_not_by_its_number_too() -> None:
    complete = replace(LIVESTOCK, complete_over=RegionLevel.KECAMATAN)
    sheet = (
        "Jumlah Ternak Tahun 2022\n\nNo | Kecamatan | Sapi Perah | Sapi\n1 | Susukan | 1 | 2\n3 | Pulau Pinang | 5 | 6"
    )
    assert [code for code, _ in heavy(inspect(sheet, complete))] == ["T04"]


def test_a_name_that_stands_twice_is_not_told_again_as_the_name_it_took_the_place_of() -> None:
    complete = replace(LIVESTOCK, complete_over=RegionLevel.KECAMATAN, quarantine_limit=0.9)
    sheet = """
    Jumlah Ternak Tahun 2022

    Kecamatan    | Sapi Perah | Sapi
    Susukan      | 10         | 3
    Susukan      | 20         | 4
    Pulau Pinang | 30         | 5
    """
    assert heavy(inspect(sheet, complete)) == [("K01", ("A4", "A5"))]


def test_a_label_that_is_none_of_the_choices_is_not_called_missing_as_well() -> None:
    sheet = """
    Jumlah Ternak Tahun 2022

    Kecamatan    | Jenis Ternak | Populasi
    Susukan      | Sapi Perah   | 10
    Batur        | Zzz Qqq      | 20
    """
    assert heavy(inspect(sheet, replace(LISTED, quarantine_limit=0.9))) == [("V02", ("B5",))]


def test_a_column_that_is_refused_is_not_called_missing() -> None:
    sheet = """
    Jumlah Ternak Tahun 2022

    Kecamatan    | Sapi Perahh | Sapi
    Susukan      | 10          | 3
    Batur        | 20          | 4
    Pulau Pinang | 30          | 5
    """
    assert heavy(inspect(sheet, LIVESTOCK)) == [("H07", ("B3",))]


def test_a_heading_that_became_a_date_is_not_unknown_as_well_nor_its_group_missing() -> None:
    groups = [Category(n.replace("-", "_"), n) for n in ("1-3", "4-6", "7-9", "10-12")]
    ages = replace(ANIMAL, name="umur", title="Kelompok Umur", categories=tuple(groups))
    by = contract(KECAMATAN, ages, HEADS, title="Jumlah Ternak")
    sheet = """
    Jumlah Ternak Tahun 2022

    Kecamatan    | 01-Mar | 4-6 | 7-9 | 10-12
    Susukan      | 10     | 3   | 4   | 5
    Batur        | 20     | 4   | 5   | 6
    Pulau Pinang | 30     | 5   | 6   | 7
    """
    inspection = inspect(sheet, by)
    assert heavy(inspection) == [("C21", ("B3",))]
    assert inspection.verdict is Verdict.ACCEPTED_IN_PART, "the figures of a whole column are not loaded"


HARVESTED = """
Hasil Panen Tahun 2022

Kecamatan    | {}  | {}  | Produktivitas (Ku/Ha)
Susukan      | 10  | {}  | 50
Batur        | 20  | 100 | 51
Pulau Pinang | 31  | 150 | 52
"""


@pytest.mark.parametrize("error", ["#REF!", "=A1"])
@pytest.mark.parametrize("required", [True, False])
def test_an_error_over_a_column_is_told_once_and_weighs_by_the_column_that_is_lost(error: str, required: bool) -> None:
    by = contract(KECAMATAN, replace(AREA, required=required), TONS, YIELD, title="Hasil Panen")
    inspection = inspect(HARVESTED.format(error, "Produksi (Ton)", 50), by)
    assert heavy(inspection) == [("C01" if error == "#REF!" else "C02", ("B3",))]
    assert inspection.verdict is (Verdict.RETURNED if required else Verdict.ACCEPTED_IN_PART)
    assert "kolomnya tidak dimuat" in inspection.findings[0].message()


def test_the_same_error_over_a_column_and_among_figures_is_two_findings_with_a_cure_each() -> None:
    by = contract(KECAMATAN, AREA, TONS, YIELD, title="Hasil Panen", quarantine_limit=0.9)
    inspection = inspect(HARVESTED.format("#REF!", "Produksi (Ton)", "#REF!"), by)
    assert sorted(heavy(inspection)) == [("C01", ("B3",)), ("C01", ("C4",))]


def test_a_figure_wrong_by_its_row_and_by_its_column_is_told_once_at_its_cell() -> None:
    text = SEXES.replace("Susukan      | 1 ", "Susukan      | 8 ").format(4)
    (said,) = [f for f in inspect(text, WORKERS).findings if f.severity is not Severity.INFO]
    assert (said.code, said.cells) == ("X04", ("B4",))
    assert said.message() == (
        "Di sini tertulis 8, seharusnya 1: dengan itu Jumlah pada baris ini dan jumlah kolomnya sama-sama cocok."
    )


@pytest.mark.parametrize(
    ("total", "said"),
    [
        ("| 9 | 12", [("T04", ("A3",))]),  # Pulau Pinang is in the totals
        ("| 4 | 12", [("T04", ("A3",))]),  # it may have nothing of one kind
        ("| 3 | 12", [("X02", ("B6",)), ("X02", ("C6",)), ("T04", ("A3",))]),  # no row makes a total smaller
    ],
)
def test_totals_over_a_row_that_is_missing_are_not_wrong(total: str, said: list[tuple[str, tuple[str, ...]]]) -> None:
    rows = "Jumlah Ternak Tahun 2022\n\nKecamatan | Sapi Perah | Sapi\nSusukan | 1 | 2\nBatur | 3 | 4\nJumlah "
    assert heavy(inspect(rows + total, replace(LIVESTOCK, complete_over=RegionLevel.KECAMATAN))) == said


LISTED = contract(KECAMATAN, replace(ANIMAL, sources=(Source.COLUMN,)), HEADS, title="Jumlah Ternak")
FARMS = contract(
    replace(KECAMATAN, name="nama", title="Nama", kind=Kind.ATTRIBUTE, region_level=None),
    *(replace(HEADS, name=n.lower(), title=n) for n in ("Ayam", "Itik", "Puyuh")),
    title="Jumlah Ternak",
    quarantine_limit=0.9,
)
NUMBERED = """
Jumlah Ternak Tahun 2022

No | Nama     | Ayam | Itik | Puyuh
1  | Peternak A | 10 | 3    | 0
2  | Peternak B | 20 | 4    | 0
3  | Peternak C | 30 | 5    | 1
4  | Peternak D | 40 | 6    | 2
5  | Peternak E | 50 | 7    | 0
{} | Peternak G | 70 | 9    | 0
   | Jumlah     | {} | 42   | 3
"""


def test_a_row_without_a_figure_in_every_column_is_missed_once_by_its_number() -> None:
    totals = [("X02", ("C10",)), ("X02", ("D10",))]
    assert heavy(inspect(NUMBERED.format(7, 280), FARMS)) == [("S10", ("A9",))]
    assert heavy(inspect(NUMBERED.format(7, 100), FARMS)) == [*totals, ("S10", ("A9",))]
    assert heavy(inspect(NUMBERED.format(6, 280), FARMS)) == totals


@pytest.mark.parametrize(("jump", "told"), [("A7", []), ("A9", ["A9"])])
def test_a_blank_row_explains_a_number_that_jumps_right_below_it_and_none_elsewhere(jump: str, told: list[str]) -> None:
    blank = finding(
        "T04", sheet="Data", cells=("C6", "D6"), dataset="ternak", about="2022", level="x", names="y", variant="blank"
    )
    jumps = finding("S10", sheet="Data", cells=(jump,), dataset="ternak", after=2)
    assert [c for f in each_once((blank, jumps), frozenset()) if f.code == "S10" for c in f.cells] == told


def test_a_row_that_stands_there_blank_is_told_at_its_cells_and_not_called_missing() -> None:
    sheet = """
    Jumlah Ternak Tahun 2022

    Kecamatan    | Sapi Perah | Sapi
    Susukan      | 1          | 2
    Batur        |            |
    Pulau Pinang | 5          | 6
    Jumlah       | 9          | 12
    """
    complete = replace(LIVESTOCK, complete_over=RegionLevel.KECAMATAN)
    (said,) = [f for f in inspect(sheet, complete).findings if f.severity is not Severity.INFO]
    assert (said.code, said.cells) == ("T04", ("B5", "C5"))
    assert said.message() == "Baris Batur (kecamatan; 2022) ada, tetapi angkanya kosong."


def test_a_total_of_a_row_that_was_left_blank_is_told_at_its_cell() -> None:
    (said,) = [f for f in inspect(SEXES.format(""), WORKERS).findings if f.severity is not Severity.INFO]
    assert (said.code, said.cells, said.message()) == ("X04", ("D4",), "Jumlah pada baris ini kosong, seharusnya 4.")
    without = SEXES.format("").replace("| 6\n", "|\n").replace("| 8\n", "|\n")
    assert heavy(inspect(without, WORKERS)) == [("X02", ("D7",))]


def test_a_total_may_count_a_row_whose_label_nobody_knows_or_leave_it_out() -> None:
    sheet = """
    Jumlah Ternak Tahun 2022

    Kecamatan    | Jenis Ternak | Populasi
    Susukan      | Sapi Perah   | 10
    Batur        | Zzz Qqq      | 20
    Pulau Pinang | Sapi Perah   | 30
    Jumlah       |              | {}
    """
    listed = replace(LISTED, quarantine_limit=0.9)
    for total in (40, 60):
        assert heavy(inspect(sheet.format(total), listed)) == [("V02", ("B5",))]
    assert heavy(inspect(sheet.format(50), listed)) == [("V02", ("B5",)), ("X02", ("C7",))]


def test_so_is_a_figure_that_was_left_blank() -> None:
    text = SEXES.replace("Susukan      | 1 ", "Susukan      |   ").format(4)
    (said,) = [f for f in inspect(text, WORKERS).findings if f.severity is not Severity.INFO]
    assert (said.code, said.cells) == ("X04", ("B4",))
    assert said.message().startswith("Sel ini kosong, seharusnya 1: ")


def test_so_is_a_part_of_a_sum_between_measures() -> None:
    text = SUMS.format(10, 13).replace("Batur        | 20 ", "Batur        | 26 ")
    assert heavy(inspect(text, HERDS)) == [("X01", ("B5",))]


def test_two_wrong_figures_of_one_column_are_told_at_their_cells() -> None:
    text = SUMS.format(18, 13).replace("Batur        | 20 ", "Batur        | 26 ")
    assert heavy(inspect(text, HERDS)) == [("X01", ("B4",)), ("X01", ("B5",))]


def test_totals_that_are_off_otherwise_than_the_row_are_told_too() -> None:
    text = SUMS.format(15, 13).replace("| 60 ", "| 67 ")
    assert heavy(inspect(text, HERDS)) == [("X02", ("B7",)), ("X01", ("D4",))]


def test_figures_in_another_unit_that_the_totals_prove_are_told_and_the_totals_are_not() -> None:
    text = SUMS.format(10, 13).replace("Batur        | 20 ", "Batur        | 20000 ").replace("| 30 ", "| 30000 ")
    assert heavy(inspect(text, HERDS)) == [("U03", ("B5", "B6"))]


def test_sums_between_measures_that_are_all_in_another_unit_are_told_once_and_not_row_by_row() -> None:
    text = SUMS.format(10, 13000).replace("| 24", "| 24000").replace("| 35", "| 35000").replace("| 72", "| 72000")
    assert heavy(inspect(text, HERDS)) == [("U03", ("D4", "D5", "D6"))]


@pytest.mark.parametrize(("noughts", "said"), [((4, 6), ("U03", ("B4", "B6"))), ((4, 5, 6, 7), ("X02", ("B9",)))])
def test_a_total_over_rows_proves_it_of_less_than_half_of_the_figures(
    noughts: tuple[int, ...], said: tuple[str, tuple[str, ...]]
) -> None:
    heads = {4: 41, 5: 35, 6: 52, 7: 61, 8: 38}
    rows = "\n".join(f"Kec. {n} | {heads[n]}{'000' if n in noughts else ''}" for n in heads)
    farms = contract(replace(KECAMATAN, name="nama", kind=Kind.ATTRIBUTE, region_level=None), HEADS, title="Ternak")
    text = f"Ternak Tahun 2022\n\nKecamatan | Populasi\n{rows}\nJumlah | {sum(heads.values())}"
    assert heavy(inspect(text, replace(farms, quarantine_limit=1))) == [said]


def test_a_required_figure_left_blank_leaves_its_row_total_untested() -> None:
    by = changed(PEOPLE_OF_BOTH_SEXES, "penduduk", required=True)
    sheet = """
    Jumlah Penduduk Tahun 2022

    Kecamatan    | Laki-laki | Perempuan | Jumlah
    Susukan      | 10        | 3         | 13
    Batur        |           | 4         | 24
    Pulau Pinang | 30        | 5         | 35
    """
    assert heavy(inspect(sheet, by)) == [("V01", ("B5",))]


def test_what_is_compared_with_the_past_is_not_told_where_the_file_itself_shows_what_is_wrong() -> None:
    far = finding("D04", sheet="A", cells=("C9",), column="Populasi", found="1", past="2021: 60")
    gap = finding(
        "T05", sheet="A", cells=("A4",), dataset_name="x", before="2024-01", after="2024-03", missing="2024-02"
    )
    wrong = finding("X02", sheet="A", cells=("C9",), column="Populasi", found="1", expected="60", difference="-59")
    heading = finding("H03", sheet="A", cells=("D4",), column="Febuari", dataset_name="x")
    assert without_told([far, gap], [wrong, heading]) == ()
    assert without_told([far, gap], [replace(wrong, cells=("C8",)), replace(heading, sheet="B")]) == (far, gap)
