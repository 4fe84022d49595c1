"""Excel number formats: which of them change what a person takes a cell to say."""

from __future__ import annotations

import re
from functools import lru_cache

from lumbung.sheets.figures.scientific import shows_scientific

BUILT_IN = {
    9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "m/d/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yyyy h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
}  # fmt: skip
"""The formats that ECMA-376 (18.8.30) numbers without spelling them out, as far as they matter here."""

_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DATE = re.compile(r"[dmyhs]", re.IGNORECASE)
_CODE = re.compile(r"0{2,}([-./ \\]+0+)*")
_WORD = re.compile(r'"[^"]*[A-Za-z]{1,}[^"]*"')
_CURRENCY = re.compile(r'"\s*(rp|idr)\.?\s*"', re.IGNORECASE)


@lru_cache(maxsize=2048)
def meaningful(code: str) -> str | None:
    """The format code if it changes the meaning or hides digits of a number, else None.

    Percent, date, zero-padded code, a unit, scientific notation.
    """
    first = code.split(";", 1)[0].strip()
    if first.lower() in ("", "general", "@", "standard"):
        return None
    bare = _LITERAL.sub("", first)
    if "%" in bare or _DATE.search(bare) or is_padded(first) or shows_scientific(bare):
        return first
    return first if _WORD.search(_CURRENCY.sub("", first)) else None


def is_date(code: str) -> bool:
    """True for a format that shows a number as a date or a time."""
    return _DATE.search(_LITERAL.sub("", code.split(";", 1)[0])) is not None and code.lower() != "standard"


def is_padded(code: str) -> bool:
    """True for formats like ``0000`` or ``00.00.00``, which print a code with its leading zeros."""
    return _CODE.fullmatch(code.replace('"', "").replace("\\", "")) is not None and code != "0" and "0." not in code[:2]


def pad(value: int, code: str) -> str:
    """A whole number as its zero-padded format prints it: ``pad(32, '0000')`` → ``'0032'``."""
    pattern = code.replace('"', "").replace("\\", "")
    digits = str(abs(value)).zfill(pattern.count("0"))
    surplus, digits = digits[: -pattern.count("0")], digits[-pattern.count("0") :]
    rest = iter(digits)
    return surplus + "".join(next(rest) if char == "0" else char for char in pattern)
