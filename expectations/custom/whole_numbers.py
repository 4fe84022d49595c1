"""A count of persons, schools or animals has no fraction (V09)."""

from __future__ import annotations

from typing import Any, ClassVar

import pandas as pd
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import ColumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider import ColumnMapMetricProvider
from great_expectations.expectations.metrics.map_metric_provider.column_condition_partial import (
    column_condition_partial,
)

from expectations.custom.speaking import Kwargs, Speaking
from expectations.custom.texts import text

NOISE = 1e-6
"""Binary noise that Excel leaves on computed counts."""


class ColumnValuesWholeNumbers(ColumnMapMetricProvider):
    """The metric behind :class:`ExpectColumnValuesToBeWholeNumbers`."""

    condition_metric_name = "column_values.whole_numbers"

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: pd.Series, **_: Any) -> pd.Series:
        return (column - column.round()).abs() <= NOISE


class ExpectColumnValuesToBeWholeNumbers(Speaking, ColumnMapExpectation):
    """Expect every value of the column to be a whole number; nulls are left out."""

    map_metric: ClassVar[str] = "column_values.whole_numbers"
    success_keys: ClassVar[tuple[str, ...]] = ("mostly",)

    @classmethod
    def says(cls, kwargs: Kwargs) -> str:
        """The column holds whole numbers."""
        return text("expectations.whole_numbers", column=kwargs["column"])
