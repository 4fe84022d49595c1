"""A column of fractions under a heading of percent (C13): 0,45 may mean 45 % or 0,45 %, and nothing tells which.

A cell formatted as percent is no question: it shows what it means and is converted. A contract whose share is truly
small says so: ``smallPercent: true``, or ``maximum: 1``.
"""

from __future__ import annotations

from collections.abc import Iterable

from lumbung.harmonise.headings.figure_places import FigurePlace
from lumbung.reference.satuan import PERCENT

_FEWEST = 3


def may_be_fractions(place: FigurePlace, figures: Iterable[float]) -> bool:
    """True for a column whose figures, meant as percent, all lie between 0 and 1."""
    measure = place.measure
    if measure.unit != PERCENT or measure.small_percent or (measure.maximum is not None and measure.maximum <= 1):
        return False
    told = [v for v in figures if v != 0]
    return len(told) >= _FEWEST and all(0 < v <= 1 for v in told) and any(v < 1 for v in told)
