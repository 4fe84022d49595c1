"""The promise that nothing on a sheet is lost: every non-empty cell is in exactly one part of what was read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lumbung.sheets.addresses import address, number
from lumbung.sheets.grid import Cell, Grid
from lumbung.sheets.model import Reading, Table
from lumbung.sheets.tables.layout import shown

_RANGE = re.compile(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")


def misplaced(reading: Reading) -> list[str]:
    """Cells that stand in no part of the reading, or in several: 'Sheet1!B4 × 0 (text)'."""
    return [
        f"{grid.sheet}!{address(r, c)} × {times} ({shown(cell)[:30]})"
        for grid in reading.grids
        for (r, c), times, cell in _placed(reading, grid)
        if times != 1
    ]


def _placed(reading: Reading, grid: Grid) -> Iterator[tuple[tuple[int, int], int, Cell]]:
    places: Counter[tuple[int, int]] = Counter()
    titles = {text for table in reading.tables if table.sheet == grid.sheet for text in table.title}
    for table in reading.tables:
        if table.sheet == grid.sheet:
            places.update(_of_table(table, grid))
    for part in reading.skipped:
        if part.sheet == grid.sheet:
            places.update(_of_range(part.range))
    for r, c, cell in grid.filled():
        times = places[r, c]
        yield (r, c), times or int(shown(cell) in titles), cell


def _of_table(table: Table, grid: Grid) -> Iterator[tuple[int, int]]:
    numbering = [table.numbering_row] if table.numbering_row else []
    across = {c for _, c in _of_range(table.range)}
    for row in (*table.header_rows, *numbering):
        yield from ((row, c) for c in across)
    for row in (*(s.row for s in table.sections), *(n.row for n in table.notes)):
        yield from ((row, c) for c in range(1, len(grid.rows[row - 1]) + 1))
    columns = [number(column.letter) for column in table.columns]
    for entry in (*table.rows, *table.totals, *table.history):
        yield from ((entry.row, c) for c in columns)


def _of_range(text: str) -> Iterator[tuple[int, int]]:
    match = _RANGE.fullmatch(text)
    assert match, text
    left, top = number(match[1]), int(match[2])
    right, bottom = number(match[3] or match[1]), int(match[4] or match[2])
    yield from ((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))
