"""The days of a period: what tells whether a region's code was valid then."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from functools import cache

from lumbung.reference.wilayah import Span

_MONTHS = {"S": 6, "C": 4, "TW": 3}
"""Length in months of the parts of a year: semester, caturwulan, triwulan."""
_PART = re.compile(r"(\d{4})-(S|C|TW)(\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_SCHOOL_YEAR = re.compile(r"(\d{4})/(\d{4})")
_FIRST_MONTH_OF_SCHOOL = 7


@cache
def days_of(period: str) -> Span | None:
    """The days of ``2022``, ``2022/2023``, ``2022-S1``, ``2022-TW3``, ``2022-07``, ``2022-07-15``; None if unknown."""
    try:
        return _days_of(period)
    except ValueError:
        return None


def days_of_all(periods: Iterable[str]) -> Span | None:
    """From the first day of the earliest period to the last of the latest; None where no period is known."""
    spans = [s for p in periods if (s := days_of(p))]
    return Span(min(s.first for s in spans), max(s.last for s in spans)) if spans else None


def last_day_of(period: str) -> Span | None:
    """The last day of a period: the regions as they are when it ends."""
    days = days_of(period)
    return Span(days.last, days.last) if days else None


def _days_of(period: str) -> Span | None:
    if re.fullmatch(r"\d{4}", period):
        return Span(date(int(period), 1, 1), date(int(period), 12, 31))
    if match := _SCHOOL_YEAR.fullmatch(period):
        return Span(date(int(match[1]), _FIRST_MONTH_OF_SCHOOL, 1), date(int(match[2]), _FIRST_MONTH_OF_SCHOOL - 1, 30))
    if match := _PART.fullmatch(period):
        year, length, number = int(match[1]), _MONTHS[match[2]], int(match[3])
        return _months(year, (number - 1) * length + 1, number * length)
    if match := _MONTH.fullmatch(period):
        return _months(int(match[1]), int(match[2]), int(match[2]))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", period):
        return Span(date.fromisoformat(period), date.fromisoformat(period))
    return None


def _months(year: int, first: int, last: int) -> Span:
    return Span(date(year, first, 1), date(year, last, monthrange(year, last)[1]))
