"""How the report writes numbers, shares, times and addresses: in Indonesian, a percentage never without its counts."""

from __future__ import annotations

from datetime import date, datetime
from math import floor

from lumbung.reports.night.model import Share
from lumbung.reports.wording import count_text, date_text, say

NOT_MEASURED = "belum diukur"


def percent_text(value: float | None) -> str:
    """A share as a percentage; 100 % is said of a whole only, and 0 % of nothing only."""
    if value is None:
        return NOT_MEASURED
    tenths = floor(value * 1000)
    if value > 0 and tenths == 0:
        return "<0,1%"
    whole, tenth = divmod(tenths, 10)
    return f"{whole},{tenth}%" if tenth else f"{whole}%"


def counts_text(share: Share) -> str:
    """``n/N`` with thousands marked."""
    return f"{count_text(share.passed)}/{count_text(share.tested)}"


def share_text(share: Share) -> str:
    """``98,2% (108/110)``, or that it was not measured."""
    return f"{percent_text(share.value)} ({counts_text(share)})" if share.tested else NOT_MEASURED


def number_text(value: float | None, unit: str = "") -> str:
    """A number with at most one decimal and its unit, or that it was not measured."""
    if value is None:
        return NOT_MEASURED
    text = f"{value:.1f}".rstrip("0").rstrip(".").replace(".", ",")
    return f"{text} {unit}".rstrip()


def short_date_text(day: date) -> str:
    """``5 Jan 26``."""
    return f"{day.day} {say(f'month.{day.month}')[:3]} {day:%y}"


def time_text(moment: datetime) -> str:
    """``5 Januari 2026 01.04``."""
    return f"{date_text(moment)} {moment:%H.%M}"
