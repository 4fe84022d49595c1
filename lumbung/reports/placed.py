"""What names a cell where rows may move: the headings over its column and the labels of its row."""

from __future__ import annotations

from functools import cached_property

from lumbung.reports.targets import first_cell
from lumbung.sheets.addresses import letter
from lumbung.sheets.model import Reading, Role, Table, TableRow
from lumbung.text import fold

_LABELS = 4
"""Labels that name a row at most; a register's further columns describe it."""
_HEADING = "heading"


class Placer:
    """Names the cells of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._tables = [_Named(table) for table in reading.tables]

    def names(self, sheet: str, address: str) -> tuple[str, str]:
        """(column, row) of a cell as its table names them; the bare letter and number outside of tables."""
        place = first_cell(address)
        if place is None:
            return "", address
        row, column = place
        for table in self._tables:
            if table.sheet == sheet and table.holds(row, column):
                return table.column(column), table.row(row)
        return letter(column), str(row)


class _Named:
    def __init__(self, table: Table) -> None:
        self.sheet, self._table = table.sheet, table
        first, _, last = table.range.partition(":")
        top, left = first_cell(first) or (0, 0)
        bottom, right = first_cell(last or first) or (0, 0)
        self._box = (top, left, bottom, right)

    def holds(self, row: int, column: int) -> bool:
        top, left, bottom, right = self._box
        return top <= row <= bottom and left <= column <= right

    def column(self, number: int) -> str:
        return self._paths.get(letter(number), letter(number))

    def row(self, number: int) -> str:
        if number in self._table.header_rows:
            return _HEADING
        return self._labels.get(number, str(number))

    @cached_property
    def _paths(self) -> dict[str, str]:
        return {c.letter: fold(" ".join(c.path)) or c.letter for c in self._table.columns}

    @cached_property
    def _labels(self) -> dict[int, str]:
        rows = (*self._table.rows, *self._table.totals, *self._table.history)
        named = {row.row: self._named(row) for row in rows}
        return {number: name for number, name in named.items() if name}

    def _named(self, row: TableRow) -> str:
        """The texts that label a row; a running number names nothing, for it stays when rows move."""
        labels = [row.cells.get(c.letter) for c in self._table.columns if c.role is Role.LABEL]
        texts = [str(value) for value in labels if isinstance(value, str) and not value.strip(" .").isdigit()]
        return fold(" ".join(texts[:_LABELS]))
