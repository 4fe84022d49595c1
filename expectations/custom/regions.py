"""Official region codes: known, of the level that the column is about, within the regency (R01).

Codes are those of Kemendagri, dotted (``PP.KK.CC.DDDD``, Kepmendagri 300.2.2-2138/2025).
"""

from __future__ import annotations

from typing import Any, ClassVar

import pandas as pd
from great_expectations.compatibility import pydantic
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import ColumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider import ColumnMapMetricProvider
from great_expectations.expectations.metrics.map_metric_provider.column_condition_partial import (
    column_condition_partial,
)

from expectations.custom.speaking import Kwargs, Speaking
from expectations.custom.texts import text
from lumbung.reference.wilayah import RegionLevel
from lumbung.reference.wilayah.model import CODE_LENGTH, is_inside


class ColumnValuesRegionCodes(ColumnMapMetricProvider):
    """The metric behind :class:`ExpectColumnValuesToBeRegionCodes`."""

    condition_metric_name = "column_values.region_codes"
    condition_value_keys = ("codes",)

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: pd.Series, codes: list[str], **_: Any) -> pd.Series:
        return column.isin(codes)


class ExpectColumnValuesToBeRegionCodes(Speaking, ColumnMapExpectation):
    """Expect every value of the column to be one of ``codes``: all of one level, and within ``regency`` if given."""

    level: RegionLevel
    regency: str | None = None
    codes: list[str]

    map_metric: ClassVar[str] = "column_values.region_codes"
    success_keys: ClassVar[tuple[str, ...]] = ("level", "regency", "codes", "mostly")

    class Config:
        """Levels are written as their names."""

        use_enum_values = True

    @pydantic.validator("codes", each_item=True)
    def _is_of_level_and_regency(cls, code: str, values: dict[str, Any]) -> str:
        level, regency = RegionLevel(values["level"]), values.get("regency")
        if len(code) != CODE_LENGTH[level]:
            raise ValueError(f"{code} is no code of a {level}")
        if not is_inside(code, regency):
            raise ValueError(f"{code} does not lie in {regency}")
        return code

    @classmethod
    def says(cls, kwargs: Kwargs) -> str:
        """The column holds codes of the level, within the regency."""
        regency = kwargs.get("regency")
        within = text("diagnostics.within", code=regency) if regency else ""
        level, count = RegionLevel(kwargs["level"]).value, len(kwargs["codes"])
        return text("expectations.region_codes", column=kwargs["column"], level=level, within=within, count=count)
