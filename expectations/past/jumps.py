"""Figures far from their own past: by a power of ten (U04), or otherwise beyond what their series ever did (D04).

All is measured on the logarithm of the ratio between a figure and the one before it, less what the whole column has
moved (a bad year is bad for all). The width of the usual is the median absolute deviation of such changes: those of the
series itself, those of its neighbours in the column, and for counts what chance alone does to so small a number. A
figure is told only if it is far from *every* earlier one, so that a series that came back is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, log10, sqrt
from statistics import median

from expectations.past.columns import Column, Words
from lumbung.contracts.comparison import Comparison
from lumbung.contracts.model import LogicalType
from lumbung.findings import Finding, finding
from lumbung.harmonise.statements import Figure, Key, Statement
from lumbung.text import figure_text

_POWERS = (1, 2, 3, 4, 6, 9)
"""A nought too many or too few, ton and kg, hectares and square metres, rupiah and juta or miliar."""
_NEAR = 0.12
"""How far (in powers of ten) a jump may be from a power of ten: growth beside the slip."""
_TOGETHER = 0.8
"""Share of a column that must have jumped alike for the column to be off, not its cells."""
_FEWEST = 4
_FEWEST_NEIGHBOURS = 6
_PLAIN = 3
"""A thousand times as much needs neither neighbours nor a long series to be doubted."""
_LEAST = 0.08
"""The usual is never taken to be narrower than this (in natural logarithms): 8 %."""
_NORMAL = 1.4826
"""Median absolute deviation → standard deviation."""
_OVERDISPERSION = 2.0


@dataclass(frozen=True)
class _Series:
    """The earlier positive figures of one key, oldest first."""

    figures: tuple[tuple[Statement, Figure], ...]
    goes_on: bool  # whether the period before has one; of a crop that is grown in some years nothing is usual

    @property
    def values(self) -> list[float]:
        return [f.value for _, f in self.figures]

    @property
    def last(self) -> float:
        return self.figures[-1][1].value


def jumps(current: Statement, column: Column, earlier: Sequence[Statement], words: Words) -> Iterator[Finding]:
    """U04 and D04 of one column."""
    series = _series_of(column, earlier)
    if not series:
        return
    power = _column_off(column, series)
    if power:
        yield _of_column(current, column, series, power, words)
        return
    for key, kind in _outliers(column, series, current.contract.comparison).items():
        yield _of_cell(current, column, key, series[key], kind, words)


def _series_of(column: Column, earlier: Sequence[Statement]) -> dict[Key, _Series]:
    past = [(s, s.figures[column.measure.name]) for s in earlier]
    found: dict[Key, _Series] = {}
    for key, figure in column.figures.items():
        same = tuple((s, figures[key]) for s, figures in past if key in figures and figures[key].value > 0)
        if same and figure.value > 0:
            found[key] = _Series(same, goes_on=same[-1][0] is earlier[-1])
    return found


def _column_off(column: Column, series: Mapping[Key, _Series]) -> int:
    """The power of ten by which a whole column is off from every earlier period; 0 for none."""
    if len(series) < _FEWEST:
        return 0
    nearest = {k: min((log10(column.figures[k].value / v) for v in s.values), key=abs) for k, s in series.items()}
    middle = median(nearest.values())
    power = round(middle)
    if abs(power) not in _POWERS or abs(middle - power) > _NEAR:
        return 0
    alike = sum(abs(v - middle) <= 2.5 * _NEAR for v in nearest.values())
    return power if alike >= _TOGETHER * len(nearest) else 0


def _outliers(column: Column, series: Mapping[Key, _Series], rules: Comparison) -> dict[Key, int]:
    """Key → the power of ten it is off by, 0 where it is merely far from its past."""
    steps = {k: log(column.figures[k].value / s.last) for k, s in series.items()}
    neighbours = len(steps) >= _FEWEST_NEIGHBOURS
    drift = median(steps.values()) if neighbours else 0.0
    across = _width([v - drift for v in steps.values()]) if neighbours else 0.0
    found: dict[Key, int] = {}
    for key, own in series.items():
        value = column.figures[key].value
        if not own.goes_on:
            continue
        distances = [log(value / v) - drift for v in own.values]
        if max(distances) > 0 > min(distances):
            continue
        distance = min(distances, key=abs)
        enough = len(own.values) >= rules.outlier_periods
        if _is_small(column, value, own, rules):
            continue
        width = max(_LEAST, across, _of_series(own), _of_chance(column, value, own.last))
        if abs(distance) <= rules.outlier * width:
            continue
        power = _power(distance)
        if enough or (power and neighbours) or abs(power) >= _PLAIN:
            found[key] = power
    return found


def _power(distance: float) -> int:
    tens = distance / log(10)
    power = round(tens)
    return power if abs(power) in _POWERS and abs(tens - power) <= _NEAR else 0


def _of_series(own: _Series) -> float:
    """How much a series usually moves from period to period."""
    values = own.values
    changes = [log(b / a) for a, b in pairwise(values)]
    return max(_width(changes), median(map(abs, changes)) if changes else 0.0)


def _of_chance(column: Column, value: float, last: float) -> float:
    if column.measure.logical_type is not LogicalType.INTEGER:
        return 0.0
    return _OVERDISPERSION * sqrt(1 / value + 1 / last)


def _is_small(column: Column, value: float, own: _Series, rules: Comparison) -> bool:
    return column.measure.additive and max(value, *own.values) < rules.smallest


def _width(values: Sequence[float]) -> float:
    if len(values) < 2:
        return 0.0
    middle = median(values)
    return _NORMAL * median(abs(v - middle) for v in values)


def _of_column(current: Statement, column: Column, series: Mapping[Key, _Series], power: int, words: Words) -> Finding:
    key = next(iter(series))
    statement, figure = series[key].figures[-1]
    return finding(
        "U04",
        sheet=column.sheet,
        cells=column.cells(series),
        dataset=current.contract.dataset,
        period=current.period,
        column=words.column(column),
        factor=_factor(power),
        example=words.figure(column.measure, key),
        found=figure_text(column.figures[key].value),
        expected=figure_text(figure.value),
        other_period=statement.period,
        other_cell=figure.cell,
    )


def _of_cell(current: Statement, column: Column, key: Key, own: _Series, power: int, words: Words) -> Finding:
    statement, figure = own.figures[-1]
    said = ", ".join(f"{s.period}: {figure_text(f.value)}" for s, f in own.figures[-4:])
    return finding(
        "U04" if power else "D04",
        sheet=column.sheet,
        cells=column.cells([key]),
        dataset=current.contract.dataset,
        period=current.period,
        column=words.figure(column.measure, key),
        factor=_factor(power),
        example=words.figure(column.measure, key),
        found=figure_text(column.figures[key].value),
        expected=figure_text(figure.value),
        other_period=statement.period,
        other_cell=figure.cell,
        past=said,
    )


def _factor(power: int) -> str:
    return figure_text(10.0 ** abs(power))
