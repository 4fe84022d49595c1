"""Two units in one column are held back, by their magnitude and by nothing less."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbung.contracts.model import Kind, LogicalType, Property, Source
from lumbung.harmonise.figures.magnitudes import Figures, mixed_units
from lumbung.harmonise.headings.figure_places import FigurePlace
from tests.harmonise.regency import AREA, HEADS, KECAMATAN, PEOPLE, TONS, YEAR, codes, contract, figures, inspect, the


def column(letter: str, values: list[float], measure: Property = PEOPLE, period: str | None = None) -> object:
    place = FigurePlace(letter, measure, (), period, 1.0, False, letter)
    return place, Figures(np.arange(5, 5 + len(values)), np.array(values, dtype=float))


def doubted(*columns: object) -> dict[str, set[int]]:
    return {m.place.letter: set(m.rows) for m in mixed_units(columns)}  # type: ignore[arg-type]


TWO_YEARS = ([685161, 939409, 1192110, 453797, 248879], [721.5, 1034.9, 1325.2, 509.8, 236.7])
HARVESTED = ([10, 20, 35, 80, 15, 60, 25, 45], [61, 118, 215, 470, 93, 350, 149, 275])


def test_a_year_in_thousands_beside_a_year_in_persons() -> None:
    assert doubted(column("B", TWO_YEARS[0], period="2019"), column("C", TWO_YEARS[1], period="2020")) == {
        "C": {5, 6, 7, 8, 9}
    }


def test_without_decimals_nothing_tells_which_year_is_right() -> None:
    whole = [round(v) for v in TWO_YEARS[1]]
    assert set(doubted(column("B", TWO_YEARS[0], period="2019"), column("C", whole, period="2020"))) == {"B", "C"}


def test_rows_in_kilograms_among_rows_in_tons_are_seen_beside_the_area() -> None:
    production = [v * (1000 if i in (2, 5) else 1) for i, v in enumerate(HARVESTED[1])]
    yields = [v / 10 for v in HARVESTED[0]]
    found = doubted(column("B", HARVESTED[0], AREA), column("C", production, TONS), column("D", yields, HEADS))
    assert found == {"C": {7, 10}}


def test_beside_one_column_alone_both_are_doubted() -> None:
    production = [v * (1000 if i == 2 else 1) for i, v in enumerate(HARVESTED[1])]
    assert set(doubted(column("B", HARVESTED[0], AREA), column("C", production, TONS))) == {"B", "C"}


def test_of_two_columns_that_keep_a_ratio_the_one_whose_own_figures_lie_apart_is_doubted() -> None:
    due = [v * (1000 if i in (2, 5) else 1) for i, v in enumerate([410, 350, 522, 610, 388, 290, 445, 505])]
    paid = [380, 320, 477, 530, 301, 270, 409, 460]
    bills, rates = [9, 120, 31, 77, 1400, 18, 250, 66], [12, 90, 45, 3, 77, 60, 8, 51]
    columns = [column("B", bills, HEADS), column("C", due, TONS), column("D", paid, TONS), column("E", rates)]
    assert doubted(*columns) == {"C": {7, 10}}


def test_square_kilometres_among_hectares() -> None:
    areas = [1210.0, 1530.0, 2100.0, 980.0, 1760.0, 14.4, 1330.0, 21.9]
    assert doubted(column("B", areas, AREA)) == {"B": {10, 12}}


@pytest.mark.parametrize(
    "values",
    [
        [401, 381, 846, 1560, 2871, 1015, 3315, 1],  # one animal in a town
        [1, 10, 100, 1000, 10_000, 100_000, 7, 70],
        [0, 0, 5, 3000, 2500, 0, 0, 4],
        [21_000, 22_500, 18_300, 30_100, 25_000, 19_900],
        [12, 15, 9, 51_000, 22, 10, 48_500, 13, 17, 11, 39_700, 14],  # three towns beside villages
        [50_000, 10, 12, 8, 15, 11, 9, 14],
    ],
)
def test_figures_that_merely_differ_are_not_doubted(values: list[float]) -> None:
    assert doubted(column("B", values, HEADS)) == {}


def test_towns_beside_villages_are_towns_in_every_column() -> None:
    people = [12, 15, 9, 51_000, 22, 10, 48_500, 13, 17, 11, 39_700, 14]
    households = [4, 5, 3, 14_900, 7, 3, 13_200, 4, 5, 4, 11_800, 5]
    assert doubted(column("B", people), column("C", households, HEADS)) == {}


def test_two_crops_differ_as_they_like_in_one_place() -> None:
    """Unrelated columns keep no close ratio, and a third one that could be compared says nothing of the kind."""
    square = replace(AREA, unit="m2")
    ginger = [2050, 140_000, 1500, 5300, 1000, 500, 3800, 1200]
    galangal = [0, 93_500, 1500, 20, 470, 100, 1200, 550]
    turmeric = [500, 50_000, 3000, 14_025, 0, 160, 1550, 1050]
    columns = [column(letter, crop, square) for letter, crop in zip("BCD", (ginger, galangal, turmeric), strict=True)]
    assert doubted(*columns) == {}


@given(
    st.lists(st.integers(5, 40), min_size=6, max_size=20),
    st.lists(st.integers(5_000, 90_000), min_size=1, max_size=5),
)
def test_of_sizes_alone_no_unit_is_told(villages: list[int], towns: list[int]) -> None:
    assert doubted(column("B", [*villages, *towns])) == {}


def test_growth_is_not_another_unit() -> None:
    assert doubted(column("B", [1, 2, 3, 4, 5], period="2019"), column("C", [900, 2100, 3, 4, 5], period="2020")) == {}


def test_what_is_doubted_is_held_back_and_said() -> None:
    by_year = replace(
        contract(KECAMATAN, PEOPLE, title="Jumlah Penduduk"),
        properties=(KECAMATAN, PEOPLE, replace(YEAR, sources=(Source.HEADER,))),
    )
    inspection = inspect(
        """
        Jumlah Penduduk

        Kecamatan    | 2019   | 2020
        Susukan      | 685161 | 721.5
        Batur        | 939409 | 1034.9
        Pulau Pinang | 453797 | 509.8
        """,
        by_year,
    )
    assert "U03" not in codes(inspection)  # three rows are too few to tell a unit from growth


PERCENT = Property("cakupan", Kind.MEASURE, LogicalType.NUMBER, "Cakupan", unit="persen", indicator="cakupan")
SHARES = """
    Cakupan Imunisasi 2022

    Kecamatan    | Cakupan (%)
    Susukan      | {}
    Batur        | {}
    Pulau Pinang | {}
