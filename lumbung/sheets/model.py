"""What a spreadsheet is made of: cells, a grid of them, and the tables a careful person sees in it.

Rows are 1-based Excel rows and columns are Excel letters of the *original* sheet, everywhere:
a coordinate is computed once, at reading, and never shifted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from lumbung.findings import Finding
from lumbung.sheets.conventions import Convention

CellValue = str | int | float | bool | date | datetime | time | None
"""A cell as stored; ``None`` is an empty cell."""

TableValue = str | int | float | None
"""A cell as a careful Indonesian reader takes it: dates are ISO text, ``None`` is no value."""


class CellKind(StrEnum):
    """What is in a cell, told apart where a plain value would not tell."""

    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"  # the value is the error text, e.g. '#REF!'
    UNCOMPUTED = "uncomputed"  # a formula without a cached value; the value is the formula text


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its stored value, what kind it is, and its number format where that changes the meaning."""

    value: CellValue = None
    kind: CellKind = CellKind.EMPTY
    number_format: str | None = None  # e.g. '0.0%', '0000'; None for General and for formats without meaning

    @property
    def is_empty(self) -> bool:
        """True for a cell with nothing a person can see."""
        return self.kind is CellKind.EMPTY


EMPTY_CELL = Cell()


@dataclass(frozen=True, slots=True)
class Span:
    """A merged range, 1-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Grid:
    """One sheet as laid out: ``cells[r - 1][c - 1]`` is Excel row r, column c."""

    sheet: str
    cells: list[list[Cell]]
    merges: tuple[Span, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    visible: bool = True

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a 1-based row and column; an empty cell outside the used range."""
        if 1 <= row <= len(self.cells) and 1 <= column <= len(self.cells[row - 1]):
            return self.cells[row - 1][column - 1]
        return EMPTY_CELL


class Role(StrEnum):
    """What a column of a table is for."""

    LABEL = "label"  # identifies or describes the row: number, code, name, category, unit, remark
    VALUE = "value"  # holds measures


@dataclass(frozen=True)
class Column:
    """A column of a table; ``path`` runs from the top header to the leaf."""

    letter: str
    role: Role
    path: tuple[str, ...]
    unit: str | None = None
    flag: str | None = None  # a mark in its headings: '*' of '2022*'


@dataclass(frozen=True)
class TableRow:
    """One row of a table: values by column letter, as read (see :data:`TableValue`).

    ``flags`` are the marks printed in its cells, ``-``, ``…``, ``r``, ``*``: only for the cells that have one.
    """

    row: int
    cells: Mapping[str, TableValue]
    flags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TextRow:
    """A row that is only text: a section label or a note."""

    row: int
    text: str


@dataclass(frozen=True)
class Table:
    """A table as a careful person reads it. Every non-empty cell of the sheet is in one of its parts, or skipped."""

    sheet: str
    range: str  # 'A6:G35'
    title: tuple[str, ...]
    header_rows: tuple[int, ...]
    numbering_row: int | None
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    totals: tuple[TableRow, ...] = ()
    history: tuple[TableRow, ...] = ()
    sections: tuple[TextRow, ...] = ()
    notes: tuple[TextRow, ...] = ()
    conventions: Mapping[str, Convention] = field(default_factory=dict, repr=False, compare=False)  # by value column
    grid: Grid | None = field(default=None, repr=False, compare=False)  # the sheet it was read from

    def column(self, letter: str) -> Column:
        """The column with that Excel letter; KeyError if the table has none."""
        for column in self.columns:
            if column.letter == letter:
                return column
        raise KeyError(letter)


@dataclass(frozen=True)
class Skipped:
    """A part of a sheet that belongs to no table, and why."""

    sheet: str
    range: str
    why: str


@dataclass(frozen=True)
class Reading:
    """All that reading one file gave. ``tables`` is empty when a blocker stands among the findings."""

    name: str
    sha256: str
    format: str  # xlsx | xlsm | xlsb | xls | ods | csv | html | unknown
    grids: tuple[Grid, ...] = ()
    tables: tuple[Table, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    findings: tuple[Finding, ...] = ()
