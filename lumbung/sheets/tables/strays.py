"""The parts of a sheet that belong to no table, and why: stray cells beside the rows, rows that are none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from lumbung.sheets.addresses import area
from lumbung.sheets.model import Skipped
from lumbung.sheets.noticed.ragged import NOT_RAGGED, Ragged
from lumbung.sheets.tables.bulk import stored_column
from lumbung.sheets.tables.columns import Columns
from lumbung.sheets.tables.entries import Kind
from lumbung.sheets.tables.kinds import Told
from lumbung.sheets.tables.layout import Layout, Line


def strays(layout: Layout, columns: Columns, told: Told, found: Ragged) -> Iterable[Skipped]:
    """What stands in the body and is in no row or column of the table."""
    sheet = layout.grid.sheet
    for entry in told.entries:
        if entry.kind is Kind.STRAY:
            yield from skip_lines(sheet, [entry.line], entry.why)
            continue
        outside = [c for c in entry.line.cells if c not in columns.by_number]
        if outside and entry.kind is not Kind.SECTION:
            yield from _skip_cells(sheet, entry.line.row, outside, "kolom tanpa judul", found)
        yield from _strays_alike(layout, columns, entry.line.alike)


def _strays_alike(layout: Layout, columns: Columns, rows: range) -> Iterable[Skipped]:
    others = [c for c in range(1, len(layout.grid.columns) + 1) if c not in columns.by_number]
    filled = [c for c in others if set(map(type, stored_column(layout.grid, rows, c))) != {type(None)}] if rows else []
    for row in rows if filled else ():
        if outside := [c for c in layout.grid.line(row) if c in filled]:
            yield from _skip_cells(layout.grid.sheet, row, outside, "kolom tanpa judul")


def _skip_cells(
    sheet: str, row: int, columns: Sequence[int], why: str, found: Ragged = NOT_RAGGED
) -> Iterable[Skipped]:
    """Runs of neighbouring cells of a row, each of one finding or of none."""
    codes = {column: found.code_of(row, column) for column in columns}
    for (_, code), run in groupby(enumerate(sorted(columns)), key=lambda pair: (pair[1] - pair[0], codes[pair[1]])):
        numbers = [number for _, number in run]
        yield Skipped(sheet, area(row, numbers[0], row, numbers[-1]), why, code)


def skip_lines(sheet: str, lines: Sequence[Line], why: str) -> Iterable[Skipped]:
    """Neighbouring lines as one part each."""
    block: list[Line] = []
    for line in (*lines, None):
        if block and (line is None or line.row != block[-1].last + 1):
            left = min(min(each.cells) for each in block)
            right = max(max(each.cells) for each in block)
            yield Skipped(sheet, area(block[0].row, left, block[-1].last, right), why)
            block = []
        if line is not None:
            block.append(line)
