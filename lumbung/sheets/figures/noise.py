"""What binary fractions leave behind a figure: ``274.65999`` where 274.66 was meant (single precision, or a sum)."""

from __future__ import annotations

import re
from struct import pack, unpack

_RUN = re.compile(r"\.\d{0,3}?(?:9{5,}|0{5,})\d+$")
_DECIMAL = re.compile(r"-?\d+[.,](\d{5,})")
_SUMS, _MOST = 1e-9, 1e-7
"""The part of a figure that noise is: of sums in double precision, and of single precision at most."""
_NEAR = 0.011  # of the last digit that counts: two nines or zeros follow it
_ROUND = range(4)  # decimals of the figure that was meant
_SURPLUS = 3  # digits at least behind these
_FEWEST_DECIMALS = 5  # fewer are typed on purpose
_LARGEST = 1e12
_CUT = 1e-15
_SHORT = 11  # characters of a number that single precision printed: eight or nine digits


def is_noisy(value: float) -> bool:
    """True for a figure off a round one by no more than a binary fraction loses."""
    size = abs(value)
    thousands = size * 1000
    off = abs(thousands - int(thousands + 0.5)) if size < _LARGEST else 0.0
    if off == 0 or off > _MOST * thousands:
        return False
    if off <= _SUMS * thousands:
        digits = repr(size)
        return ("99999" in digits or "00000" in digits) and _RUN.search(digits) is not None
    decimals = repr(size).partition(".")[2]
    if "e" in decimals or not (len(repr(size)) <= _SHORT or _is_single(value)):
        return False
    return any(_is_off(size, places, len(decimals)) for places in _ROUND)


def has_many_decimals(value: float) -> bool:
    """True for a figure with more decimals than anybody types."""
    return len(repr(value).partition(".")[2]) >= _FEWEST_DECIMALS


def _is_single(value: float) -> bool:
    """True for a number of single precision, printed with the digits of double precision (nearly all: some cut it)."""
    single: float = unpack("f", pack("f", value))[0]
    return abs(single - value) <= _CUT * abs(value)


def is_noisy_text(text: str) -> bool:
    """The same of a figure typed as text, with a comma or a dot before its decimals and nothing between its digits."""
    return _DECIMAL.fullmatch(text.strip()) is not None and is_noisy(float(text.strip().replace(",", ".")))


def _is_off(size: float, places: int, decimals: int) -> bool:
    scaled = size * 10**places
    off = abs(scaled - int(scaled + 0.5))
    return off <= min(_NEAR, _MOST * scaled) and decimals >= max(_FEWEST_DECIMALS, places + _SURPLUS)
