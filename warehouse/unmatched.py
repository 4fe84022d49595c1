"""Tables that no contract claims, row by row as text: kept until somebody writes the contract.

Tables of persons are kept apart, in the restricted schema, and whole: whoever writes the contract needs to see them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from psycopg.types.json import Jsonb

from lumbung.harmonise.privacy import tells_of_persons
from lumbung.persons import without_personal_data
from lumbung.sheets.model import Reading, Table, TableValue
from warehouse.values import clean, plain

_RANGE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")


def unmatched_rows(
    reading: Reading, unmatched: Sequence[str], *, of_persons: bool
) -> Iterator[tuple[str, str, int, Jsonb]]:
    """Sheet, range, row and content of every row of the tables named in ``unmatched`` ('Sheet1!A1:F20').

    ``of_persons``: those that hold personal data, or those that do not. In the latter, numbers of persons that strayed
    in are masked.
    """
    names = set(unmatched)
    for table in reading.tables:
        if f"{table.sheet}!{table.range}" in names and tells_of_persons(table) is of_persons:
            for row, content in sorted(_rows(table).items()):
                shown = content if of_persons else {c: without_personal_data(t) for c, t in content.items()}
                yield clean(table.sheet), table.range, row, Jsonb(shown)


def _rows(table: Table) -> dict[int, dict[str, str]]:
    """Rows as laid out on the sheet where the grid is at hand; else what the reader made of them."""
    found = _RANGE.fullmatch(table.range)
    if table.grid is not None and found:
        return _rows_of_grid(table, _number(found[1]), int(found[2]), _number(found[3]), int(found[4]))
    rows = {row.row: _texts(row.cells) for row in (*table.rows, *table.totals, *table.history)}
    rows.update({note.row: {"A": _text(note.text)} for note in (*table.sections, *table.notes)})
    if table.header_rows:
        rows[table.header_rows[0]] = {c.letter: _text(" / ".join(c.path)) for c in table.columns}
    return rows


def _rows_of_grid(table: Table, left: int, top: int, right: int, bottom: int) -> dict[int, dict[str, str]]:
    assert table.grid is not None
    rows: dict[int, dict[str, str]] = {}
    for row in range(top, bottom + 1):
        cells = {_letters(column): table.grid.cell(row, column) for column in range(left, right + 1)}
        content = {letter: _text(cell.value) for letter, cell in cells.items() if not cell.is_empty}
        if content:
            rows[row] = content
    return rows


def _texts(cells: Mapping[str, TableValue]) -> dict[str, str]:
    return {letter: _text(value) for letter, value in cells.items() if value is not None}


def _text(value: object) -> str:
    shown = plain(value)
    return "" if shown is None else str(shown)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