"""


@pytest.mark.parametrize(
    ("shares", "held"),
    [((0.45, 0.9, 1), True), ((45, 90, 1), False), ((0, 0.5, 0), False), ((0.45, 0.9, 1.2), False)],
)
def test_a_column_of_fractions_in_percent_is_held_back(shares: tuple[float, ...], held: bool) -> None:
    inspection = inspect(SHARES.format(*shares), contract(KECAMATAN, PERCENT, title="Cakupan Imunisasi"))
    assert ("C13" in codes(inspection)) is held
    if held:
        assert the(inspection, "C13").cells == ("B4", "B5", "B6")
        assert figures(inspection) == {}


MOSTLY = (88.1, 90.2, 79.5, 85.2, 90.1)
BY_VILLAGE = contract(
    Property("sekolah", Kind.ATTRIBUTE, LogicalType.STRING, "Sekolah", required=True, key=True),
    PERCENT,
    title="Cakupan Imunisasi",
)


@pytest.mark.parametrize(
    ("shares", "cells"),
    [
        ((0.85, *MOSTLY), ("B4",)),
        ((1, *MOSTLY), ("B4",)),
        ((0.85, 8.1, *MOSTLY), ()),  # of shares that differ as much one may be small
        ((0.2, *MOSTLY), ()),  # 20 % would be far from the others, too
        ((7.5, *MOSTLY), ()),
        ((0, *MOSTLY), ()),
        ((0.85, *MOSTLY[:4]), ()),  # too few to tell
        ((0.85, 0.9, *MOSTLY), ()),  # too many for a slip
    ],
)
def test_a_fraction_among_percents_is_held_at_its_cell(shares: tuple[float, ...], cells: tuple[str, ...]) -> None:
    rows = "\n".join(f"Sekolah {i} | {share}" for i, share in enumerate(shares))
    inspection = inspect(f"Cakupan Imunisasi 2022\n\nSekolah | Cakupan (%)\n{rows}", BY_VILLAGE)
    assert [f.cells for f in inspection.findings if f.code == "C13"] == ([cells] if cells else [])
    assert inspection.slices[0].rows_quarantined == len(cells)


@pytest.mark.parametrize("measure", [replace(PERCENT, maximum=1), replace(PERCENT, small_percent=True)])
def test_shares_below_one_percent_are_taken_where_the_contract_expects_them(measure: Property) -> None:
    small = contract(KECAMATAN, measure, title="Cakupan Imunisasi")
    inspection = inspect(SHARES.format(0.45, 0.9, 0.2), small)
    assert figures(inspection)["Batur", "2022"] == 0.9
    assert "C13" not in codes(inspection)


def test_whoever_is_asked_about_fractions_hears_of_both_ways_out() -> None:
    said = the(inspect(SHARES.format(0.45, 0.9, 0.2), contract(KECAMATAN, PERCENT, title="Cakupan Imunisasi")), "C13")
    assert "0,45 berarti 45%: tulis 45" in said.remedy()
    assert "beri tahu Diskominfo" in said.remedy()
    assert "smallPercent" not in said.remedy()
