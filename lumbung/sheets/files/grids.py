"""Rows of values as a reader gives them → Grid: plain values only, and what calamine dropped put back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from itertools import chain
from typing import Any

from lumbung.sheets.files.ooxml.package import SheetDetails
from lumbung.sheets.grid import Cell, CellKind, Grid, Position, Span, Stored

_NO_DETAILS = SheetDetails()
_ERRORS = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"))
"""How Excel writes its errors where a file has nothing but text."""
_PLAIN = frozenset((str, float, int, bool, type(None)))


def make_grid(
    sheet: str,
    rows: Iterable[Sequence[Any]],
    *,
    merges: Iterable[Span] = (),
    details: SheetDetails = _NO_DETAILS,
    visible: bool = True,
    plain_text: bool = False,
) -> Grid:
    """A grid from rows that start at A1; ``details`` come from the sheet's XML where there is one."""
    stored = _stored_rows([row if isinstance(row, list) else list(row) for row in rows])
    broken = {position: Cell(text, CellKind.ERROR) for position, text in details.errors.items()}
    if plain_text:
        broken = dict(_written_errors(stored)) | broken
    broken |= {position: Cell(text, CellKind.UNCOMPUTED) for position, text in details.uncomputed.items()}
    for (row, column), cell in broken.items():
        _put(stored, row, column, str(cell.value))
    while stored and all(value in (None, "") for value in stored[-1]):
        stored.pop()
    return Grid(
        sheet=sheet,
        rows=stored,
        broken=broken,
        formats=details.formats,
        merges=tuple(merges),
        hidden_rows=details.hidden_rows,
        hidden_columns=details.hidden_columns,
        visible=visible,
        formatted_rows=details.formatted_rows,
        comments=details.comments,
        formulas=details.formulas,
        struck=frozenset(details.struck),
        plain_text=plain_text,
    )


def _written_errors(rows: Sequence[Sequence[Stored]]) -> Iterator[tuple[Position, Cell]]:
    """The cells of a text that are errors as Excel writes them."""
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if isinstance(value, str) and value.startswith("#") and value.strip() in _ERRORS:
                yield (number, column), Cell(value.strip(), CellKind.ERROR)


def _stored_rows(rows: list[list[Any]]) -> list[list[Stored]]:
    """The rows themselves, or with their dates, times and the like in the form that a grid keeps."""
    if _PLAIN.issuperset(map(type, chain.from_iterable(rows))):
        return rows
    return [row if _PLAIN.issuperset(map(type, row)) else [_stored(value) for value in row] for row in rows]


def _stored(value: Any) -> Stored:
    if value is None or type(value) in _PLAIN:
        return value  # type: ignore[no-any-return]
    if isinstance(value, datetime):
        moment = (value.year, value.month, value.day, value.hour, value.minute, value.second, value.microsecond)
        return moment if any(moment[3:]) else moment[:3]
    if isinstance(value, date):
        return value.year, value.month, value.day
    if isinstance(value, time):
        return value.hour, value.minute, value.second, value.microsecond
    return str(value)  # a duration, as calamine gives cells of format [h]:mm


def _put(rows: list[list[Stored]], row: int, column: int, value: Stored) -> None:
    while len(rows) < row:
        rows.append([])
    line = rows[row - 1]
    line.extend([None] * (column - len(line)))
    line[column - 1] = value
