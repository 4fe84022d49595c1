"""How far a printed total may be from the sum of its parts because each was rounded for printing."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from lumbung.contracts.model import LogicalType

_WHOLE = 0.5
_NOISE = 1e-9
"""Relative size of what binary fractions leave on a sum."""


def rounding(total: float, parts: Sequence[float], factor: float = 1.0) -> float:
    """The slack between a total and its parts; all three in the measure's unit, ``factor`` as the parts were converted.

    Whole numbers have none (0.5 is less than one). A rounded part is off by at most half its last digit; of many
    parts the errors cancel, so that beyond the square root of their number (3.5 standard deviations) lies a mistake.
    """
    own, finest = _decimals(total / factor), max((_decimals(p / factor) for p in parts), default=0)
    if own == 0 and finest == 0:
        return _WHOLE * min(factor, 1.0)
    slack = 0.5 * 10.0**-own + min(0.5 * len(parts), sqrt(len(parts))) * 10.0**-finest
    return max(slack * factor, abs(total) * _NOISE)


def rounding_of_amounts(total: float, parts: Sequence[float], factor: float = 1.0) -> float:
    """The same for quantities that have fractions: whole numbers among them were rounded, each for itself."""
    slack = rounding(total, parts, factor)
    if slack > _WHOLE * factor:
        return slack
    return (_WHOLE + min(_WHOLE * len(parts), sqrt(len(parts)))) * factor * (1 + _NOISE)


def slack_of(logical_type: LogicalType, total: float, parts: Sequence[float], factor: float = 1.0) -> float:
    """How far a sum within one row may be off: nothing for counts, the rounding of each figure for amounts."""
    measured = rounding if logical_type is LogicalType.INTEGER else rounding_of_amounts
    return measured(total, parts, factor)


def _decimals(value: float) -> int:
    if float(value).is_integer():
        return 0
    text = f"{value:.6f}".rstrip("0")
    return len(text.partition(".")[2])
