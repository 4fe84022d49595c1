"""Two values of one row: A at most B (X05; of days X06), B compulsory beside A, A and B exclusive (X05)."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import pandas as pd
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import ColumnPairMapExpectation
from great_expectations.expectations.metrics.map_metric_provider import ColumnPairMapMetricProvider
from great_expectations.expectations.metrics.map_metric_provider.column_pair_condition_partial import (
    column_pair_condition_partial,
)

from expectations.custom.speaking import Kwargs, Speaking
from expectations.custom.texts import text

Ignored = Literal["both_values_are_missing", "either_value_is_missing", "neither"]

_DOMAIN = ("batch_id", "table", "column_A", "column_B", "row_condition", "condition_parser", "ignore_row_if")
_NOISE = 1e-9
"""Relative size of what binary fractions leave on a computed figure."""


class ColumnPairAtMost(ColumnPairMapMetricProvider):
    """The metric behind :class:`ExpectColumnPairValuesAToBeAtMostB`."""

    condition_metric_name = "column_pair_values.at_most"
    condition_domain_keys = _DOMAIN
    condition_value_keys = ("strictly",)

    @column_pair_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_A: pd.Series, column_B: pd.Series, strictly: bool, **_: Any) -> pd.Series:
        if not pd.api.types.is_numeric_dtype(column_B):  # days: 2024-07-01
            return column_A < column_B if strictly else column_A <= column_B
        noise = column_B.abs() * _NOISE
        return column_A < column_B - noise if strictly else column_A <= column_B + noise


class ExpectColumnPairValuesAToBeAtMostB(Speaking, ColumnPairMapExpectation):
    """Expect ``column_A`` to be no larger, or later, than ``column_B``; smaller, or earlier, if ``strictly``.

    Rows in which either is blank are left out: a blank says nothing about the other one.
    """

    strictly: bool = False
    ignore_row_if: Ignored = "either_value_is_missing"

    map_metric: ClassVar[str] = "column_pair_values.at_most"
    success_keys: ClassVar[tuple[str, ...]] = ("column_A", "column_B", "strictly", "ignore_row_if", "mostly")

    @classmethod
    def says(cls, kwargs: Kwargs) -> str:
        """A is at most B."""
        return text("expectations.less_than" if kwargs.get("strictly") else "expectations.at_most", **_names(kwargs))


class ColumnPairGoTogether(ColumnPairMapMetricProvider):
    """The metric behind :class:`ExpectColumnPairValuesToGoTogether`."""

    condition_metric_name = "column_pair_values.go_together"
    condition_domain_keys = _DOMAIN
    condition_value_keys = ("exclusive", "zero_is_blank")

    @column_pair_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(
        cls, column_A: pd.Series, column_B: pd.Series, exclusive: bool, zero_is_blank: bool, **_: Any
    ) -> pd.Series:
        a, b = _filled(column_A, zero_is_blank), _filled(column_B, zero_is_blank)
        return ~(a & b) if exclusive else ~a | b


class ExpectColumnPairValuesToGoTogether(Speaking, ColumnPairMapExpectation):
    """Expect ``column_B`` to be filled where ``column_A`` is; or, if ``exclusive``, to be blank there.

    ``zero_is_blank``: a 0 counts as nothing (no teachers without a school; but a school may have 0 of them).
    """

    exclusive: bool = False
    zero_is_blank: bool = False
    ignore_row_if: Ignored = "both_values_are_missing"

    map_metric: ClassVar[str] = "column_pair_values.go_together"
    success_keys: ClassVar[tuple[str, ...]] = (
        "column_A", "column_B", "exclusive", "zero_is_blank", "ignore_row_if", "mostly",
    )  # fmt: skip

    @classmethod
    def says(cls, kwargs: Kwargs) -> str:
        """If A then B, or not both."""
        kind = "exclusive" if kwargs.get("exclusive") else "compulsory"
        suffix = "_nonzero" if kwargs.get("zero_is_blank") else ""
        return text(f"expectations.{kind}{suffix}", **_names(kwargs))


def _filled(column: pd.Series, zero_is_blank: bool) -> pd.Series:
    filled = column.notna() & (column.astype("object") != "")
    return filled & (column.fillna(0) != 0) if zero_is_blank else filled


def _names(kwargs: Kwargs) -> dict[str, str]:
    return {"column_A": str(kwargs["column_A"]), "column_B": str(kwargs["column_B"])}
