"""Arithmetic that proves a shrunken thousand: a sum holds with ``1.474`` taken as 1474, and not as it stands.

Sums down to a printed total, sums across (L + P = Jumlah), and the same measure in other years.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median
from typing import TypeGuard

from lumbung.sheets.figures.numbers import Number
from lumbung.sheets.model import TableValue
from lumbung.sheets.tables.columns import Columns
from lumbung.sheets.tables.entries import Entry
from lumbung.sheets.tables.sums import Row
from lumbung.sheets.words import year_label

_WITNESSES = 3
_WIDEST = 40
_NEAR = 3.0  # times more or less than in another year
_SMALLER = 100.0  # times at least, as it stands


@dataclass(frozen=True)
class Cells:
    """A row of a table: its number and its values by column."""

    row: int
    values: Row


def decimals(value: float) -> int:
    """How many decimals a stored number shows; 99 for one in scientific notation."""
    text = repr(value)
    return len(text.partition(".")[2]) if "e" not in text else 99


def is_shrunken(value: TableValue) -> TypeGuard[float]:
    """True for a fraction that may be a whole number of thousands read with the wrong mark: 1.474, also 1.1."""
    return isinstance(value, float) and 1 < abs(value) < 1000 and decimals(value) <= 3


def proved(columns: Sequence[int], rows: Sequence[Cells], totals: Sequence[Cells]) -> set[tuple[int, int]]:
    """Rows and columns of the figures that a sum proves to be thousands."""
    return {*_by_totals(columns, rows, totals), *_by_rows(columns, rows)}


def _grown(value: Number) -> Number:
    return round(value * 1000) if is_shrunken(value) else value


def _number(cells: Cells, column: int) -> Number | None:
    value = cells.values.get(column)
    return value if isinstance(value, int | float) else None


def _by_totals(columns: Sequence[int], rows: Sequence[Cells], totals: Sequence[Cells]) -> Iterator[tuple[int, int]]:
    for column in columns:
        values = [v for r in rows if (v := _number(r, column))]
        grown = [_grown(v) for v in values]
        if len(values) < 2 or not all(isinstance(v, int) for v in grown):
            continue
        for total in totals:
            printed = _number(total, column)
            if not printed or abs(sum(values) - printed) < 0.0015 * len(values):
                continue
            if abs(sum(grown) - _grown(printed)) < 0.5 and abs(_grown(printed)) >= 1000:
                yield from ((c.row, column) for c in (*rows, total) if is_shrunken(c.values.get(column)))


def _by_rows(columns: Sequence[int], rows: Sequence[Cells]) -> Iterator[tuple[int, int]]:
    mixed = {c for c in columns if any(is_shrunken(r.values.get(c)) for r in rows)}
    for a, b, c in combinations(columns[:_WIDEST], 3):
        if not mixed & {a, b, c}:
            continue
        for relation in ((a, b, c), (b, c, a)):
            yield from _by_relation(relation, rows)


def _by_relation(relation: tuple[int, int, int], rows: Sequence[Cells]) -> list[tuple[int, int]]:
    held = 0
    found: list[tuple[int, int]] = []
    for cells in rows:
        first, second, total = (_number(cells, column) for column in relation)
        if not first or not second or not total:
            continue
        whole = [_grown(v) for v in (first, second, total)]
        if not all(isinstance(v, int) for v in whole) or whole[0] + whole[1] != whole[2]:
            return []
        held += 1
        if abs(first + second - total) > 0.0015:
            found += [(cells.row, c) for c in relation if is_shrunken(cells.values.get(c))]
    return found if held >= _WITNESSES else []


def sibling_columns(columns: Columns, rows: Sequence[Entry]) -> set[int]:
    """Columns of a year whose figures are a thousandth of the same measure's whole figures in other years."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for number in columns.values:
        path = columns.by_number[number].path
        if path and year_label(path[-1]):
            groups.setdefault(path[:-1], []).append(number)
    return {c for group in groups.values() for c in group if _is_thousandth(c, group, rows)}


def _is_thousandth(column: int, group: Sequence[int], rows: Sequence[Entry]) -> bool:
    compared = 0
    for entry in rows:
        value = entry.values.get(column)
        others = [v for c in group if c != column and isinstance(v := entry.values.get(c), int) and v >= 1000]
        if not is_shrunken(value) or not isinstance(value, float) or not others:
            continue
        middle = median(others)
        if not middle / _NEAR <= value * 1000 <= middle * _NEAR or value * _SMALLER > middle:
            return False
        compared += decimals(value) == 3
    return compared > 0
