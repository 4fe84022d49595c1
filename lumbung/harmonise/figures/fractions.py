"""Fractions under a heading of percent (C13): 0,45 may mean 45 % or 0,45 %.

Of a column of them nothing tells which. A few among percents are told by these: 0,85 among 85,2 and 90,1.
A cell formatted as percent is no question: it shows what it means and is converted. A contract whose share is truly
small says so: ``smallPercent: true``, or ``maximum: 1``.
"""

from __future__ import annotations

from lumbung.harmonise.figures.magnitudes import Figures
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


def may_be_fractions(place: FigurePlace, figures: Figures) -> bool:
    """True for a column whose figures, meant as percent, all lie between 0 and 1."""
    if not _is_of_hundred(place):
        return False
    told = figures.values[figures.values != 0]
    return len(told) >= _FEWEST and bool(told.min() > 0 and told.max() <= 1 and told.min() < 1)


def fractions_among_percents(place: FigurePlace, figures: Figures) -> frozenset[int]:
    """The sheet rows of fractions that would be as large as all other figures of the column if they were percents."""
    values = figures.values
    is_small = (values > 0) & (values <= 1)
    small, others = values[is_small], values[(values != 0) & ~is_small]
    if not len(small) or not _is_of_hundred(place) or len(others) < _FEWEST_OTHERS or len(small) > _SHARE * len(values):
        return frozenset()
    least, most = others.min(), others.max()
    far, alike = small * _FAR <= least, (least / _TIGHT <= small * 100) & (small * 100 <= most * _TIGHT)
    told = 0 < most <= least * _TIGHT and bool((far & alike).all())
    return frozenset(figures.rows[is_small].tolist()) if told else frozenset()


def _is_of_hundred(place: FigurePlace) -> bool:
    """True for a measure whose figures are percents that may reach more than one."""
    measure = place.measure
    return measure.unit == PERCENT and not measure.small_percent and (measure.maximum is None or measure.maximum > 1)
