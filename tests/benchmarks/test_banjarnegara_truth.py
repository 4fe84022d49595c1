"""Comparing the warehouse with typed results: what counts as equal, as missing, as explained."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.banjarnegara_truth import Explanation, Stored, compare_figures, read_explanations
from benchmarks.banjarnegara_typed import SITE, Key, Typed, read_mapping, read_typed
from lumbung.contracts.registry import load_registry
from lumbung.site import load_site

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "banjarnegara"
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real workbooks is not here")

DUCKS = Key("unggas", "33.04.13", "2022", "populasi_unggas", (("jenis_unggas", "itik"),))


def compare_one(typed: float, stored: float | None, nil: bool = False, *explained: Explanation):  # type: ignore[no-untyped-def]
    warehouse = {} if stored is None else {DUCKS: Stored(stored)}
    return compare_figures([Typed(DUCKS, typed, nil)], warehouse, explained)


@pytest.mark.parametrize(("typed", "stored"), [(60, 59.9038), (0, 0.5), (23_351_209, 23_351_209.4), (12, 12)])
def test_figures_that_differ_only_by_rounding_are_equal(typed: float, stored: float) -> None:
    assert compare_one(typed, stored).equal == 1


def test_another_figure_is_different_and_says_where_it_came_from() -> None:
    result = compare_figures([Typed(DUCKS, 49)], {DUCKS: Stored(47, "SD 2020.xlsx", "4.1.3", "C8")})
    assert result.different == 1
    assert result.unexplained[0].stored == Stored(47, "SD 2020.xlsx", "4.1.3", "C8")


def test_a_typed_figure_that_the_warehouse_lacks_is_missing() -> None:
    assert compare_one(0, None).missing == 1


def test_a_typed_dash_where_the_warehouse_holds_nothing_claims_nothing() -> None:
    assert compare_one(0, None, True).both_nil == 1


def test_a_typed_dash_is_nought() -> None:
    assert (compare_one(0, 0, True).equal, compare_one(0, 7, True).different) == (1, 1)


def test_a_difference_that_was_looked_into_is_explained() -> None:
    result = compare_one(-65, None, False, Explanation(DUCKS, -65, None, "quarantined"))
    assert (result.missing, result.unexplained, dict(result.reasons)) == (1, (), {"quarantined": 1})


def test_an_explanation_does_not_cover_another_figure_than_the_one_looked_into() -> None:
    result = compare_one(-65, 12, False, Explanation(DUCKS, -65, None, "quarantined"))
    assert len(result.unexplained) == 1
    assert len(result.obsolete) == 1


def test_every_mapped_column_is_an_indicator_and_code_of_the_contract_it_names() -> None:
    contracts = load_registry(load_site(SITE)).contracts
    for table in read_mapping():
        contract = contracts[table.dataset]
        for indicator, dimensions in table.columns.values():
            assert indicator in {m.indicator for m in contract.measures}
            for name, code in dimensions:
                assert code in {c.code for c in contract.named(name).categories}


@needs_corpus
def test_every_typed_file_is_mapped_and_every_figure_in_it_is_read() -> None:
    assert {p.name for p in CORPUS.glob("*/*/truth *.csv")} == {t.file for t in read_mapping()}
    figures = list(read_typed(CORPUS))
    assert len(figures) == len({f.key for f in figures}) == 10_349


@needs_corpus
def test_every_explained_difference_is_about_a_typed_figure() -> None:
    typed = {(f.key, f.value) for f in read_typed(CORPUS)}
    assert {(e.key, e.typed) for e in read_explanations()} <= typed
