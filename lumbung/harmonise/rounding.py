"""How far a printed total may be from the sum of its parts because each was rounded for printing."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

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


def _decimals(value: float) -> int:
    text = f"{value:.6f}".rstrip("0")
    return len(text.partition(".")[2])
