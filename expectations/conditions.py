"""Which rows fail an expectation: its *condition*, asked of Great Expectations as one metric over one frame.

A validation wants seven metrics of every expectation and builds the expectation anew dozens of times to name them:
a third of a second for the smallest table. Of a rule about single rows we need what lies under all of them: its
condition, and how many rows may fail it. A test holds for each such expectation that a contract may state that this is
what a validation says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeGuard, cast

import pandas as pd
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import (
    ColumnMapExpectation,
    ColumnPairMapExpectation,
    Expectation,
    MulticolumnMapExpectation,
)
from great_expectations.expectations.metrics.map_metric_provider import MapMetricProvider
from great_expectations.expectations.registry import get_metric_provider
from great_expectations.validator.metric_configuration import MetricConfiguration
from great_expectations.validator.metrics_calculator import MetricsCalculator

AboutRows = ColumnMapExpectation | ColumnPairMapExpectation | MulticolumnMapExpectation
"""Expectations about single rows: one column of them, two, or several."""

_KINDS = (ColumnMapExpectation, ColumnPairMapExpectation, MulticolumnMapExpectation)


@dataclass(frozen=True)
class FailingRows:
    """The index labels of rows that fail, none where no more of them fail than may; how many rows were judged."""

    labels: tuple[int, ...]
    tested: int


def is_about_rows(expectation: Expectation) -> TypeGuard[AboutRows]:
    """True where the condition is all that counts: the expectation asks for nothing beside what its kind asks for."""
    wanted = type(expectation).get_validation_dependencies
    return any(isinstance(expectation, kind) and wanted is kind.get_validation_dependencies for kind in _KINDS)


class Conditions:
    """The conditions of expectations over one frame."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._engine = PandasExecutionEngine(batch_data_dict={"frame": frame})
        self._calculator = MetricsCalculator(self._engine, show_progress_bars=False)

    def failing(self, expectation: AboutRows) -> FailingRows | None:
        """The rows that fail an expectation; None where that cannot be computed."""
        try:
            return self._failing(expectation)
        except Exception:  # noqa: BLE001 — whatever a rule stumbles over is a finding about the rule
            return None

    def _failing(self, expectation: AboutRows) -> FailingRows:
        condition = self._condition(expectation)
        resolved, _ = self._calculator.compute_metrics([condition])
        fails = cast("pd.Series", resolved[condition.id][0])
        labels = fails.index[fails.to_numpy(dtype=bool)]
        good = len(labels) == 0 or (len(fails) - len(labels)) / len(fails) >= float(expectation.mostly)  # type: ignore[arg-type]
        return FailingRows(() if good else tuple(map(int, labels)), len(fails))

    def _condition(self, expectation: AboutRows) -> MetricConfiguration:
        name = f"{expectation.map_metric}.condition"
        provider = cast("type[MapMetricProvider]", get_metric_provider(name, self._engine)[0])
        said = {**provider.default_kwarg_values, **{k: v for k, v in vars(expectation).items() if v is not None}}
        domain = {key: said[key] for key in provider.condition_domain_keys if key in said}
        return MetricConfiguration(name, domain, {key: said.get(key) for key in provider.condition_value_keys})
