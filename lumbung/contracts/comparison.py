"""How a dataset is compared with its own past: the thresholds, with the defaults that ``docs/history.md`` publishes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

DISPENSABLE = ("D03", "D04", "D05", "D06", "F11", "K05", "S09", "T05", "T06", "U04", "X08", "X09")
"""The findings that come of a comparison."""


@dataclass(frozen=True)
class Comparison:
    """Thresholds of the rules about history; ``without`` names findings that a dataset never raises."""

    periods: int = 12  # earlier periods that are looked at
    outlier: float = 6.0  # robust standard deviations from every earlier figure of the series (D04, U04)
    outlier_periods: int = 3  # earlier figures that a series needs (D04)
    smallest: float = 50.0  # counts that stay below it are never outliers (D04, U04)
    copied: int = 8  # different figures of three digits that must all be unchanged (T06)
    volume: float = 0.5  # share by which the number of rows may fall (S09) or rise (D03)
    blanks: float = 0.3  # rise of the share of blank figures in a column (D05)
    closed_after: int = 730  # days after its end when a period is closed (X09)
    without: tuple[str, ...] = ()


USUAL = Comparison()
"""Of a contract that says nothing about it."""

_WRITTEN = {
    "periods": "periods",
    "outlier": "outlier",
    "outlierPeriods": "outlier_periods",
    "smallest": "smallest",
    "copied": "copied",
    "volume": "volume",
    "blanks": "blanks",
    "closedAfter": "closed_after",
    "without": "without",
}


def read_comparison(raw: object) -> Comparison:
    """The custom property ``comparison``.

    Raises:
        ValueError: it names a threshold or finding that does not exist, or gives one that is no number.
    """
    if raw is None:
        return USUAL
    if not isinstance(raw, Mapping):
        raise ValueError("contract: comparison is a mapping of thresholds, such as {outlier: 8}")
    unknown = [name for name in raw if name not in _WRITTEN]
    if unknown:
        raise ValueError(
            f"contract: comparison {', '.join(map(str, unknown))} is unknown; known: {', '.join(_WRITTEN)}"
        )
    return Comparison(**{_WRITTEN[name]: _value(name, value) for name, value in raw.items()})


def written_comparison(comparison: Comparison) -> Mapping[str, object]:
    """The custom property that says it; empty where nothing is unusual."""
    said = {name: getattr(comparison, own) for name, own in _WRITTEN.items()}
    usual = {name: getattr(USUAL, own) for name, own in _WRITTEN.items()}
    unusual = {name: value for name, value in said.items() if value != usual[name]}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in unusual.items()}


def _value(name: str, value: object) -> Any:
    if name == "without":
        codes = tuple(value) if isinstance(value, list) else (value,)
        wrong = [str(c) for c in codes if c not in DISPENSABLE]
        if wrong:
            raise ValueError(
                f"contract: comparison without names {', '.join(wrong)}; it may name {', '.join(DISPENSABLE)}"
            )
        return codes
    default = next(f.default for f in fields(Comparison) if f.name == _WRITTEN[name])
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        raise ValueError(f"contract: comparison {name} is '{value}'; it is a number above 0")
    if isinstance(default, int) and not isinstance(value, int):
        raise ValueError(f"contract: comparison {name} is '{value}'; it is a whole number")
    return value
