"""Region codes in their time: a desa that was founded in 2023 has no figures of 2020 (R04)."""

from __future__ import annotations

from datetime import date
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
from lumbung.harmonise.times.spans import days_of

Times = list[tuple[date | None, date | None]]
"""The stretches of days in which a code is valid, both ends included; None where it has no end."""


class ColumnPairRegionsHold(ColumnPairMapMetricProvider):
    """The metric behind :class:`ExpectColumnPairRegionsToHoldInPeriod`."""

    condition_metric_name = "column_pair_values.regions_hold"
    condition_domain_keys = (
        "batch_id", "table", "column_A", "column_B", "row_condition", "condition_parser", "ignore_row_if",
    )  # fmt: skip
    condition_value_keys = ("times",)

    @column_pair_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_A: pd.Series, column_B: pd.Series, times: dict[str, Times], **_: Any) -> pd.Series:
        holding = pd.Series(data=True, index=column_A.index)
        for index in column_A.index[column_A.isin(list(times))]:
            holding[index] = holds(times[str(column_A[index])], str(column_B[index]))
        return holding


def holds(times: Times, period: str) -> bool:
    """True when some day of the period lies in one of the stretches; True for a period without days."""
    days = days_of(period)
    if days is None:
        return True
    spans = ((_day(first) or date.min, _day(last) or date.max) for first, last in times)
    return any(first <= days.last and days.first <= last for first, last in spans)


def _day(value: date | str | None) -> date | None:
    """A day of a suite that was read back from JSON is text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


class ExpectColumnPairRegionsToHoldInPeriod(Speaking, ColumnPairMapExpectation):
    """Expect the region codes of ``column_A`` to be valid in the period of ``column_B``.

    ``times`` names the codes that were not, or are not, valid at all times.
    """

    times: dict[str, list[tuple[str | None, str | None]]]
    ignore_row_if: Literal["both_values_are_missing", "either_value_is_missing", "neither"] = "either_value_is_missing"

    map_metric: ClassVar[str] = "column_pair_values.regions_hold"
    success_keys: ClassVar[tuple[str, ...]] = ("column_A", "column_B", "times", "ignore_row_if", "mostly")

    @classmethod
    def says(cls, kwargs: Kwargs) -> str:
        """The codes are valid in their row's period."""
        names = {"column_A": kwargs["column_A"], "column_B": kwargs["column_B"]}
        return text("expectations.regions_hold_in_period", **names, count=len(kwargs["times"]))
