"""The figures a sheet prints about its own rows: totals and restated totals, with the sums they claim to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lumbung.contracts.model import Contract, Kind, PeriodGrain
from lumbung.harmonise.model import PrintedFigure, Scope
from lumbung.harmonise.periods import find_periods
from lumbung.harmonise.places import FigurePlace
from lumbung.harmonise.values import convert
from lumbung.harmonise.when import When
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.model import Table, TableRow
from lumbung.text import fold

_AVERAGE_WORDS = ("rata", "rerata", "average", "mean")
_TOTAL_WORDS = ("jumlah", "total", "jml", "grand total")


@dataclass(frozen=True)
class ReadColumn:
    """One column of figures as read: sheet row → figure (None: nothing there), and rows that could not be read."""

    place: FigurePlace
    figures: Mapping[int, float | None]
    unreadable: frozenset[int]

    def sum_of(self, rows: Sequence[int]) -> float | None:
        """The sum over sheet rows; None if one of them could not be read."""
        if self.unreadable.intersection(rows):
            return None
        return sum(v for r in rows if (v := self.figures.get(r)) is not None)


def column_totals(
    table: Table, contract: Contract, columns: Sequence[ReadColumn], when: When, gazetteer: Gazetteer
) -> Iterator[PrintedFigure]:
    """The printed totals over rows, each with the sum of the rows it is about."""
    additive = [c for c in columns if c.place.measure.additive]
    earlier: list[int] = []  # total rows already passed
    for total in table.totals:
        label = row_label(total)
        if not label or fold(label).startswith(_AVERAGE_WORDS):
            continue
        scope = _rows_summed(table, total, label, additive, earlier)
        earlier.append(total.row)
        for column in additive if scope else ():
            figure = _total_figure(column, total, scope or (), when, contract)
            if figure is not None:
                yield figure


def _total_figure(
    column: ReadColumn, total: TableRow, rows: Sequence[int], when: When, contract: Contract
) -> PrintedFigure | None:
    place = column.place
    value, period = total.cells.get(place.letter), when.of(place)
    if not isinstance(value, (int, float)) or period is None:
        return None
    return PrintedFigure(
        period=period,
        measure=place.measure.name,
        dimensions=dict(place.categories),
        value=convert(float(value), place.factor),
        cell=f"{place.letter}{total.row}",
        row=total.row,
        scope=Scope.COLUMN,
        added_up=column.sum_of(rows),
        tolerance=rounding(float(value), [v for r in rows if (v := column.figures.get(r))]) * place.factor,
        title=place.title,
    )


def _rows_summed(
    table: Table, total: TableRow, label: str, columns: Sequence[ReadColumn], earlier: Sequence[int]
) -> tuple[int, ...] | None:
    """The body rows a total row is about: the reading under which most columns add up.

    Readings tried: the whole body, the rows above since the last total or section, the rows below until the next.
    None when the row adds up nothing and its label does not say that it totals the table.
    """
    body = tuple(r.row for r in table.rows)
    bounds = sorted({t.row for t in table.totals} | {s.row for s in table.sections})
    above = max((b for b in bounds if b < total.row), default=0)
    below = min((b for b in bounds if b > total.row), default=10**9)
    readings = [
        body,
        tuple(r for r in body if above < r < total.row),
        tuple(r for r in body if total.row < r < below),
    ]
    scored = [(_agreements(total, rows, columns), rows) for rows in readings if rows]
    agreements, rows = max(scored, key=lambda s: s[0], default=(0, ()))
    if agreements:
        return rows
    totals_table = fold(label).startswith(_TOTAL_WORDS) and not earlier
    return body if totals_table and len(table.totals) == 1 else None


def _agreements(total: TableRow, rows: Sequence[int], columns: Sequence[ReadColumn]) -> int:
    """In how many columns the total is the sum of the rows; all-zero columns prove nothing."""
    agreeing = 0
    for column in columns:
        value, added = total.cells.get(column.place.letter), column.sum_of(rows)
        if isinstance(value, (int, float)) and value and added is not None:
            parts = [v for r in rows if (v := column.figures.get(r))]
            printed = convert(float(value), column.place.factor)
            agreeing += abs(printed - added) <= rounding(float(value), parts) * column.place.factor
    return agreeing


def row_totals(columns: Sequence[ReadColumn], contract: Contract, when: When) -> Iterator[PrintedFigure]:
    """Printed totals over categories within one row (``Negeri + Swasta = Jumlah``), each with its sum."""
    for column in columns:
        if not column.place.total or not column.place.measure.additive:
            continue
        parts = [c for c in columns if _is_part(c.place, column.place, contract, when)]
        if len(parts) < 2:
            continue
        for row, value in column.figures.items():
            period = when.of(column.place) or when.of(parts[0].place)
            if value is not None and period is not None:
                yield _row_figure(column, parts, row, value, period)


def _row_figure(
    column: ReadColumn, parts: Sequence[ReadColumn], row: int, value: float, period: str
) -> PrintedFigure:
    unreadable = any(row in p.unreadable for p in parts)
    figures = [v for p in parts if (v := p.figures.get(row)) is not None]
    place = column.place
    return PrintedFigure(
        period=period,
        measure=place.measure.name,
        dimensions=dict(place.categories),
        value=value,
        cell=f"{place.letter}{row}",
        row=row,
        scope=Scope.ROW,
        added_up=None if unreadable or not figures else sum(figures),
        tolerance=rounding(value, figures),
        title=place.title,
    )


def _is_part(part: FigurePlace, whole: FigurePlace, contract: Contract, when: When) -> bool:
    """True when ``part`` is one of the columns that ``whole`` adds up."""
    if part.total or part.measure != whole.measure:
        return False
    if when.of(part) != when.of(whole) and when.of(whole) is not None:
        return False
    mine, its = dict(part.categories), dict(whole.categories)
    return all(mine[name] == code or _is_total(contract, name, code) for name, code in its.items())


def _is_total(contract: Contract, name: str, code: str) -> bool:
    return any(c.total and c.code == code for c in contract.named(name).categories)


def history(table: Table, contract: Contract, columns: Sequence[ReadColumn]) -> Iterator[PrintedFigure]:
    """The totals of earlier periods restated under the table."""
    for row in table.history:
        periods = find_periods(row_label(row), contract.grain) or find_periods(row_label(row), PeriodGrain.TAHUN)
        for column in columns if len(periods) == 1 else ():
            value = row.cells.get(column.place.letter)
            if isinstance(value, (int, float)):
                place = column.place
                yield PrintedFigure(
                    period=periods[0],
                    measure=place.measure.name,
                    dimensions=dict(place.categories),
                    value=convert(float(value), place.factor),
                    cell=f"{place.letter}{row.row}",
                    row=row.row,
                    scope=Scope.HISTORY,
                    title=place.title,
                )


def row_label(row: TableRow) -> str:
    """The text that labels a total or history row."""
    return next((v for v in row.cells.values() if isinstance(v, str) and v.strip()), "")


def rounding(total: float, parts: Sequence[float]) -> float:
    """How far a total may be from the sum of its parts when each was rounded for printing."""
    finest = max((_decimals(p) for p in parts), default=0)
    own = _decimals(total)
    if own == 0 and finest == 0:
        return 0.5
    slack = 0.5 * 10.0**-own + (0.5 * 10.0**-finest) * len(parts)
    return max(slack, abs(total) * 1e-9)


def _decimals(value: float) -> int:
    text = f"{value:.6f}".rstrip("0")
    return len(text.partition(".")[2])
