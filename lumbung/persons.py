"""Numbers of persons in any text: what has the shape of a NIK or No. KK is never told."""

from __future__ import annotations

import re

MASK = "•••"

# Region, day of birth (+40 for women) or of issue, month, and so on: the shape of NIK and No. KK.
_NUMBER = re.compile(r"(?<!\d)[1-9]\d{5}(?:0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])(?:0[1-9]|1[0-2])\d{6}(?!\d)")


def without_numbers_of_persons(text: str) -> str:
    """The text with everything of the shape of a NIK or No. KK masked."""
    return _NUMBER.sub(MASK, text)


def is_number_of_person(value: float) -> bool:
    """Whether a figure has the shape of a NIK or No. KK: it strayed in, no regency counts so far."""
    return float(value).is_integer() and _NUMBER.fullmatch(str(int(value))) is not None
