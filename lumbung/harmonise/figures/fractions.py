"""Fractions under a heading of percent (C13): 0,45 may mean 45 % or 0,45 %.

Of a column of them nothing tells which. A few among percents are told by these: 0,85 among 85,2 and 90,1.
A cell formatted as percent is no question: it shows what it means and is converted. A contract whose share is truly
small says so: ``smallPercent: true``, or ``maximum: 1``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lumbung.harmonise.headings.figure_places import FigurePlace
from lumbung.reference.satuan import PERCENT

_FEWEST = 3
_FEWEST_OTHERS = 5
_SHARE = 0.25
"""At most so many of the figures may be fractions among percents."""
_TIGHT = 3.0
"""How many times the least of the others their greatest may be."""
_FAR = 20.0
"""How many times a fraction the least of the others must be."""


def may_be_fractions(place: FigurePlace, figures: Iterable[float]) -> bool:
    """True for a column whose figures, meant as percent, all lie between 0 and 1."""
    if not _is_of_hundred(place):
        return False
    told = [v for v in figures if v != 0]
    return len(told) >= _FEWEST and all(0 < v <= 1 for v in told) and any(v < 1 for v in told)


def fractions_among_percents(place: FigurePlace, figures: Mapping[int, float]) -> frozenset[int]:
    """The sheet rows of fractions that would be as large as all other figures of the column if they were percents."""
    small = {row: v for row, v in figures.items() if 0 < v <= 1}
    others = [v for row, v in figures.items() if v != 0 and row not in small]
    if not small or not _is_of_hundred(place) or len(others) < _FEWEST_OTHERS or len(small) > _SHARE * len(figures):
        return frozenset()
    least, most = min(others), max(others)
    alike = all(v * _FAR <= least and least / _TIGHT <= v * 100 <= most * _TIGHT for v in small.values())
    return frozenset(small) if alike and 0 < most <= least * _TIGHT else frozenset()


def _is_of_hundred(place: FigurePlace) -> bool:
    """True for a measure whose figures are percents that may reach more than one."""
    measure = place.measure
    return measure.unit == PERCENT and not measure.small_percent and (measure.maximum is None or measure.maximum > 1)
