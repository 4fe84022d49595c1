"""A table as it was read, with what was decided on the way: what the other modules of this room look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lumbung.sheets.addresses import address
from lumbung.sheets.grid import Grid, Stored
from lumbung.sheets.tables.body import Body
from lumbung.sheets.tables.columns import Columns
from lumbung.sheets.tables.entries import Entry, Kind
from lumbung.sheets.tables.header import Header
from lumbung.sheets.tables.kinds import Told
from lumbung.sheets.tables.layout import Layout, Line


@dataclass(frozen=True)
class Seen:
    """One table: its title lines, header, body, columns and the kind of every line."""

    layout: Layout
    title: Sequence[Line]
    header: Header
    body: Body
    columns: Columns
    told: Told

    @property
    def grid(self) -> Grid:
        """The sheet."""
        return self.layout.grid

    @property
    def sheet(self) -> str:
        """The name of the sheet."""
        return self.layout.grid.sheet

    @cached_property
    def rows(self) -> list[Entry]:
        """The entries that are rows; one may stand for rows alike below it."""
        return self.told.of(Kind.ROW)

    @cached_property
    def body_rows(self) -> range:
        """From the first to the last row of the body, whatever stands between."""
        entries = self.told.entries
        return range(entries[0].line.row, entries[-1].line.last + 1) if entries else range(0)

    def stored(self, column: int) -> Sequence[Stored]:
        """What a column holds in :attr:`body_rows`."""
        columns, rows = self.grid.columns, self.body_rows
        return columns[column - 1][rows.start - 1 : rows.stop - 1] if rows and column <= len(columns) else ()

    @cached_property
    def texts(self) -> dict[int, set[str]]:
        """The distinct texts in each column of the body."""
        return {c: {v for v in set(self.stored(c)) if isinstance(v, str)} for c in self.columns.by_number}

    def where(self, column: int, odd: set[Stored]) -> Iterator[str]:
        """The addresses in a column of the body that hold one of some values."""
        if odd:
            rows = zip(self.body_rows, self.stored(column), strict=False)  # the grid may end before the last line
            yield from (address(row, column) for row, value in rows if value in odd)


def first_cell(line: Line) -> str:
    """The address of the first cell of a line: where a finding about the whole row stands."""
    return address(line.row, line.columns[0])
