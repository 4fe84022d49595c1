"""Row numbers printed in front of the rows: where they jump, a row may have been deleted (S10)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lumbung.findings import Finding, finding
from lumbung.sheets.model import Column, Role, Table
from lumbung.text import fold

_HEADINGS = frozenset({"no", "nomor", "no urut", "nomor urut", "number", "no number", "nomor number"})
_FEWEST = 5
_REGULAR = 0.8
"""Share of the rows that must be numbered, and of the steps that must be by one, for a jump to mean anything."""

_DIGITS = 6
_LARGEST = 10**_DIGITS


def jumps(table: Table) -> Iterator[Finding]:
    """S10 for each place where the row numbers leave some out; they may start anew in every section."""
    for column in table.columns:
        if column.role is Role.LABEL and is_numbering(column):
            yield from _jumps(table, column)


def is_numbering(column: Column) -> bool:
    """True for a column that announces nothing but the numbers of the rows: *No*."""
    return bool({fold(e) for e in column.path} & _HEADINGS)


def _jumps(table: Table, column: Column) -> Iterator[Finding]:
    printed = zip(table.numbers, table.values(column.letter), strict=True)
    numbers = [(row, n) for row, value in printed if (n := _number(value)) is not None]
    steps = [(before, row, n) for (_, before), (row, n) in pairwise(numbers)]
    regular = sum(n in (before + 1, 1) for before, _, n in steps)
    if len(numbers) < max(_FEWEST, _REGULAR * len(table.rows)) or regular < _REGULAR * len(steps):
        return
    for before, row, number in steps:
        if number > before + 1:
            yield finding("S10", sheet=table.sheet, cells=(f"{column.letter}{row}",), after=before)


def _number(value: object) -> int | None:
    if type(value) is int:
        return value if 0 <= value < _LARGEST else None
    text = str(value).strip().rstrip(".)") if value is not None else ""
    return int(text) if text.isdigit() and len(text) <= _DIGITS else None
