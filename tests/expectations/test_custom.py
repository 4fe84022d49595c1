"""Expectations of our own: what each one fails, what it says of itself in Indonesian, and what it refuses."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from great_expectations.core import ExpectationValidationResult
from great_expectations.expectations.expectation import Expectation

from expectations.context import quiet_context
from expectations.custom import (
    OWN,
    ExpectColumnPairRegionsToHoldInPeriod,
    ExpectColumnPairValuesAToBeAtMostB,
    ExpectColumnPairValuesToGoTogether,
    ExpectColumnValuesToBeRegionCodes,
    ExpectColumnValuesToBeWholeNumbers,
    ExpectMulticolumnTotalToEqualItsParts,
)

TIMES: dict[str, list[tuple[str | None, str | None]]] = {
    "33.99.04": [("2023-02-01", None)],
    "33.99.05": [(None, "2010-12-31"), ("2020-01-01", "2021-06-30")],
}


def judged(expectation: Expectation, **columns: list[object]) -> ExpectationValidationResult:
    context = quiet_context()
    source = context.data_sources.add_pandas("p")
    batch = source.add_dataframe_asset("a").add_batch_definition_whole_dataframe("w")
    frame = pd.DataFrame(columns)
    return batch.get_batch({"dataframe": frame}).validate(expectation, result_format="COMPLETE")  # type: ignore[return-value]


def failing(expectation: Expectation, **columns: list[object]) -> list[int]:
    result = judged(expectation, **columns)
    assert not any(isinstance(v, dict) and v.get("raised_exception") for v in result.exception_info.values())
    return list(result.result.get("unexpected_index_list") or ())


def regions(**changes: Any) -> Expectation:
    given = {"column": "kec", "level": "kecamatan", "regency": "33.99", "codes": ["33.99.01", "33.99.02"]}
    return ExpectColumnValuesToBeRegionCodes(**{**given, **changes})


def test_a_region_code_is_known_of_the_level_and_within_the_regency() -> None:
    assert failing(regions(), kec=["33.99.01", "33.99.09", "33.99", "32.01.01", None]) == [1, 2, 3]


@pytest.mark.parametrize("codes", [["33.99"], ["32.01.01"], ["33.99.01.2001"]])
def test_a_list_of_codes_of_another_level_or_regency_is_refused(codes: list[str]) -> None:
    with pytest.raises(ValueError, match=r"is no code of a kecamatan|does not lie in 33\.99"):
        regions(codes=codes)


@pytest.mark.parametrize(
    ("code", "period", "holds"),
    [
        ("33.99.04", "2022", False),
        ("33.99.04", "2023", True),  # on some day of it
        ("33.99.04", "2023-01", False),
        ("33.99.05", "2010", True),
        ("33.99.05", "2015", False),
        ("33.99.05", "2021-S2", False),
        ("33.99.01", "1950", True),  # never changed
        ("33.99.04", "tidak jelas", True),  # no days to hold it against
    ],
)
def test_a_region_code_must_be_valid_in_the_period_of_its_row(code: str, period: str, holds: bool) -> None:
    rule = ExpectColumnPairRegionsToHoldInPeriod(column_A="kec", column_B="tahun", times=TIMES)
    assert failing(rule, kec=[code, None], tahun=[period, "2022"]) == ([] if holds else [0])


def test_a_total_is_the_sum_of_its_parts_and_blank_parts_are_no_mistake() -> None:
    rule = ExpectMulticolumnTotalToEqualItsParts(column_list=["jumlah", "l", "p"])
    assert failing(rule, jumlah=[3, 4, 5, None], l=[1, 1, None, 1], p=[2, 2, 5, 1]) == [1]


def test_amounts_may_differ_by_their_rounding_counts_by_nothing() -> None:
    figures: dict[str, list[object]] = {"jumlah": [10.0, 10.0, 10.0], "l": [3.4, 3.4, 3.4], "p": [6.6, 6.5, 5.5]}
    amounts = ExpectMulticolumnTotalToEqualItsParts(column_list=["jumlah", "l", "p"], counts=False)
    assert failing(amounts, **figures) == [2]
    counts = ExpectMulticolumnTotalToEqualItsParts(column_list=["jumlah", "l", "p"])
    assert failing(counts, jumlah=[10, 10], l=[3, 3], p=[7, 6]) == [1]


def test_a_at_most_b_with_the_noise_of_binary_fractions_and_without_blanks() -> None:
    rows: dict[str, list[object]] = {"a": [1, 2, 0.1 + 0.2, 3, None], "b": [2, 2, 0.3, 1, 1]}
    assert failing(ExpectColumnPairValuesAToBeAtMostB(column_A="a", column_B="b"), **rows) == [3]
    assert failing(ExpectColumnPairValuesAToBeAtMostB(column_A="a", column_B="b", strictly=True), **rows) == [1, 2, 3]


@pytest.mark.parametrize(
    ("options", "fails"),
    [
        ({}, [1]),  # if A then B
        ({"zero_is_blank": True}, [1, 3]),
        ({"exclusive": True}, [0, 3, 4]),
        ({"exclusive": True, "zero_is_blank": True}, [0]),
    ],
)
def test_two_figures_that_belong_together_or_exclude_each_other(options: dict[str, bool], fails: list[int]) -> None:
    rule = ExpectColumnPairValuesToGoTogether(column_A="a", column_B="b", **options)
    assert failing(rule, a=[1, 1, None, 1, 0, None], b=[5, None, 5, 0, 5, None]) == fails


SENTENCES: list[tuple[Expectation, str]] = [
    (ExpectColumnValuesToBeWholeNumbers(column="jiwa"), "jiwa berisi bilangan bulat."),
    (regions(), "kec berisi kode kecamatan di dalam 33.99 yang terdaftar (2 kode)."),
    (
        ExpectColumnPairRegionsToHoldInPeriod(column_A="kec", column_B="tahun", times=TIMES),
        "Kode wilayah di kec berlaku pada periode di tahun (2 kode berubah menurut waktu).",
    ),
    (ExpectMulticolumnTotalToEqualItsParts(column_list=["jumlah", "l", "p"]), "jumlah adalah jumlah dari l + p."),
    (
        ExpectColumnPairValuesAToBeAtMostB(column_A="a", column_B="b", mostly=0.95),
        "a tidak melebihi b. Paling sedikit 95 % baris memenuhinya.",
    ),
    (ExpectColumnPairValuesToGoTogether(column_A="a", column_B="b"), "Bila a terisi, b terisi juga."),
]


@pytest.mark.parametrize(("expectation", "sentence"), SENTENCES)
def test_each_says_in_indonesian_what_it_expects(expectation: Expectation, sentence: str) -> None:
    (told,) = expectation._prescriptive_renderer(configuration=expectation.configuration)
    assert told.string_template["template"] == sentence
    expectation.render()
    assert sentence in str(expectation.rendered_content)


def test_every_one_of_them_is_registered_and_says_a_sentence() -> None:
    assert {type(e).__name__ for e, _ in SENTENCES} == {kind.__name__ for kind in OWN.values()}


def test_the_outcome_is_told_in_indonesian() -> None:
    rule = ExpectColumnValuesToBeWholeNumbers(column="jiwa")
    result = judged(rule, jiwa=[1.0, 2.5, 2.5, 4.0])
    (statement,) = rule._diagnostic_unexpected_statement_renderer(result=result)
    assert statement.string_template["template"] == "2 dari 4 baris (50 %) tidak memenuhinya."
    assert rule._diagnostic_observed_value_renderer(result=result) == "50 % tidak memenuhi"
    (table,) = rule._diagnostic_unexpected_table_renderer(result=result)
    assert (table.header_row, table.table) == (["Nilai yang tidak memenuhi", "Banyaknya"], [["2.5", 2]])


def test_nothing_is_told_of_a_table_that_does_as_expected_and_a_crash_is_told_with_its_reason() -> None:
    rule = ExpectColumnValuesToBeWholeNumbers(column="jiwa")
    good = judged(rule, jiwa=[1.0])
    assert rule._diagnostic_unexpected_statement_renderer(result=good) == []
    assert rule._diagnostic_observed_value_renderer(result=good) == "semua memenuhi"
    (told,) = rule._diagnostic_unexpected_statement_renderer(result=judged(rule, lain=[1.0]))
    assert told.string_template["template"].startswith("Aturan ini gagal dijalankan: ")
