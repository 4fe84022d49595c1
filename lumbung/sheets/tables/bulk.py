"""The rows alike of a long table: read by column when somebody asks, and summed for the arithmetic of the totals.

Which rows these are is told by :mod:`lumbung.sheets.tables.alike`; how a column is read, by the lines looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isfinite
from operator import eq
from typing import cast, overload

from lumbung.memory import collector_paused
from lumbung.sheets.addresses import letter
from lumbung.sheets.figures.marks import mark_of_figure, mark_of_label
from lumbung.sheets.figures.values import ColumnReader
from lumbung.sheets.model import Grid, Stored, TableRow, TableValue, cell_of
from lumbung.sheets.tables.legend import Legend
from lumbung.sheets.tables.sums import Row
from lumbung.text import squash

_EXACT = 2.0**53


def stored_column(grid: Grid, rows: range, column: int) -> Sequence[Stored]:
    """What one column holds in the given rows (1-based, without gaps)."""
    return grid.columns[column - 1][rows.start - 1 : rows.stop - 1] if column <= len(grid.columns) else ()


def read_column(grid: Grid, rows: range, column: int, reader: ColumnReader) -> Sequence[TableValue]:
    """The cells of one column in the given rows, as read; equal cells are read once."""
    stored = stored_column(grid, rows, column)
    kinds = set(map(type, stored))
    if bool in kinds or (reader.is_label and column in grid.formatted_columns):
        return [reader(grid.cell(row, column)) for row in rows]
    if kinds == {float}:
        return _whole(cast("Sequence[float]", stored))
    known = {value: reader(cell_of(value)) for value in set(stored)}
    return [known[value] for value in stored]


def _whole(numbers: Sequence[float]) -> Sequence[TableValue]:
    """The numbers, whole ones as integers."""
    if not all(map(isfinite, numbers)):
        return numbers
    truncated = list(map(int, numbers))
    if max(truncated) < _EXACT and min(truncated) > -_EXACT and all(map(eq, truncated, numbers)):
        return truncated
    return [whole if whole == v and abs(v) < _EXACT else v for whole, v in zip(truncated, numbers, strict=True)]


def sum_alike(grid: Grid, rows: range, readers: Mapping[int, ColumnReader]) -> Row:
    """The rows as one row of sums, by column number; columns of labels and columns without figures are left out."""
    sums: dict[int, TableValue] = {}
    for column, reader in readers.items():
        if reader.is_label:
            continue
        stored = stored_column(grid, rows, column)
        if set(map(type, stored)) != {float}:
            stored = [v for v in read_column(grid, rows, column, reader) if isinstance(v, int | float)]
        if stored:
            sums[column] = sum(cast("Sequence[float]", stored))
    return sums


def _explained(
    row: int, legend: Legend, cells: dict[str, TableValue], labels: set[str], flags: Mapping[str, str]
) -> TableRow:
    read, marks = legend.read(cells, labels)
    return TableRow(row, read, {**flags, **{letters: " ".join(found) for letters, found in marks.items()}})


@dataclass(frozen=True)
class LongRows(Sequence[TableRow]):
    """Rows of a long table in order; those alike are made from the grid on first use."""

    grid: Grid
    readers: Mapping[int, ColumnReader]
    legend: Legend
    parts: Sequence[TableRow | range]

    def __getstate__(self) -> dict[str, object]:
        """Without the rows made so far: they are quicker made again than sent."""
        return {"grid": self.grid, "readers": self.readers, "legend": self.legend, "parts": self.parts}

    def __setstate__(self, state: dict[str, object]) -> None:
        """The counterpart of :meth:`__getstate__`."""
        self.__dict__.update(state)

    def __len__(self) -> int:
        """How many rows there are."""
        return sum(len(part) if isinstance(part, range) else 1 for part in self.parts)

    @overload
    def __getitem__(self, index: int) -> TableRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[TableRow]: ...
    def __getitem__(self, index: int | slice) -> TableRow | Sequence[TableRow]:
        """The row at a position, or several."""
        return self._rows[index]

    def __iter__(self) -> Iterator[TableRow]:
        """All rows from top to bottom."""
        return iter(self._rows)

    def __eq__(self, other: object) -> bool:
        """True for the same rows, however they are kept."""
        return isinstance(other, Sequence) and self._rows == list(other)

    __hash__ = None  # type: ignore[assignment]

    @cached_property
    def _rows(self) -> list[TableRow]:
        made: list[TableRow] = []
        with collector_paused():
            for part in self.parts:
                made += self._made(part) if isinstance(part, range) else [part]
        return made

    def _made(self, rows: range) -> Iterator[TableRow]:
        letters = [letter(column) for column in self.readers]
        columns = [read_column(self.grid, rows, column, reader) for column, reader in self.readers.items()]
        cells = (dict(zip(letters, row)) for row in zip(*columns, strict=True))  # noqa: B905  as wide as the columns
        flags = self._flags(rows)
        if not (flags or self.legend.marks or self.legend.signs):
            return map(TableRow, rows, cells)
        labels = {letter(column) for column, reader in self.readers.items() if reader.is_label}
        return (
            _explained(row, self.legend, of_row, labels, flags.get(row, {}))
            for row, of_row in zip(rows, cells, strict=True)
        )

    def _flags(self, rows: range) -> dict[int, dict[str, str]]:
        """The marks in the cells of the rows; equal texts are looked at once."""
        flags: dict[int, dict[str, str]] = defaultdict(dict)
        for column, reader in self.readers.items():
            stored = stored_column(self.grid, rows, column)
            if str not in set(map(type, stored)):
                continue
            find = mark_of_label if reader.is_label else mark_of_figure
            texts = {text: mark for text in set(stored) if isinstance(text, str) and (mark := find(squash(text)))}
            for row, value in zip(rows, stored, strict=True) if texts else ():
                if isinstance(value, str) and value in texts:
                    flags[row][letter(column)] = texts[value]
        return flags
