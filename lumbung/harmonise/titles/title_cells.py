"""Which cell of the sheet says something: of a title, of what is written above a table, of the headings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lumbung.sheets.addresses import address, number, split
from lumbung.sheets.model import Table
from lumbung.text import fold, squash

Says = Callable[[str], bool]


def title_cell(table: Table, says: Says) -> str | None:
    """The address of the first cell of the title for which ``says`` holds, else of its first cell; None without any."""
    whole = f" {fold(' '.join(table.title))} "
    mine = [(cell, text) for cell, text in texts_above(table) if fold(text) and f" {fold(text)} " in whole]
    return next((cell for cell, text in mine if says(text)), mine[0][0] if mine else None)


def texts_above(table: Table) -> Iterator[tuple[str, str]]:
    """Address and text of every cell that holds text above the body of a table, from the top of the sheet."""
    first = table.rows[0].row if table.rows else _top(table)
    for row in range(1, first if table.grid else 1):
        for column, cell in table.grid.line(row).items() if table.grid else ():
            if isinstance(cell.value, str):
                yield address(row, column), squash(cell.value)


def heading_cell_with(table: Table, letter: str, says: Says) -> str | None:
    """The address of the lowest heading over a column for which ``says`` holds, be it merged over several columns."""
    for row in sorted(table.header_rows, reverse=True) if table.grid else ():
        for column in range(number(letter), 0, -1):
            value = table.grid.cell(row, column).value if table.grid else None
            if value is not None:
                if says(squash(str(value))):
                    return address(row, column)
                break
    return None


def _top(table: Table) -> int:
    return table.header_rows[0] if table.header_rows else split(table.range.split(":")[0])[1]
