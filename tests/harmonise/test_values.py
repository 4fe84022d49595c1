"""One cell of figures → a number, a reason why there is none, or a finding code."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from lumbung.harmonise.figures.values import Absence, Figure, convert, read_figure, settle, suggestion
from lumbung.sheets.grid import EMPTY_CELL, Cell, CellKind
from tests.harmonise.regency import (
    HARVEST,
    HEADS,
    KECAMATAN,
    LIVESTOCK,
    PEOPLE,
    changed,
    codes,
    contract,
    figures,
    inspect,
    the,
)
from tests.sheets.drawing import saved


def text(value: str) -> Figure:
    return read_figure(value, Cell(value, CellKind.TEXT))


@pytest.mark.parametrize("dash", ["-", " – ", "—", "--", "nihil", "Tidak ada"])
def test_a_dash_means_none(dash: str) -> None:
    assert text(dash).absence is Absence.NIL


@pytest.mark.parametrize("dots", ["...", "…", "N/A", "NA", "xxx", "TAD", "Belum ada", "tidak ada data"])
def test_dots_mean_not_available(dots: str) -> None:
    assert text(dots).absence is Absence.UNAVAILABLE


@pytest.mark.parametrize("words", ["12 orang", "dua", "5-9", "?", "12 + 3"])
def test_other_text_is_a_mistake(words: str) -> None:
    assert text(words) == Figure(code="C04", found=words)


def test_error_cells_and_uncomputed_formulas_are_mistakes_of_their_own() -> None:
    assert read_figure(None, Cell("#REF!", CellKind.ERROR)).code == "C01"
    assert read_figure(None, Cell("=A1+B1", CellKind.UNCOMPUTED)).code == "C02"
    assert read_figure(True, Cell(True, CellKind.BOOLEAN)).code == "C04"


def test_an_empty_cell_is_blank() -> None:
    assert read_figure(None, EMPTY_CELL) == Figure(absence=Absence.BLANK)


def test_a_dash_is_zero_unless_the_contract_says_it_is_no_value() -> None:
    nil = Figure(absence=Absence.NIL)
    assert settle(nil, HEADS, beside_figures=True) == 0
    assert settle(nil, replace(HEADS, nil_is_zero=False), beside_figures=True) is None


def test_a_blank_is_zero_only_where_the_owner_leaves_noughts_out_and_beside_figures() -> None:
    blank, left_out = Figure(absence=Absence.BLANK), replace(HEADS, blank_is_zero=True)
    assert settle(blank, HEADS, beside_figures=True) is None
    assert settle(blank, left_out, beside_figures=True) == 0
    assert settle(blank, left_out, beside_figures=False) is None


def test_not_available_is_never_zero() -> None:
    assert settle(Figure(absence=Absence.UNAVAILABLE), replace(HEADS, blank_is_zero=True), True) is None


@pytest.mark.parametrize(
    ("found", "number"),
    [("12 orang", "12"), ("± 1.200", "1.200"), ("Rp 1.250,5", "1.250,5"), ("5-9", ""), ("3,5,1", ""), ("4", "")],
)
def test_a_number_is_suggested_where_a_text_holds_only_one_and_it_says_more_than_the_text(
    found: str, number: str
) -> None:
    assert suggestion(found) == number


def test_a_conversion_leaves_no_binary_noise_and_loses_no_digit() -> None:
    assert convert(4.35, 100) == 435
    assert convert(0.1, 3) == 0.3
    assert convert(1_234_567_890.123, 1000) == 1_234_567_890_123


def test_what_stands_for_an_empty_cell_is_noted_and_a_text_is_held_back() -> None:
    inspection = inspect(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan    | Sapi Perah | Sapi
        Susukan      | -          | 4
        Batur        | 7          | 12 ekor
        Pulau Pinang | ...        | 9
        """,
        replace(LIVESTOCK, quarantine_limit=0.5),
    )
    assert figures(inspection) == {
        ("Susukan", "sapi_perah", "2022"): 0,
        ("Susukan", "sapi", "2022"): 4,
        ("Batur", "sapi_perah", "2022"): 7,
        ("Pulau Pinang", "sapi", "2022"): 9,
    }
    nil, unavailable = (f for f in inspection.findings if f.code == "C17")
    assert (nil.cells, nil.parameters["meaning"]) == (("B4",), "0")
    assert (unavailable.cells, unavailable.parameters["meaning"]) == (("B6",), "tidak ada data")
    assert the(inspection, "C04").message() == 'Sapi: sel berisi "12 ekor", seharusnya angka. Mungkin maksudnya 12.'


@pytest.mark.parametrize(
    ("found", "meant"),
    [("6O", "60"), ("127O", "1270"), ("l.2o5", "1.205"), ("12 orang", "12"), ("O", ""), ("lima", ""), ("5 atau 6", "")],
)
def test_what_a_text_probably_means_is_proposed(found: str, meant: str) -> None:
    assert suggestion(found) == meant


