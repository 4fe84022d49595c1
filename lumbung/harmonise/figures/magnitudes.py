"""Figures of one column in two units, found by their magnitude (U03): thousands of persons among persons, ha among km².

Nothing is converted: which of the two is meant only a person can say. Towns are a thousand times larger than hamlets,
so that figures lie far apart proves nothing. Three kinds of evidence count:

* the same rows in another column of the same measure (another year) are all larger by just the factor between two
  units;
* some rows are off by just that factor from the ratio that all others keep closely to another column, and most of the
  columns that the figures can be compared with say the same, or they lie as far apart in their own column, too;
* the figures of a column fall into two tight groups that far apart, and those of the small group all have decimals,
  while the others have none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from math import log10
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lumbung.contracts.model import LogicalType
from lumbung.harmonise.headings.figure_places import FigurePlace
from lumbung.reference.satuan import units

THOUSAND = 1000.0
_SMALLEST_FACTOR = 100.0
_NEAR = 0.15
"""How far (in powers of ten) two ratios may be from the factor between two units: growth, not another scale."""
_LOOSELY_NEAR = 0.3
"""The same for figures of different regions, which differ in size anyway."""
_TIGHT = 0.8
"""Widest range (in powers of ten) of the ratios of one year to another."""
_CLEAR = 5.0
"""How many times wider than each of two groups the distance between them must be."""
_FEWEST = 6
_FEWEST_PAIRED = 4
_FEWEST_APART = 2

Numbers = NDArray[Any]


@dataclass(frozen=True)
class Figures:
    """The figures of a column, and the sheet rows in which they stand (one after the other)."""

    rows: Numbers
    values: Numbers

    @property
    def positive(self) -> Figures:
        """Those above zero."""
        return Figures(self.rows[self.values > 0], self.values[self.values > 0])


@dataclass(frozen=True)
class Mixed:
    """Rows of one column that may be in another unit than is said, and the factor between the two."""

    place: FigurePlace
    rows: frozenset[int]
    factor: float


def mixed_units(columns: Sequence[tuple[FigurePlace, Figures]]) -> tuple[Mixed, ...]:
    """What is in doubt, each column once; figures that are zero or negative say nothing."""
    positive = [(place, figures.positive) for place, figures in columns if not place.total]
    found: dict[str, Mixed] = {}
    for mixed in (*_between_years(positive), *_against_others(positive), *_within(positive)):
        found.setdefault(mixed.place.name, mixed)
    return tuple(found.values())


def unit_factors(code: str | None) -> list[float]:
    """The factors by which a figure in another unit of the same kind would be off."""
    unit = units().get(code or "")
    ratios = {
        max(u.factor / unit.factor, unit.factor / u.factor) for u in units().values() if unit and u.kind == unit.kind
    }
    return sorted({THOUSAND, *(round(r, 6) for r in ratios if r >= _SMALLEST_FACTOR)})


def _factor_near(distance: float, place: FigurePlace, near: float = _NEAR) -> float | None:
    """The factor that a distance in powers of ten stands for."""
    return next((f for f in unit_factors(place.measure.unit) if abs(distance - log10(f)) <= near), None)


def _between_years(columns: Sequence[tuple[FigurePlace, Figures]]) -> Iterator[Mixed]:
    series: dict[tuple[object, ...], list[tuple[FigurePlace, Figures]]] = defaultdict(list)
    for place, figures in columns:
        series[place.measure.name, place.categories].append((place, figures))
    for same in series.values():
        scales = _scales(same)
        if len(set(scales.values())) > 1:
            yield from _doubted(same, scales)


def _scales(same: Sequence[tuple[FigurePlace, Figures]]) -> Mapping[str, float]:
    """Place → its scale against the first: 1, or the factor between two units."""
    first, base = same[0]
    scales = {first.name: 1.0}
    for place, figures in same[1:]:
        _, mine, theirs = np.intersect1d(figures.rows, base.rows, assume_unique=True, return_indices=True)
        ratios = np.log10(figures.values[mine] / base.values[theirs])
        scales[place.name] = 1.0
        if len(ratios) >= _FEWEST_PAIRED and np.ptp(ratios) <= _TIGHT:
            distance = float(np.median(ratios))
            factor = _factor_near(abs(distance), place)
            if factor:
                scales[place.name] = factor if distance > 0 else 1 / factor
    return scales


def _doubted(same: Sequence[tuple[FigurePlace, Figures]], scales: Mapping[str, float]) -> Iterator[Mixed]:
    """Of counts those with decimals cannot be what is said; where nothing tells the groups apart, all are doubted."""
    broken = {p.name for p, figures in same if _is_count(p) and _decimal(figures.values).any()}
    off = {scales[name] for name in broken}
    factor = max(max(s, 1 / s) for s in scales.values())
    for place, figures in same:
        if not broken or scales[place.name] in off:
            yield Mixed(place, frozenset(figures.rows.tolist()), factor)


def _against_others(columns: Sequence[tuple[FigurePlace, Figures]]) -> Iterator[Mixed]:
    """Rows off by a factor against most columns they compare with; where that is a single one, both are doubted."""
    compared: Counter[str] = Counter()
    found: dict[tuple[str, frozenset[int]], list[Mixed]] = defaultdict(list)
    rows = reduce(np.union1d, (figures.rows for _, figures in columns), np.array([], dtype=np.int64))
    logs = [(place, _in_powers_of_ten(figures, rows)) for place, figures in columns]
    for (one, mine), (other, theirs) in combinations(logs, 2):
        ratios = mine - theirs
        both = ~np.isnan(ratios)
        if np.count_nonzero(both) < _FEWEST:
            continue
        apart = _apart(rows[both], ratios[both], one, other)
        for place in (one, other):
            compared[place.name] += 1
            if apart is not None:
                found[place.name, apart[0]].append(Mixed(place, *apart))
    own = {
        place.name: _apart(rows[~np.isnan(v)], v[~np.isnan(v)], place, near=_LOOSELY_NEAR) for place, v in logs if found
    }
    alone = {(name, apart[0]) for name, apart in own.items() if apart and len(apart[0]) >= _FEWEST_APART}
    for (name, few), said in found.items():
        elsewhere = any(other != name and these == few and (other, few) in alone for other, these in found)
        if ((name, few) in alone or 2 * len(said) > compared[name]) and not elsewhere:
            yield said[0]


def _within(columns: Sequence[tuple[FigurePlace, Figures]]) -> Iterator[Mixed]:
    """Small figures with decimals among large ones without; of sizes alone towns and hamlets differ as much."""
    for place, figures in columns:
        apart = _apart(figures.rows, np.log10(figures.values), place, near=_LOOSELY_NEAR)
        if apart is None:
            continue
        small = np.isin(figures.rows, list(apart[0]))
        few, many = figures.values[small], figures.values[~small]
        decimals = _decimal(few).all() and not _decimal(many).any()
        if len(few) >= _FEWEST_APART and few.max() < many.min() and decimals:
            yield Mixed(place, *apart)


def _in_powers_of_ten(figures: Figures, rows: Numbers) -> Numbers:
    """The logarithm of the figure in each of the sheet rows (in ascending order); NaN where there is none."""
    logs = np.full(len(rows), np.nan)
    logs[np.searchsorted(rows, figures.rows)] = np.log10(figures.values)
    return logs


def _apart(
    rows: Numbers, logs: Numbers, *places: FigurePlace, near: float = _NEAR
) -> tuple[frozenset[int], float] | None:
    """The smaller of two tight groups of rows that lie apart by the factor between two units of a place; the factor."""
    if len(logs) < _FEWEST:
        return None
    order = np.argsort(logs, kind="stable")
    values = logs[order]
    cut = int(np.argmax(np.diff(values))) + 1
    low, high = values[:cut], values[cut:]
    distance = float(np.median(high) - np.median(low))
    factor = next((f for place in places if (f := _factor_near(distance, place, near))), None)
    if factor is None or len(low) == len(high) or distance < _CLEAR * max(np.ptp(low), np.ptp(high)):
        return None
    few = order[:cut] if len(low) < len(high) else order[cut:]
    return frozenset(rows[few].tolist()), factor


def _is_count(place: FigurePlace) -> bool:
    return place.measure.logical_type is LogicalType.INTEGER


def _decimal(values: Numbers) -> Numbers:
    """For each figure whether it is no whole number."""
    decimal: Numbers = values != np.floor(values)
    return decimal
