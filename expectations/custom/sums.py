"""A measure that is the sum of others, row by row (``sumOf`` of the contract): X01."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import pandas as pd
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider import MulticolumnMapMetricProvider
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_condition_partial import (
    multicolumn_condition_partial,
)

from expectations.custom.speaking import Kwargs, Speaking
from expectations.custom.texts import text
from lumbung.contracts.model import LogicalType
from lumbung.harmonise.totals.rounding import slack_of

_NOISE = 1e-9
"""Relative size of what binary fractions leave on a sum; every slack is larger."""


class MulticolumnTotalOfParts(MulticolumnMapMetricProvider):
    """The metric behind :class:`ExpectMulticolumnTotalToEqualItsParts`."""

    condition_metric_name = "multicolumn_values.total_of_parts"
    condition_domain_keys = ("batch_id", "table", "column_list", "row_condition", "condition_parser", "ignore_row_if")
    condition_value_keys = ("counts",)

    @multicolumn_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_list: pd.DataFrame, counts: bool, **_: Any) -> pd.Series:
        return adds_up(column_list, LogicalType.INTEGER if counts else LogicalType.NUMBER)


def adds_up(figures: pd.DataFrame, logical_type: LogicalType) -> pd.Series:
    """For each row whether the first figure is the sum of the others, as near as rounding may bring it."""
    figures = figures.astype("float64")
    total, added = figures.iloc[:, 0], figures.iloc[:, 1:].sum(axis=1, skipna=False)
    apart = (total - added).abs()
    right = apart <= total.abs() * _NOISE
    for index in figures.index[~right & apart.notna()]:
        value, *parts = figures.loc[index]
        right[index] = abs(value - sum(parts)) <= slack_of(logical_type, value, parts)
    return right


class ExpectMulticolumnTotalToEqualItsParts(Speaking, MulticolumnMapExpectation):
    """Expect the first of ``column_list`` to be the sum of the others in each row where all have a figure.

    ``counts``: the figures are whole numbers, which have no rounding; amounts may differ by it.
    """

    counts: bool = True
    ignore_row_if: Literal["all_values_are_missing", "any_value_is_missing", "never"] = "any_value_is_missing"

    map_metric: ClassVar[str] = "multicolumn_values.total_of_parts"
    success_keys: ClassVar[tuple[str, ...]] = ("column_list", "counts", "ignore_row_if", "mostly")

    @classmethod
    def says(cls, kwargs: Kwargs) -> str:
        """The first column is the sum of the others."""
        total, *parts = kwargs["column_list"]
        return text("expectations.total", total=total, parts=" + ".join(parts))
