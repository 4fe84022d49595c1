"""One cell that should hold a day, as somebody wrote it: which day it is, and what is doubtful about it.

Indonesians write the day before the month; a spreadsheet set to American English writes it behind. A text tells
which it is only where one of the two numbers cannot be a month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from lumbung.contracts.days import find_days
from lumbung.contracts.periods import month_numbers

_CENTURY = 100
_NUMERIC = re.compile(r"(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{1,2})")
_BASIC = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_WORDED = re.compile(r"(\d{1,2})\s*[-/. ]?\s*([^\W\d_]+)\.?\s*[-/., ]?\s*'?(\d{4}|\d{2})")
_BEFORE = re.compile(r"^[^\W\d_][^\d]*?[,:/]\s*")
"""A weekday or a place in front: *Jumat, 15 Maret 2024*, *Alam, 5-3-1990*."""
_CLOCK = re.compile(r"[\sT]+\d{1,2}[:.]\d{2}([:.]\d{2})?(\s*(wib|wita|wit|am|pm))?\s*$", re.IGNORECASE)


class Order(StrEnum):
    """Which of two short numbers is the day."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@dataclass(frozen=True)
class WrittenDay:
    """What a text may mean: the day by each order of its numbers; ``impossible``: it is a date of no calendar.

    ``short``: the year has two digits, and the days are given for both centuries by :meth:`at`.
    """

    day_first: date | None = None
    month_first: date | None = None
    impossible: bool = False
    short: bool = False

    @property
    def order(self) -> Order | None:
        """The order that the text proves; None where both are possible, or the order is no question."""
        if (self.day_first is None) == (self.month_first is None):
            return None
        return Order.DAY_FIRST if self.day_first else Order.MONTH_FIRST

    @property
    def ambiguous(self) -> bool:
        """True where the two orders give different days."""
        return bool(self.day_first and self.month_first and self.day_first != self.month_first)

    def by(self, order: Order) -> date | None:
        """The day by one order, or by the only one that is possible."""
        first, second = self.day_first, self.month_first
        return (second or first) if order is Order.MONTH_FIRST else (first or second)


@lru_cache(maxsize=65_536)
def read_day(text: str) -> WrittenDay | None:
    """The day that a text is; None for a text that is no date at all. A two-digit year is one of this century."""
    bare = _BEFORE.sub("", _CLOCK.sub("", text.strip())).strip()
    if match := (_ISO.fullmatch(bare) or _BASIC.fullmatch(bare)):
        year, month, day = (match[1], match[3], match[4]) if match.re is _ISO else match.groups()
        certain = _date(int(year), int(month), int(day))
        return WrittenDay(certain, certain, certain is None)
    if match := _NUMERIC.fullmatch(bare):
        return _numeric(int(match[1]), int(match[3]), match[4])
    if match := _WORDED.fullmatch(bare):
        return _worded(int(match[1]), match[2], match[3])
    found = set(find_days(bare, month_numbers()))
    return WrittenDay(day := found.pop(), day) if len(found) == 1 else None


def centuries(day: date) -> Iterator[date]:
    """A day of a two-digit year in this century and in the one before."""
    yield day
    earlier = _date(day.year - _CENTURY, day.month, day.day)
    if earlier:
        yield earlier


def _numeric(first: int, second: int, year: str) -> WrittenDay:
    full, short = _year(year)
    by_day, by_month = _date(full, second, first), _date(full, first, second)
    return WrittenDay(by_day, by_month, by_day is None and by_month is None, short)


def _worded(day: int, month: str, year: str) -> WrittenDay | None:
    number = month_numbers().get(month.casefold())
    if number is None:
        return None
    full, short = _year(year)
    found = _date(full, int(number), day)
    return WrittenDay(found, found, found is None, short)


def _year(written: str) -> tuple[int, bool]:
    return (2000 + int(written), True) if len(written) == 2 else (int(written), False)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
