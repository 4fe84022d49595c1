"""What the conditions of expectations say of rows is what a validation of Great Expectations says of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import great_expectations as gx
import pandas as pd
from great_expectations import expectations as gxe
from great_expectations.expectations.expectation import Expectation

from expectations.conditions import Conditions, FailingRows, is_about_rows
from expectations.context import quiet_context
from expectations.custom import OWN

FRAME = pd.DataFrame(
    {
        "kode": ["33.99.01", "33.99.02", None, "33.99.09", "33.99.01"],
        "nama": ["Susukan", "Batur", "Batur", None, "x"],
        "hari": ["2024-01-31", "2024-02-30", "[1]", None, "[1]"],
        "luas": [10.0, 60.0, None, -5.0, 10.0],
        "panen": [10.0, None, 7.5, 0.0, 99.0],
        "hasil": [20.0, 61.0, 7.5, -5.0, 109.0],
        "tahun": ["2024", "2024", "2024", "2019", "2024"],
    },
    index=[3, 4, 8, 9, 12],
)

STATED: dict[str, tuple[dict[str, Any], ...]] = {
    "ExpectColumnValueLengthsToBeBetween": ({"column": "nama", "min_value": 2, "max_value": 6},),
    "ExpectColumnValueLengthsToEqual": ({"column": "nama", "value": 5},),
    "ExpectColumnValueZScoresToBeLessThan": ({"column": "panen", "threshold": 1, "double_sided": True},),
    "ExpectColumnValuesToBeBetween": (
        {"column": "luas", "min_value": 0, "max_value": 60, "strict_max": True},
        {"column": "luas", "min_value": 0, "mostly": 0.75},
        {"column": "luas", "min_value": 0, "mostly": 0.76},
    ),
    "ExpectColumnValuesToBeDateutilParseable": ({"column": "hari"},),
    "ExpectColumnValuesToBeDecreasing": ({"column": "luas"},),
    "ExpectColumnValuesToBeInSet": ({"column": "kode", "value_set": ["33.99.01", "33.99.02"]},),
    "ExpectColumnValuesToBeIncreasing": ({"column": "panen", "strictly": True},),
    "ExpectColumnValuesToBeJsonParseable": ({"column": "hari"},),
    "ExpectColumnValuesToBeUnique": ({"column": "nama"},),
    "ExpectColumnValuesToMatchJsonSchema": ({"column": "hari", "json_schema": {"type": "array"}},),
    "ExpectColumnValuesToMatchLikePattern": ({"column": "nama", "like_pattern": "B%"},),
    "ExpectColumnValuesToMatchLikePatternList": ({"column": "nama", "like_pattern_list": ["B%"]},),
    "ExpectColumnValuesToMatchRegex": ({"column": "kode", "regex": r"\.0[12]$"}, {"column": "kode", "regex": "["}),
    "ExpectColumnValuesToMatchRegexList": ({"column": "nama", "regex_list": ["^S", "r$"]},),
    "ExpectColumnValuesToMatchStrftimeFormat": ({"column": "hari", "strftime_format": "%Y-%m-%d"},),
    "ExpectColumnValuesToNotBeInSet": ({"column": "nama", "value_set": ["x"]},),
    "ExpectColumnValuesToNotBeNull": ({"column": "kode"}, {"column": "kode", "mostly": 0.8}, {"column": "lain"}),
    "ExpectColumnValuesToNotBeOutliers": ({"column": "luas", "method": "iqr", "multiplier": 1.5},),
    "ExpectColumnValuesToNotMatchLikePattern": ({"column": "nama", "like_pattern": "B%"},),
    "ExpectColumnValuesToNotMatchLikePatternList": ({"column": "nama", "like_pattern_list": ["B%"]},),
    "ExpectColumnValuesToNotMatchRegex": ({"column": "nama", "regex": "r$"},),
    "ExpectColumnValuesToNotMatchRegexList": ({"column": "nama", "regex_list": ["r$"]},),
    "ExpectColumnPairValuesAToBeGreaterThanB": (
        {"column_A": "luas", "column_B": "panen", "or_equal": True},
        {"column_A": "luas", "column_B": "panen", "ignore_row_if": "either_value_is_missing"},
    ),
    "ExpectColumnPairValuesToBeEqual": ({"column_A": "luas", "column_B": "panen"},),
    "ExpectColumnPairValuesToBeInSet": (
        {"column_A": "nama", "column_B": "tahun", "value_pairs_set": [("Batur", "2024")]},
    ),
    "ExpectCompoundColumnsToBeUnique": ({"column_list": ["kode", "luas", "tahun"]}, {"column_list": ["nama", "tahun"]}),
    "ExpectMulticolumnSumToEqual": ({"column_list": ["luas", "panen"], "sum_total": 20},),
    "ExpectMulticolumnValuesToBeEqual": ({"column_list": ["panen", "hasil"]},),
    "ExpectSelectColumnValuesToBeUniqueWithinRecord": ({"column_list": ["luas", "panen", "hasil"]},),
    "ExpectColumnPairRegionsToHoldInPeriod": (
        {"column_A": "kode", "column_B": "tahun", "times": {"33.99.09": [("2023-05-01", None)]}},
    ),
    "ExpectColumnPairValuesAToBeAtMostB": ({"column_A": "luas", "column_B": "panen", "strictly": True},),
    "ExpectColumnPairValuesToGoTogether": (
        {"column_A": "luas", "column_B": "panen", "zero_is_blank": True},
        {"column_A": "luas", "column_B": "panen", "exclusive": True},
    ),
    "ExpectColumnValuesToBeRegionCodes": (
        {"column": "kode", "level": "kecamatan", "codes": ["33.99.01", "33.99.02"], "regency": None},
    ),
    "ExpectColumnValuesToBeWholeNumbers": ({"column": "panen"},),
    "ExpectMulticolumnTotalToEqualItsParts": ({"column_list": ["hasil", "luas", "panen"]},),
}
"""Arguments for every expectation about rows: what fails them, what most rows must meet, what cannot be run."""


def known() -> dict[str, type[Expectation]]:
    native = {name: getattr(gxe, name) for name in dir(gxe) if name.startswith("Expect") and name != "Expectation"}
    return {**native, **{kind.__name__: kind for kind in OWN.values()}}


def validated(expectations: Sequence[Expectation]) -> list[FailingRows | None]:
    """What a validation says of each expectation over the frame; None where it could not be run."""
    source = quiet_context().data_sources.add_pandas("uji").add_dataframe_asset("uji")
    batch = source.add_batch_definition_whole_dataframe("semua").get_batch({"dataframe": FRAME})
    results = batch.validate(gx.ExpectationSuite("uji", list(expectations)), result_format="COMPLETE").results
    return [rows_of(r) for r in sorted(results, key=lambda r: r.expectation_config.meta["number"])]


def rows_of(result: Any) -> FailingRows | None:
    told = result.result
    if not told:
        return None
    labels = () if result.success else tuple(told["unexpected_index_list"])
    return FailingRows(labels, told["element_count"] - (told.get("missing_count") or 0))


def test_a_condition_says_what_a_validation_says() -> None:
    stated = [(name, arguments) for name, sets in STATED.items() for arguments in sets]
    expectations = [known()[name](**said, meta={"number": n}) for n, (name, said) in enumerate(stated)]
    assert all(map(is_about_rows, expectations))
    conditions = Conditions(FRAME)
    found = [conditions.failing(each) for each in expectations]
    assert list(zip(stated, found, strict=True)) == list(zip(stated, validated(expectations), strict=True))
    assert (found.count(None), sum(rows is not None and bool(rows.labels) for rows in found)) == (7, 34)


def test_every_expectation_about_rows_is_tried_here() -> None:
    about_rows = {name for name, kind in known().items() if is_about_rows(kind.construct())}
    assert about_rows - set(STATED) == {"ExpectMulticolumnValuesToBeUnique"}  # an older name, without a metric
