"""A sheet as laid out: cells, and the grid of them.

Rows are 1-based Excel rows and columns are Excel letters of the *original* sheet, everywhere:
a coordinate is computed once, at reading, and never shifted.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time
from enum import StrEnum
from functools import cached_property
from itertools import zip_longest

CellValue = str | int | float | bool | date | datetime | time | None
"""A cell as stored; ``None`` is an empty cell."""

Position = tuple[int, int]
"""(row, column), 1-based."""


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


Stored = str | int | float | bool | tuple[int, ...] | None
"""A cell in a grid's rows: text and numbers as they are, dates and times as the tuple of their parts.

An empty cell is None or an empty text: readers differ, and millions of cells are not worth rewriting."""


def cell_of(stored: Stored, number_format: str | None = None) -> Cell:
    """The cell that a stored value makes; text of nothing but invisible characters is an empty cell."""
    if isinstance(stored, str):
        return Cell(stored, CellKind.TEXT) if stored.strip(_INVISIBLE) else EMPTY_CELL
    if isinstance(stored, bool):
        return Cell(stored, CellKind.BOOLEAN)
    if isinstance(stored, float):
        whole = stored.is_integer() and abs(stored) < _EXACT
        return Cell(int(stored) if whole else stored, CellKind.NUMBER, number_format)
    if isinstance(stored, int):
        return Cell(stored, CellKind.NUMBER, number_format)
    return EMPTY_CELL if stored is None else Cell(_moment(stored), CellKind.DATE, number_format)


_INVISIBLE = "\u200b\ufeff\xa0 \t\r\n"
_EXACT = 2**53
_WITHOUT_REFERENCES = 2  # the version of the marshal format that looks no object up twice
TIME_PARTS = 4
"""As many parts has a time of day; a day has three, a day with its time seven."""


def _moment(parts: tuple[int, ...]) -> date | datetime | time:
    if len(parts) == TIME_PARTS:
        hour, minute, second, micro = parts
        return time(hour, minute, second, micro)
    year, month, day, *clock = parts
    return datetime(year, month, day, clock[0], clock[1], clock[2], clock[3]) if clock else date(year, month, day)


@dataclass(frozen=True)
class Grid:
    """One sheet as laid out: ``rows[r - 1][c - 1]`` is what Excel row r holds in column c.

    A long sheet has millions of cells, so they are stored as plain values and become a :class:`Cell` when asked for.
    """

    sheet: str
    rows: list[list[Stored]]
    broken: Mapping[Position, Cell] = field(default_factory=dict)  # errors and uncomputed formulas
    formats: Mapping[Position, str] = field(default_factory=dict)  # number formats with a meaning
    merges: tuple[Span, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    visible: bool = True
    formatted_rows: int = 0  # the last row that the sheet mentions, where the format tells
    comments: Mapping[Position, str] = field(default_factory=dict)  # '' where the format keeps the text elsewhere
    formulas: Mapping[Position, str] = field(default_factory=dict)  # computed ones as Excel writes them: xls, ods
    struck: frozenset[Position] = frozenset()  # cells whose text is struck through
    summed: frozenset[Position] = frozenset()  # sums of a template of ours that were computed at reading
    plain_text: bool = False  # the format knows no numbers (csv, HTML): every cell is text as typed

    def __getstate__(self) -> dict[str, object]:
        """The rows as marshal writes them: a tenth of the time that pickle takes for millions of plain values."""
        kept = {each.name: getattr(self, each.name) for each in fields(self)}
        return {**kept, "rows": marshal.dumps(self.rows, _WITHOUT_REFERENCES)}

    def __setstate__(self, state: dict[str, object]) -> None:
        """The counterpart of :meth:`__getstate__`."""
        packed = state["rows"]
        assert isinstance(packed, bytes)
        self.__dict__.update(state, rows=marshal.loads(packed))  # noqa: S302  written by ourselves

    @property
    def is_empty(self) -> bool:
        """True if the sheet holds nothing a person can see."""
        return next(self.filled(), None) is None

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max(map(len, self.rows), default=0)

    @cached_property
    def formatted_columns(self) -> frozenset[int]:
        """Columns in which some number has a format with a meaning."""
        return frozenset(column for _, column in self.formats)

    @cached_property
    def columns(self) -> list[tuple[Stored, ...]]:
        """The stored values by column from A on, each as long as the sheet; what is empty is None."""
        even = len(set(map(len, self.rows))) <= 1
        columns = zip(*self.rows, strict=True) if even else zip_longest(*self.rows)
        return [_without_blanks(column) if "" in column else column for column in columns]

    def stored(self, column: int, rows: Iterable[int]) -> list[Stored]:
        """What one column holds in some rows, both 1-based."""
        cells = self.columns[column - 1] if column <= len(self.columns) else ()
        return [cells[row - 1] if row <= len(cells) else None for row in rows]

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a 1-based row and column; an empty cell outside the used range."""
        if (row, column) in self.broken:
            return self.broken[row, column]
        if 1 <= row <= len(self.rows) and 1 <= column <= len(self.rows[row - 1]):
            return cell_of(self.rows[row - 1][column - 1], self.formats.get((row, column)))
        return EMPTY_CELL

    def line(self, row: int) -> dict[int, Cell]:
        """The non-empty cells of a row, by column from left to right."""
        stored = self.rows[row - 1] if 1 <= row <= len(self.rows) else ()
        plain = not (self.broken or self.formats)
        cells = {
            c: cell_of(value) if plain else self.cell(row, c)
            for c, value in enumerate(stored, start=1)
            if value is not None and value != ""
        }
        return cells if EMPTY_CELL not in cells.values() else {c: v for c, v in cells.items() if v is not EMPTY_CELL}

    def filled(self) -> Iterator[tuple[int, int, Cell]]:
        """(row, column, cell) of everything that is not empty, in reading order."""
        for row in range(1, len(self.rows) + 1):
            for column, cell in self.line(row).items():
                yield row, column, cell


def _without_blanks(column: Sequence[Stored]) -> tuple[Stored, ...]:
    """The column with None for what is empty; of a long one only what is above its figures mostly is."""
    cells, at = list(column), -1
    for _ in range(column.count("")):
        at = cells.index("", at + 1)
        cells[at] = None
    return tuple(cells)
