"""Which cell of the sheet says something: of a title, of what is written above a table, of the headings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lumbung.sheets.addresses import address, number, split
from lumbung.sheets.model import Table
from lumbung.text import fold, squash

Says = Callable[[str], bool]


def title_cell(table: Table, says: Says) -> str | None:
    """The address of the first cell of the title for which ``says`` holds, else of its first cell; None without any."""
    whole = f" {fold(' '.join(table.title))} "
    mine = [(cell, text) for cell, text in texts_above(table) if fold(text) and f" {fold(text)} " in whole]
    return next((cell for cell, text in mine if says(text)), mine[0][0] if mine else None)


def texts_above(table: Table, top: int = 1) -> Iterator[tuple[str, str]]:
    """Address and text of every cell that holds text above the body of a table, from sheet row ``top`` on."""
    first = table.rows[0].row if table.rows else _top(table)
    for row in range(top, first if table.grid else 1):
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


def heading_cell(table: Table, letter: str) -> str:
    """The address of a column's lowest heading: of merged cells the one in which its words stand."""
    column = number(letter)
    for row in sorted(table.header_rows, reverse=True) if table.grid else ():
        top, left = _corner(table, row, column)
        if table.grid and not table.grid.cell(top, left).is_empty:
            return address(top, left)
    return f"{letter}{table.header_rows[-1] if table.header_rows else table.rows[0].row if table.rows else 1}"


def told_apart(table: Table, letters: Sequence[str]) -> tuple[str, ...]:
    """The headings of columns at the uppermost level at which each has its own: *Bidan* and *Bidan*, not L and L."""
    levels = zip(*(_headings_over(table, letter) for letter in letters), strict=False)
    apart = (cells for cells in levels if len(set(cells)) == len(cells))
    return next(apart, tuple(heading_cell(table, letter) for letter in letters))


def is_under_all(table: Table, letter: str, letters: Sequence[str]) -> bool:
    """True for a column over which every heading stands that the columns of ``letters`` have in common."""
    common = set.intersection(*(set(_headings_over(table, each)) for each in letters))
    return common <= set(_headings_over(table, letter))


def text_of(table: Table, cell: str) -> str:
    """What a cell of the sheet says."""
    letter, row = split(cell)
    return squash(str(table.grid.cell(row, number(letter)).value)) if table.grid else ""


def _headings_over(table: Table, letter: str) -> Iterator[str]:
    """Addresses of the headings over a column, the uppermost first; those written left of it over several, too."""
    path = {fold(element) for column in table.columns if column.letter == letter for element in column.path}
    for row in table.header_rows if table.grid else ():
        top, left = _corner(table, row, number(letter))
        while table.grid and left > 1 and table.grid.cell(top, left).is_empty:
            left -= 1
        if table.grid and fold(str(table.grid.cell(top, left).value)) in path:
            yield address(top, left)


def _corner(table: Table, row: int, column: int) -> tuple[int, int]:
    """The first cell of what a cell is merged into; itself where it is not."""
    merges = table.grid.merges if table.grid else ()
    around = (s for s in merges if s.top <= row <= s.bottom and s.left <= column <= s.right)
    return next(((s.top, s.left) for s in around), (row, column))


def _top(table: Table) -> int:
    return table.header_rows[0] if table.header_rows else split(table.range.split(":")[0])[1]
