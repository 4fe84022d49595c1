"""The tables that a careful person sees in a spreadsheet, and all that reading one file gives.

Rows and columns are those of the original sheet, as in :mod:`lumbung.sheets.grid`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Protocol, runtime_checkable

from lumbung.findings import Finding
from lumbung.returned import TemplateMark
from lumbung.sheets.figures.conventions import Convention
from lumbung.sheets.grid import Grid

TableValue = str | int | float | None
"""A cell as a careful Indonesian reader takes it: dates are ISO text, ``None`` is no value."""


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
    flag: str | None = None  # marks in its headings: '*' of '2022*', '1' of 'Quebec1' if a remark explains it


class _NoFlags(dict[str, str]):
    """No flags: one empty mapping that all rows share, hashable so that a dataclass takes it for a default."""

    __hash__ = object.__hash__  # type: ignore[assignment]


_NO_FLAGS = _NoFlags()


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table: values by column letter, as read (see :data:`TableValue`).

    ``flags`` are the marks printed in its cells, ``-``, ``…``, ``r``, ``*``: only for the cells that have one.
    """

    row: int
    cells: Mapping[str, TableValue]
    flags: Mapping[str, str] = _NO_FLAGS
    carried: frozenset[str] = frozenset()  # letters of labels taken from the first row of the group, blank here


@runtime_checkable
class ByColumn(Protocol):
    """Rows of a long table: whoever wants a column of them gets it without a single row being made."""

    @property
    def numbers(self) -> Sequence[int]:
        """The sheet row of each row."""

    def column(self, letter: str) -> Sequence[TableValue]:
        """What each row holds in a column; None where it holds nothing."""

    def carries(self, letter: str) -> bool:
        """True where some row has a label of a column from the first row of its group."""


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
    rows: Sequence[TableRow]
    totals: tuple[TableRow, ...] = ()
    history: tuple[TableRow, ...] = ()
    sections: tuple[TextRow, ...] = ()
    notes: tuple[TextRow, ...] = ()
    unnamed: tuple[str, ...] = ()  # letters of columns of figures without a heading of their own
    ragged: Mapping[int, str] = field(default_factory=dict)  # rows longer or shorter than the header → finding code
    notices: tuple[Finding, ...] = ()  # what is worth saying of the table; doubts about figures stand in the reading
    conventions: Mapping[str, Convention] = field(default_factory=dict, repr=False, compare=False)  # by value column
    grid: Grid | None = field(default=None, repr=False, compare=False)  # the sheet it was read from

    def column(self, letter: str) -> Column:
        """The column with that Excel letter; KeyError if the table has none."""
        for column in self.columns:
            if column.letter == letter:
                return column
        raise KeyError(letter)

    @cached_property
    def numbers(self) -> Sequence[int]:
        """The sheet row of each of ``rows``."""
        return self.rows.numbers if isinstance(self.rows, ByColumn) else [r.row for r in self.rows]

    def values(self, letter: str) -> Sequence[TableValue]:
        """What each of ``rows`` holds in a column; None where it holds nothing."""
        if isinstance(self.rows, ByColumn):
            return self.rows.column(letter)
        return [r.cells.get(letter) for r in self.rows]

    def own_values(self, letter: str) -> Sequence[TableValue]:
        """The same without the labels that a row has from the first row of its group."""
        if isinstance(self.rows, ByColumn) and not self.rows.carries(letter):
            return self.rows.column(letter)
        return [None if letter in r.carried else r.cells.get(letter) for r in self.rows]


@dataclass(frozen=True)
class Skipped:
    """A part of a sheet that belongs to no table, and why."""

    sheet: str
    range: str
    why: str
    code: str = ""  # of the finding that says so already


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
    template: TemplateMark | None = None  # of a workbook that is a template of ours

    @property
    def everything_found(self) -> tuple[Finding, ...]:
        """The findings of the file and its sheets, then the notices of its tables."""
        return (*self.findings, *(notice for table in self.tables for notice in table.notices))