def test_error_cells_and_formulas_never_computed_are_held_back_and_said_once() -> None:
    inspection = inspect(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan    | Sapi Perah | Sapi
        Susukan      | #REF!      | 4
        Batur        | 7          | =B4+B5
        Pulau Pinang | 3          | 9
        """,
        replace(LIVESTOCK, quarantine_limit=0.9),
    )
    assert the(inspection, "C01").cells == ("B4",)
    assert the(inspection, "C02").cells == ("C5",)
    assert sorted(figures(inspection).values()) == [3, 4, 7, 9]


def test_a_blank_cell_of_a_required_measure_is_said_and_of_another_is_not() -> None:
    drawing = """
        Jumlah Ternak Tahun 2022

        Kecamatan    | Sapi Perah | Sapi
        Susukan      | 1          |
        Batur        | 7          | 12
        Pulau Pinang | 3          | 9
    """
    required = replace(changed(LIVESTOCK, "populasi", required=True), quarantine_limit=0.5)
    assert codes(inspect(drawing, LIVESTOCK)) == set()
    assert the(inspect(drawing, required), "V01").cells == ("C4",)


def test_a_cell_that_could_not_be_read_is_not_called_empty_as_well() -> None:
    inspection = inspect(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan    | Sapi Perah | Sapi
        Susukan      | 1          | banyak
        Batur        | 7          | 12
        Pulau Pinang | 3          | 9
        """,
        replace(changed(LIVESTOCK, "populasi", required=True), quarantine_limit=0.5),
    )
    assert codes(inspection) == {"C04"}


COVERAGE = contract(
    KECAMATAN,
    replace(PEOPLE, name="cakupan", title="Cakupan", unit="persen", additive=False),
    replace(PEOPLE, title="Penduduk"),
    title="Cakupan",
)


def formatted(cells: dict[str, str]) -> bytes:
    """Coverage and inhabitants of three kecamatan; ``cells``: address → number format."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows = [["Cakupan Tahun 2022"], [], ["Kecamatan", "Cakupan (%)", "Penduduk"]]
    for row in (*rows, ["Susukan", 0.45, 100], ["Batur", 1.05, 200], ["Pulau Pinang", 0.333, 300]):
        sheet.append(row)
    for cell, number_format in cells.items():
        sheet[cell].number_format = number_format
    return saved(book)


def test_a_percent_cell_means_what_it_shows() -> None:
    inspection = inspect(
        formatted({"B4": "0%", "B5": "0.0%", "B6": "0.00%"}),
        changed(COVERAGE, "cakupan", logical_type=HARVEST.measures[0].logical_type),
    )
    shares = {place: v for (place, _, m), v in figures(inspection).items() if m == "cakupan"}
    assert shares == {"Susukan": 45, "Batur": 105, "Pulau Pinang": 33.3}


def test_a_percent_is_no_number_of_people() -> None:
    inspection = inspect(formatted({"B4": "0%", "B5": "0%", "B6": "0%", "C5": "0%"}), COVERAGE)
    assert the(inspection, "C04").cells == ("C5",)


def test_a_unit_in_the_number_format_counts() -> None:
    book = openpyxl.load_workbook(io.BytesIO(formatted({})))
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B3"], sheet["C3"] = "Hasil Panen Tahun 2022", "Luas Panen (Ha)", "Produksi (Ton)"
    sheet["C4"].number_format = '0 "kg"'
    sheet["C5"].number_format = '0 "ekor"'
    inspection = inspect(saved(book), replace(HARVEST, quarantine_limit=0.5))
    assert figures(inspection)["Susukan", "2022", "produksi"] == 0.1
    assert figures(inspection)["Pulau Pinang", "2022", "produksi"] == 300
    assert the(inspection, "H11").cells == ("C5",)
    assert the(inspection, "U02").cells == ("C4",)


def test_a_figure_that_may_mean_two_numbers_is_held_back() -> None:
    inspection = inspect(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan    | Sapi Perah | Sapi
        Susukan      | 1.255      | 4
        Batur        | 120        | 12
        Pulau Pinang | 7          | 9
        """,
        replace(LIVESTOCK, quarantine_limit=0.5),
    )
    assert the(inspection, "C05").cells == ("B4",)
    assert ("Susukan", "sapi_perah", "2022") not in figures(inspection)
    assert [q.codes for q in inspection.slices[0].quarantine] == [("C05",)]


def test_thousands_in_parentheses_without_a_unit_are_thousands_of_the_contracts_unit() -> None:
    inspection = inspect(
        "Jumlah Penduduk 2022\n\nKecamatan | Penduduk (Ribu)\nSusukan | 1.5\nBatur | 20\nPulau Pinang | 3",
        contract(KECAMATAN, PEOPLE, title="Jumlah Penduduk"),
    )
    assert figures(inspection)["Susukan", "2022"] == 1500
    assert the(inspection, "U02").parameters["found"] == "ribu orang"
