"""A file against those of earlier periods: what repeats, jumps, is missing or new is told, and nothing else is."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import openpyxl
import pytest

from expectations.inspect import Inspector
from expectations.model import Verdict
from lumbung.findings import Severity
from lumbung.site import load_site
from tests.expectations.series import BUFFALOES, CATTLE, compared, files, grown, heavy, told, with_figure
from tests.pipelines.small_site import KECAMATAN, Figures, SmallSite, livestock, make_site
from tests.sheets.drawing import saved

YEARS = (2020, 2021, 2022, 2023)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    made = make_site(tmp_path_factory.mktemp("uji"))
    made.require_nothing("populasi_ternak")
    return made


@pytest.fixture(scope="module")
def inspector(site: SmallSite) -> Inspector:
    return Inspector(load_site(site.folder))


def of_last(inspector: Inspector, years: Mapping[int, Figures]) -> list[tuple[str, tuple[str, ...]]]:
    """Code and cells of the last of these years; all others are clean."""
    *others, last = told(compared(inspector, files(years), "distan"))
    assert others == [[]] * len(others)
    return last


def series(last: Figures, *, years: int = 4) -> dict[int, Figures]:
    """Some clean years, and another last one."""
    past = YEARS[-years:-1]
    return {**{year: grown(year) for year in past}, YEARS[-1]: last}


def test_years_that_grow_as_in_life_are_accepted_without_a_word(inspector: Inspector) -> None:
    found = compared(inspector, files({year: grown(year) for year in YEARS}), "distan")
    assert [(i.verdict, heavy(i)) for i in found] == [(Verdict.ACCEPTED, [])] * 4


def test_the_first_file_of_a_dataset_has_no_past(inspector: Inspector) -> None:
    wild = {name: (10**i, 1) for i, name in enumerate(KECAMATAN)}
    assert told(compared(inspector, files({2023: wild}), "distan")) == [[]]


# ------------------------------------------------------------------ T06


def test_last_years_table_under_a_new_year_is_one_finding(inspector: Inspector) -> None:
    (only,) = of_last(inspector, series(grown(2022)))
    assert only == ("T06", tuple(f"{c}{r}" for c in "CD" for r in range(4, 10)))


def test_a_short_column_that_stayed_the_same_beside_a_new_one_proves_nothing(inspector: Inspector) -> None:
    old, new = grown(2022), grown(2023)
    mixed = {name: (old[name][0], new[name][1]) for name in KECAMATAN}
    assert of_last(inspector, series(mixed, years=2)) == []  # six figures may happen to stay as they are


def test_one_long_column_that_was_not_renewed_is_told_without_the_other(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    made = make_site(tmp_path_factory.mktemp("uji"))
    made.change_contract("populasi_ternak", "2.0.0", comparison={"copied": 6})
    old, new = grown(2022), grown(2023)
    mixed = {name: (old[name][0], new[name][1]) for name in KECAMATAN}
    (only,) = of_last(Inspector(load_site(made.folder)), series(mixed, years=2))
    assert only == ("T06", tuple(f"C{r}" for r in range(4, 10)))


def test_small_numbers_that_stay_the_same_prove_nothing(inspector: Inspector) -> None:
    few = {name: (i % 3, 2) for i, name in enumerate(KECAMATAN)}
    assert of_last(inspector, dict.fromkeys(YEARS, few)) == []


def test_a_table_that_never_changed_is_not_called_a_copy_for_ever(inspector: Inspector) -> None:
    same = grown(2020)
    found = told(compared(inspector, files(dict.fromkeys(YEARS, same)), "distan"))
    assert [[code for code, _ in file] for file in found] == [[], ["T06"], [], []]


# ------------------------------------------------------------------ U04


@pytest.mark.parametrize("past", [1, 3])
@pytest.mark.parametrize("factor", [10, 1000, 0.01])
def test_a_column_in_another_unit_is_one_finding_with_all_its_cells(
    inspector: Inspector, past: int, factor: float
) -> None:
    large = tuple(1000 * v for v in CATTLE)
    years = {year: grown(year, large) for year in YEARS[-past - 1 :]}
    years[2023] = {name: (round(a * factor), b) for name, (a, b) in years[2023].items()}
    *_, last = compared(inspector, files(years), "distan")
    (only,) = heavy(last)
    assert (only.code, only.cells, only.severity) == ("U04", tuple(f"C{r}" for r in range(4, 10)), Severity.WARNING)
    assert "2022" in only.message()


@pytest.mark.parametrize("past", [1, 3])
@pytest.mark.parametrize("factor", [10, 100, 1000])
def test_a_figure_with_noughts_too_many_is_told_with_the_one_before(
    inspector: Inspector, past: int, factor: int
) -> None:
    was = grown(2022)["Curup"][0]
    wrong = with_figure(grown(2023), "Curup", cattle=factor * grown(2023)["Curup"][0])
    *_, last = compared(inspector, files(series(wrong, years=past + 1)), "distan")
    (only,) = heavy(last)
    assert (only.code, only.cells) == ("U04", ("C6",))
    assert f"2022 {was}" in only.message()
    assert "Curup" in only.message()


def test_a_series_that_came_back_to_its_size_is_not_told_again(inspector: Inspector) -> None:
    years = {year: grown(year) for year in (*YEARS, 2024)}
    years[2023] = with_figure(years[2023], "Curup", cattle=702_000)
    found = told(compared(inspector, files(years), "distan"))
    assert [[code for code, _ in file] for file in found] == [[], [], [], ["U04"], []]


def test_a_thousandfold_figure_is_told_without_neighbours_and_without_a_long_series(inspector: Inspector) -> None:
    def alone(heads: int) -> Figures:
        return {name: (heads if name == "Curup" else None, None) for name in KECAMATAN}

    *_, last = told(compared(inspector, files({2022: alone(702), 2023: alone(715_000)}), "distan"))
    assert [found for found in last if found[0] != "T04"] == [("U04", ("C6",))]


def test_a_few_animals_more_in_one_place_are_no_jump(inspector: Inspector) -> None:
    years = {year: dict.fromkeys(KECAMATAN, (2, 1)) for year in YEARS}
    years[2023] = with_figure(years[2023], "Curup", cattle=20, buffaloes=10)
    assert of_last(inspector, years) == []


# ------------------------------------------------------------------ D04


def test_a_figure_far_from_its_series_is_told_with_what_it_was(inspector: Inspector) -> None:
    wrong = with_figure(grown(2023), "Danau", cattle=1290)
    *_, last = compared(inspector, files(series(wrong)), "distan")
    (only,) = heavy(last)
    assert (only.code, only.cells) == ("D04", ("C7",))
    assert f"2022: {grown(2022)['Danau'][0]}" in only.message()


def test_too_short_a_series_has_no_outliers(inspector: Inspector) -> None:
    wrong = with_figure(grown(2023), "Danau", cattle=1290)
    assert of_last(inspector, series(wrong, years=3)) == []


def test_a_bad_year_for_all_is_nobodys_mistake(inspector: Inspector) -> None:
    drought = {name: (round(0.4 * a), round(0.4 * b)) for name, (a, b) in grown(2023).items()}
    assert of_last(inspector, series(drought)) == []


def test_a_series_that_always_went_up_and_down_has_no_outliers(inspector: Inspector) -> None:
    restless = {
        year: with_figure(grown(year), "Danau", cattle=heads)
        for year, heads in zip(YEARS, (300, 1200, 250, 1400), strict=True)
    }
    assert of_last(inspector, restless) == []


def test_small_counts_are_never_outliers(inspector: Inspector) -> None:
    quiet = {year: with_figure(grown(year), "Danau", cattle=3) for year in YEARS}
    quiet[2023] = with_figure(quiet[2023], "Danau", cattle=41)
    assert of_last(inspector, quiet) == []


# ------------------------------------------------------------------ the series as a whole


def test_a_year_that_nobody_sent_is_missed_in_the_next(inspector: Inspector) -> None:
    years = {2020: grown(2020), 2021: grown(2021), 2023: grown(2023)}
    *_, last = compared(inspector, files(years), "distan")
    (only,) = heavy(last)
    assert (only.code, only.period) == ("T05", "2023")
    assert "di antara 2021 dan 2023 belum ada data periode 2022" in only.message()


def test_the_order_in_which_files_are_named_does_not_matter_to_their_past(inspector: Inspector) -> None:
    sent = files(series(with_figure(grown(2023), "Curup", cattle=702_000)))
    forth = compared(inspector, sent, "distan")
    back = compared(inspector, dict(reversed(sent.items())), "distan")
    assert told(forth) == told(back)[::-1]


def test_figures_left_blank_that_were_there_before_are_told(inspector: Inspector) -> None:
    blank = {name: (a, None if i < 5 else b) for i, (name, (a, b)) in enumerate(grown(2023).items())}
    *_, last = compared(inspector, files(series(blank)), "distan")
    assert ("D05", ("D4", "D5", "D6", "D7", "D8")) in [(f.code, f.cells) for f in heavy(last)]


# ------------------------------------------------------------------ a second file about one period


def again(inspector: Inspector, first: Figures, second: Figures, year: int) -> list[list[tuple[str, tuple[str, ...]]]]:
    sent = [("Ternak.xlsx", livestock(year, first)), ("Ternak lagi.xlsx", livestock(year, second))]
    return told(compared(inspector, sent, "distan"))


def test_a_second_file_that_says_otherwise_is_told_once_with_all_its_cells(inspector: Inspector) -> None:
    first = grown(2025)
    second = with_figure(with_figure(first, "Alam", cattle=401), "Embun", buffaloes=299)
    assert again(inspector, first, second, 2025) == [[], [("K05", ("C4", "D8"))]]


def test_a_second_file_about_a_closed_period_is_a_revision(inspector: Inspector) -> None:
    first = grown(2015)
    second = with_figure(first, "Alam", cattle=401)
    assert again(inspector, first, second, 2015) == [[], [("X09", ("C4",))]]


def with_status(data: bytes, status: str) -> bytes:
    book = openpyxl.load_workbook(BytesIO(data))
    book.worksheets[0]["A1"] = f"{book.worksheets[0]['A1'].value} ({status})"
    return saved(book)


def test_provisional_figures_after_final_ones_are_a_step_back(inspector: Inspector) -> None:
    final, other = livestock(2015, grown(2015)), livestock(2015, with_figure(grown(2015), "Alam", cattle=401))
    sent = [("tetap.xlsx", with_status(final, "angka tetap")), ("lama.xlsx", with_status(other, "angka sementara"))]
    first, second = compared(inspector, sent, "distan")
    (only,) = heavy(second)
    assert (heavy(first), only.code, only.cells) == ([], "F11", ("A3",))
    assert "masih berstatus sementara" in only.message()


def test_final_figures_may_differ_from_provisional_ones_without_a_word(inspector: Inspector) -> None:
    early, final = livestock(2015, with_figure(grown(2015), "Alam", cattle=401)), livestock(2015, grown(2015))
    sent = [("dulu.xlsx", with_status(early, "angka sementara")), ("tetap.xlsx", with_status(final, "angka tetap"))]
    assert told(compared(inspector, sent, "distan")) == [[], []]


def test_a_second_file_that_says_the_same_is_not_worth_a_word(inspector: Inspector) -> None:
    first = grown(2025)
    assert again(inspector, first, dict(reversed(first.items())), 2025) == [[], []]


def test_a_figure_that_was_in_doubt_may_be_mended_without_a_word(inspector: Inspector) -> None:
    wrong = with_figure(grown(2023), "Curup", cattle=702_000)
    sent = [*files(series(wrong)).items(), ("Ternak 2023 perbaikan.xlsx", livestock(2023, grown(2023)))]
    found = told(compared(inspector, sent, "distan"))
    assert [[code for code, _ in file] for file in found] == [[], [], [], ["U04"], []]


# ------------------------------------------------------------------ printed totals


def test_a_total_of_another_magnitude_than_the_restated_one_is_told_even_in_a_first_file(inspector: Inspector) -> None:
    year = livestock(2023, grown(2023), before={2022: (sum(CATTLE) * 259, sum(BUFFALOES))})
    assert told(compared(inspector, {"a.xlsx": year}, "distan")) == [[("D04", ("C10",))]]


def test_totals_that_grew_are_not(inspector: Inspector) -> None:
    year = livestock(2023, grown(2023), before={2022: (sum(CATTLE) * 4, sum(BUFFALOES) // 4)})
    assert told(compared(inspector, {"a.xlsx": year}, "distan")) == [[]]


def test_a_restated_total_that_differs_from_the_first_is_told_without_a_warehouse(inspector: Inspector) -> None:
    first = livestock(2022, grown(2022))
    second = livestock(2023, grown(2023), before={2022: (sum(CATTLE), sum(BUFFALOES) + 5000)})
    found = compared(inspector, {"a.xlsx": first, "b.xlsx": second}, "distan")
    assert ("X08", ("D11",)) in told(found)[1]
