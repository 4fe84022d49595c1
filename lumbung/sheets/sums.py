"""The sums of a template that came back uncomputed: the formulas are ours, so what they add up is known.

Programs that fill in a workbook without computing it (scripts, some phones) leave ``=SUM(C7:C30)`` without a value.
In a file of the OPD's own making that is a finding (C02); for a formula that we wrote nobody else can be blamed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lumbung.sheets.addresses import number, split
from lumbung.sheets.grid import Cell, CellKind, Grid, Position

_SUM = re.compile(r"=SUM\(([A-Z0-9$:,]+)\)")
_PART = re.compile(r"([A-Z]{1,3}[0-9]{1,7})(?::([A-Z]{1,3}[0-9]{1,7}))?")
_MOST_CELLS = 2_000_000  # read for all sums of a sheet


def with_sums(grid: Grid) -> Grid:
    """The grid with the value of every uncomputed sum whose parts are known; what it does not know stays uncomputed."""
    formulas = {p: str(c.value) for p, c in grid.broken.items() if c.kind is CellKind.UNCOMPUTED}
    found = {position: value for position, value in _Sums(grid, formulas).values() if value is not None}
    if not found:
        return grid
    rows = [list(row) for row in grid.rows]
    for (row, column), value in found.items():
        rows[row - 1][column - 1] = value
    broken = {position: cell for position, cell in grid.broken.items() if position not in found}
    return replace(grid, rows=rows, broken=broken, summed=frozenset(found))


class _Sums:
    """Sums of one sheet, each computed once; a sum of sums is computed from them."""

    def __init__(self, grid: Grid, formulas: Mapping[Position, str]) -> None:
        self.grid = grid
        self.formulas = formulas
        self._known: dict[Position, float | None] = {}
        self._left = _MOST_CELLS

    def values(self) -> Iterator[tuple[Position, float | None]]:
        for position in self.formulas:
            yield position, self._value(position)

    def _value(self, position: Position) -> float | None:
        """The sum in one cell; None where a part is unknown, also because the sum is a part of itself."""
        if position not in self._known:
            self._known[position] = None
            self._known[position] = self._sum(self.formulas[position])
        return self._known[position]

    def _sum(self, formula: str) -> float | None:
        written = _SUM.fullmatch(formula.replace(" ", ""))
        parts = [_PART.fullmatch(part) for part in written[1].replace("$", "").split(",")] if written else []
        if not parts or not all(parts):
            return None
        total = 0.0
        for part in parts:
            for position in _positions(part[1], part[2] or part[1]) if part else ():
                self._left -= 1
                value = self._part(position) if self._left >= 0 else None
                if value is None:
                    return None
                total += value
        return total

    def _part(self, position: Position) -> float | None:
        """What a cell adds to a sum: as in Excel, text adds nothing."""
        if position in self.formulas:
            return self._value(position)
        cell: Cell = self.grid.cell(*position)
        if cell.kind in (CellKind.EMPTY, CellKind.TEXT):
            return 0.0
        return float(cell.value) if cell.kind is CellKind.NUMBER and isinstance(cell.value, int | float) else None


def _positions(first: str, last: str) -> Iterator[Position]:
    (left, top), (right, bottom) = split(first), split(last)
    for row in range(top, bottom + 1):
        for column in range(number(left), number(right) + 1):
            yield row, column
