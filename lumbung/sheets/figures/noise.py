"""What binary fractions leave behind a figure: ``274.65999`` where 274.66 was meant (single precision, or a sum)."""

from __future__ import annotations

import re

_DECIMAL = re.compile(r"-?\d+[.,](\d{5,})")
_LEAST, _MOST = 1e-13, 1e-7
"""The part of a figure that noise may be: below, not even Excel shows it; above, more than single precision loses."""
_NEAR = 0.011  # of the last digit that counts: two nines or zeros follow it
_ROUND = range(4)  # decimals of the figure that was meant
_SURPLUS = 3  # digits at least behind these
_FEWEST_DECIMALS = 5  # fewer are typed on purpose
_LARGEST = 1e12


def is_noisy(value: float) -> bool:
    """True for a figure off a round one by no more than a binary fraction loses, and visibly so."""
    size = abs(value)
    thousands = size * 1000
    off = abs(thousands - int(thousands + 0.5)) if size < _LARGEST else 0.0
    if not _LEAST * thousands < off <= _MOST * thousands:
        return False
    decimals = repr(size).partition(".")[2]
    return "e" not in decimals and any(_is_off(size, places, len(decimals)) for places in _ROUND)


def is_noisy_text(text: str) -> bool:
    """The same of a figure typed as text, with a comma or a dot before its decimals and nothing between its digits."""
    return _DECIMAL.fullmatch(text.strip()) is not None and is_noisy(float(text.strip().replace(",", ".")))


def _is_off(size: float, places: int, decimals: int) -> bool:
    scaled = size * 10**places
    off = abs(scaled - int(scaled + 0.5))
    return off <= min(_NEAR, _MOST * scaled) and decimals >= max(_FEWEST_DECIMALS, places + _SURPLUS)
