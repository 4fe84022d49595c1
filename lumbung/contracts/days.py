"""Days (*tanggal*) as people write them, and the period of a given length that a day belongs to.

Indonesians write the day before the month. Two digits for a year say neither the century nor, with all three parts
short, which part is the year: such a text names no day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

_YEAR = r"((?:19|20)\d\d)"
_ISO = re.compile(rf"(?<!\d){_YEAR}-(\d\d)-(\d\d)(?!\d)")
_NUMERIC = re.compile(rf"(?<![\d/.-])(\d{{1,2}})\s*([/.-])\s*(\d{{1,2}})\s*\2\s*{_YEAR}(?!\d)")
_JOINT = r"\s*(?:-|–|&|\bdan\b|\bs\.?\s?/?d\b\.?|\bsampai(?: dengan)?\b)\s*"


def find_days(text: str, months: Mapping[str, str]) -> Iterator[date]:
    """Every day that a text names, in the order of writing; ``months``: name → its number as text.

    A range (``'1 - 7 Juli 2022'``) names both its ends; what is no day of the calendar (31/02) is none.
    """
    names = "|".join(sorted((re.escape(m) for m in months), key=len, reverse=True))
    first = rf"(?:(\d{{1,2}})\s*({names})?{_JOINT})?"
    last = rf"(\d{{1,2}})\s*[-/.]?\s*({names})\b\.?\s*[-/.,]?\s*{_YEAR}(?!\d)"
    written = re.compile(rf"(?<!\d){first}{last}", re.IGNORECASE)
    for year, month, day in _ISO.findall(text):
        yield from _day(year, month, day)
    for day, _, month, year in _NUMERIC.findall(text):
        yield from _day(year, month, day)
    for begin, begin_month, day, month, year in written.findall(text):
        if begin:
            yield from _day(year, months[(begin_month or month).casefold()], begin)
        yield from _day(year, months[month.casefold()], day)


def _day(year: str, month: str, day: str) -> Iterator[date]:
    try:
        yield date(int(year), int(month), int(day))
    except ValueError:
        return
