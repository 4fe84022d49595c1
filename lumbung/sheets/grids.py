"""Rows of plain values → Grid: every cell gets its kind, and what calamine dropped is put back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from lumbung.sheets.model import EMPTY_CELL, Cell, CellKind, Grid, Span
from lumbung.sheets.package import SheetDetails

_EXACT = 2**53
_NO_DETAILS = SheetDetails()


def make_grid(
    sheet: str,
    rows: Iterable[Sequence[Any]],
    *,
    merges: Iterable[Span] = (),
    details: SheetDetails = _NO_DETAILS,
    visible: bool = True,
) -> Grid:
    """A grid from rows that start at A1; ``details`` come from the sheet's XML where there is one."""
    cells = [[_cell(value) for value in row] for row in rows]
    _restore(cells, details)
    _trim(cells)
    return Grid(
        sheet=sheet,
        cells=cells,
        merges=tuple(merges),
        hidden_rows=details.hidden_rows,
        hidden_columns=details.hidden_columns,
        visible=visible,
        comments=details.comments,
        struck=frozenset(details.struck),
    )


def _cell(value: Any) -> Cell:
    if value == "" or value is None:
        return EMPTY_CELL
    if isinstance(value, str):
        return Cell(value, CellKind.TEXT) if value.strip("\u200b\ufeff\xa0 \t\r\n") else EMPTY_CELL
    if isinstance(value, bool):
        return Cell(value, CellKind.BOOLEAN)
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < _EXACT
        return Cell(int(value) if whole else value, CellKind.NUMBER)
    if isinstance(value, int):
        return Cell(value, CellKind.NUMBER)
    return _date_cell(value)


def _date_cell(value: Any) -> Cell:
    if isinstance(value, datetime) and value.time() == time():
        return Cell(value.date(), CellKind.DATE)
    if isinstance(value, date | time):
        return Cell(value, CellKind.DATE)
    if isinstance(value, timedelta):
        return Cell(str(value), CellKind.TEXT)
    return Cell(str(value), CellKind.TEXT)


def _restore(cells: list[list[Cell]], details: SheetDetails) -> None:
    for position, text in details.errors.items():
        _put(cells, position, Cell(text, CellKind.ERROR))
    for position, text in details.uncomputed.items():
        _put(cells, position, Cell(text, CellKind.UNCOMPUTED))
    for (row, column), code in details.formats.items():
        if row <= len(cells) and column <= len(cells[row - 1]):
            old = cells[row - 1][column - 1]
            if old.kind in (CellKind.NUMBER, CellKind.DATE):
                cells[row - 1][column - 1] = Cell(old.value, old.kind, code)


def _put(cells: list[list[Cell]], position: tuple[int, int], cell: Cell) -> None:
    row, column = position
    while len(cells) < row:
        cells.append([])
    line = cells[row - 1]
    line.extend([EMPTY_CELL] * (column - len(line)))
    line[column - 1] = cell


def _trim(cells: list[list[Cell]]) -> None:
    while cells and all(cell is EMPTY_CELL for cell in cells[-1]):
        cells.pop()
