"""Figures that no heading covers: what may have slipped is held back whole, and the mistake is said once."""

from __future__ import annotations

import pytest

from expectations.model import Inspection, Verdict
from lumbung.findings import Severity
from tests.harmonise.regency import HARVEST, LIVESTOCK, changed, figures, inspect

SHEET = """
    Jumlah Ternak Tahun 2022
    No | Kecamatan | Sapi Perah | Sapi | Jumlah |
    1  | Susukan      | 1 | 2 | 3  |
    2  | Batur        | 4 | 5 | 9  |
    3  | Pulau Pinang | 6 | 7 | 13 |
    Jumlah |          | 11 | 14 | 25
"""
TONS_REQUIRED = changed(HARVEST, "produksi", required=True)


def heavy(inspection: Inspection) -> list[tuple[str, tuple[str, ...]]]:
    return [(f.code, f.cells) for f in inspection.findings if f.severity is not Severity.INFO]


def test_a_row_pushed_to_the_right_is_held_back_and_no_total_or_value_of_it_is_blamed() -> None:
    inspection = inspect(SHEET.replace("Batur        | 4 |", "Batur        |  | 4 |"), LIVESTOCK)
    assert heavy(inspection) == [("S06", ("F4",))]
    assert {place for place, *_ in figures(inspection)} == {"Susukan", "Pulau Pinang"}
    (held,) = inspection.slices[0].quarantine
    assert (held.row, held.codes) == (4, ("S06",))


@pytest.mark.parametrize(("line", "found"), [("Batur;3", ("S07", ("C4",))), ("Batur;3;4;5", ("S06", ("D4",)))])
def test_a_line_of_text_with_another_number_of_cells_is_held_back(
    line: str, found: tuple[str, tuple[str, ...]]
) -> None:
    text = f"Jumlah Ternak 2022\nKecamatan;Sapi Perah;Sapi\nSusukan;1;2\n{line}\nPulau Pinang;4;5\nJumlah;8;9\n"
    inspection = inspect(text.encode(), LIVESTOCK, name="ternak.csv")
    assert heavy(inspection) == [found]
    assert {place for place, *_ in figures(inspection)} == {"Susukan", "Pulau Pinang"}


@pytest.mark.parametrize("order", [("Batur;1", "Susukan;1;2"), ("Susukan;1;2", "Batur;1")])
def test_a_row_with_the_figure_of_one_that_slipped_is_loaded_all_the_same(order: tuple[str, str]) -> None:
    text = "\n".join(("Jumlah Ternak 2022", "Kecamatan;Sapi Perah;Sapi", *order, "Pulau Pinang;4;5\n"))
    inspection = inspect(text.encode(), LIVESTOCK, name="ternak.csv")
    assert {place for place, *_ in figures(inspection)} == {"Susukan", "Pulau Pinang"}
    assert figures(inspection)["Susukan", "sapi_perah", "2022"] == 1


def test_a_register_row_that_slipped_is_not_called_unknown_as_well() -> None:
    text = "Jumlah Ternak 2022\nNo;Kecamatan;Sapi Perah;Sapi\n1;Susukan;1;2\nBatur;3;4\n3;Pulau Pinang;4;5\n"
    inspection = inspect(text.encode(), LIVESTOCK, name="ternak.csv")
    assert heavy(inspection) == [("S07", ("D4",))]


def test_the_column_of_a_category_without_its_heading_is_said_once() -> None:
    inspection = inspect(SHEET.replace("Sapi Perah", ""), LIVESTOCK)
    assert heavy(inspection) == [("H04", ("C2",))]
    assert inspection.verdict is Verdict.ACCEPTED_IN_PART


def test_a_required_column_without_its_heading_returns_the_file_for_that_and_is_not_called_missing() -> None:
    drawing = """
        Hasil Panen Tahun 2022
        Kecamatan    | Luas Panen | {} | Produktivitas
        Susukan      | 1 | 2 | 30
        Batur        | 4 | 5 | 40
        Pulau Pinang | 6 | 7 | 50
    """
    inspection = inspect(drawing.format(""), TONS_REQUIRED)
    assert (heavy(inspection), inspection.verdict) == ([("H04", ("C2",))], Verdict.RETURNED)
    assert inspect(drawing.format("Produksi (Ton)"), TONS_REQUIRED).verdict is Verdict.ACCEPTED


def test_a_heading_of_a_group_is_never_taken_for_that_of_its_blank_column() -> None:
    drawing = """
        Jumlah Ternak Tahun 2022
        Kecamatan    | Jenis Ternak |    |
                     | Sapi Perah |      | Kuda
        Susukan      | 1          | 20   | 3
        Batur        | 4          | 50   | 6
        Pulau Pinang | 7          | 80   | 9
    """
    inspection = inspect(drawing, LIVESTOCK, merges="A2:A3 B2:D2")
    assert heavy(inspection) == [("H04", ("C3",))]
    assert not any(value in (20, 50, 80) for value in figures(inspection).values())


def test_the_operators_own_calculations_on_a_sheet_that_nobody_asks_for_raise_no_alarm() -> None:
    scratch = "Catatan | Angka |\nSusukan | 1 | 5\nBatur | 2 | 6\n\nRakit | 3 | 7"
    assert heavy(inspect(SHEET, LIVESTOCK, more=(scratch,))) == []


def test_scientific_notation_is_said_once_and_holds_its_figure_back() -> None:
    inspection = inspect(SHEET.replace("| 4 | 5 | 9", "| '4,2E+01 | 5 | 9"), LIVESTOCK)
    assert heavy(inspection) == [("C12", ("C4",))]
    assert ("Batur", "sapi_perah", "2022") not in figures(inspection)
    assert figures(inspection)["Batur", "sapi", "2022"] == 5


def test_a_nested_pivot_returns_the_file_for_that_alone() -> None:
    drawing = """
        Jumlah Ternak Tahun 2022
        Kecamatan | Sapi Perah
        Susukan   | 10
        L         | 6
        P         | 4
        Batur     | 20
        L         | 12
        P         | 8
    """
    inspection = inspect(drawing, LIVESTOCK)
    assert (heavy(inspection), inspection.verdict) == ([("L07", ("A3", "A6"))], Verdict.RETURNED)
