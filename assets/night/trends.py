"""Trends: shares step by step, of all OPDs together and of each beside the median of the group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from assets.night.boards import is_published
from lumbung.reports.night.model import Share, Trend, TrendPoint
from lumbung.reports.night.numbers import short_date_text
from warehouse.overview import AvailabilityRow, DayRow

SHOWN_STEPS = 12
NOT_DUE = "belum_jatuh_tempo"

Cells = Mapping[str, Mapping[str, Share]]
"""OPD → step → share; the steps in order."""


@dataclass(frozen=True)
class Trends:
    """The trends of the regency, and those of each OPD."""

    together: tuple[Trend, ...]
    by_opd: Mapping[str, tuple[Trend, ...]]


def trends(availability: Sequence[AvailabilityRow], days: Sequence[DayRow]) -> Trends:
    """What is published of what is expected by the year the data are about; what passes of what is tested by day."""
    yearly: defaultdict[str, defaultdict[str, Share]] = defaultdict(lambda: defaultdict(Share))
    due = [r for r in availability if r.status != NOT_DUE]
    for row in sorted(due, key=lambda r: r.period):
        yearly[row.opd][row.period[:4]] += Share(is_published(row), 1)
    daily: defaultdict[str, dict[str, Share]] = defaultdict(dict)
    for day in days:
        daily[day.opd][short_date_text(day.day)] = Share(day.passed, day.tested)
    steps = list(dict.fromkeys(short_date_text(day.day) for day in days))
    found = (("year", yearly, sorted({r.period[:4] for r in due})), ("day", daily, steps))
    series = [(key, cells, labels[-SHOWN_STEPS:]) for key, cells, labels in found if labels]
    opds = {opd for _, cells, _ in series for opd in cells}
    return Trends(
        together=tuple(Trend(key, _together(cells, labels)) for key, cells, labels in series),
        by_opd={opd: tuple(Trend(k, _own(cells, opd, labels)) for k, cells, labels in series) for opd in opds},
    )


def _together(cells: Cells, labels: Sequence[str]) -> tuple[TrendPoint, ...]:
    return tuple(TrendPoint(x, sum((own.get(x, Share()) for own in cells.values()), Share())) for x in labels)


def _own(cells: Cells, opd: str, labels: Sequence[str]) -> tuple[TrendPoint, ...]:
    own = cells.get(opd, {})
    return tuple(TrendPoint(x, own[x], _median(each.get(x) for each in cells.values())) for x in labels if x in own)


def _median(shares: Iterable[Share | None]) -> float | None:
    known = [s.value for s in shares if s is not None and s.value is not None]
    return median(known) if known else None
