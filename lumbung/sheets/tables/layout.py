"""A sheet as its reader sees it: the lines that hold something, what stands in each cell, what merges cover.

Everything here is about single cells and lines; how lines form a table is the business of the modules above.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from functools import cached_property, lru_cache

from lumbung.sheets.figures.numbers import is_numeric_text
from lumbung.sheets.formats import is_padded, pad
from lumbung.sheets.grid import Cell, CellKind, Grid, Span
from lumbung.sheets.model import TableValue
from lumbung.sheets.tables.alike import alike_rows
from lumbung.sheets.words import is_no_value
from lumbung.text import squash


class Look(Enum):
    """What a cell looks like to someone who skims the sheet."""

    NUMBER = "number"  # a number, stored as one
    NUMERAL = "numeral"  # a number, typed as text
    NOTHING = "nothing"  # '-', '…': a figure that is not there
    BROKEN = "broken"  # an error or an uncomputed formula: a figure was meant
    TEXT = "text"
    DATE = "date"

    is_figure: bool  # may stand in a column of figures

    def __init__(self, name: str) -> None:
        self.is_figure = name not in ("text", "date")


_BY_KIND = {
    CellKind.NUMBER: Look.NUMBER,
    CellKind.ERROR: Look.BROKEN,
    CellKind.UNCOMPUTED: Look.BROKEN,
    CellKind.DATE: Look.DATE,
    CellKind.BOOLEAN: Look.TEXT,
}


def look(cell: Cell) -> Look:
    """How a non-empty cell looks."""
    if isinstance(cell.value, str) and cell.kind is CellKind.TEXT:
        return look_of_text(cell.value)
    return _BY_KIND[cell.kind]


@lru_cache(maxsize=32_768)
def look_of_text(text: str) -> Look:
    """How a text that is not empty looks."""
    if is_no_value(text):
        return Look.NOTHING
    return Look.NUMERAL if is_numeric_text(text) else Look.TEXT


def shown(cell: Cell) -> str:
    """The text that a person reads in a cell, white space collapsed; dates as ISO text."""
    value = cell.value
    if isinstance(value, str):
        return squash(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return _short_date(value, cell.number_format or "") or value.isoformat()
    if isinstance(value, int) and cell.number_format and is_padded(cell.number_format):
        return pad(value, cell.number_format)
    return "" if value is None else str(value)


def _short_date(value: date, code: str) -> str | None:
    """A date as a format without year or month name shows it: the age group ``5-9`` that Excel took for a date."""
    plain = code.lower().replace("\\", "").split(";")[0]
    if plain not in ("d-m", "d/m", "m-d", "m/d"):
        return None
    first, second = (value.day, value.month) if plain[0] == "d" else (value.month, value.day)
    return f"{first}{plain[1]}{second}"


def label_value(cell: Cell) -> TableValue:
    """A cell of a label column: numbers stay numbers unless their format prints them as a code."""
    if cell.kind in (CellKind.EMPTY, CellKind.ERROR, CellKind.UNCOMPUTED):
        return None
    if cell.kind is CellKind.NUMBER and isinstance(cell.value, int | float):
        return shown(cell) if cell.number_format and is_padded(cell.number_format) else cell.value
    return shown(cell)


class Line:
    """A row with something in it: its non-empty cells by column, and how they look."""

    __slots__ = ("alike", "cells", "data", "figures", "first_text", "looks", "row", "texts")

    def __init__(self, row: int, cells: dict[int, Cell], alike: range = range(0)) -> None:
        self.row = row
        self.cells = cells
        self.alike = alike  # rows right below that are just like this one and were not looked at
        self.looks = {column: look(cell) for column, cell in cells.items()}
        self.figures = [column for column, each in self.looks.items() if each.is_figure]
        self.texts = len(cells) - len(self.figures)  # how many of its cells are text or dates
        self.first_text = _first_text(cells) if self.texts else ""  # as stored; empty if it has none
        self.data: bool | None = None  # what lines.is_data found, once it has looked

    @property
    def last(self) -> int:
        """The last row that the line stands for."""
        return self.alike[-1] if self.alike else self.row

    @property
    def columns(self) -> list[int]:
        """Its columns from left to right."""
        return list(self.cells)

    @property
    def text(self) -> str:
        """All of its cells as one text."""
        return " ".join(shown(cell) for cell in self.cells.values())


def _first_text(cells: dict[int, Cell]) -> str:
    texts = (cell.value for cell in cells.values() if cell.kind is CellKind.TEXT)
    return next((text for text in texts if isinstance(text, str)), "")


@dataclass
class Layout:
    """The non-blank lines of a grid, top to bottom, and its merges by their anchor."""

    grid: Grid
    lines: list[Line]
    spans: dict[tuple[int, int], Span] = field(default_factory=dict)

    @cached_property
    def tall(self) -> tuple[Span, ...]:
        """Merges over several rows whose anchor holds something."""
        filled = {(line.row, column) for line in self.lines for column in line.cells}
        return tuple(s for s in self.spans.values() if s.bottom > s.top and (s.top, s.left) in filled)

    def span(self, row: int, column: int) -> Span:
        """The merged range anchored at a cell, or the cell alone."""
        return self.spans.get((row, column)) or Span(row, column, row, column)

    @cached_property
    def wide_rows(self) -> frozenset[int]:
        """Rows in which a merge over several columns starts."""
        return frozenset(s.top for s in self.spans.values() if s.right > s.left)

    @cached_property
    def covered(self) -> Mapping[int, frozenset[int]]:
        """Per row, the columns that a vertical merge from a filled cell above covers."""
        columns: dict[int, set[int]] = {}
        for span in self.tall:
            for row in range(span.top + 1, span.bottom + 1):
                columns.setdefault(row, set()).update(range(span.left, span.right + 1))
        return {row: frozenset(found) for row, found in columns.items()}

    def merged_down(self, columns: Iterable[int]) -> dict[tuple[int, int], Cell]:
        """For each position in these columns that a cell above covers by a vertical merge, that cell."""
        wanted = set(columns)
        return {
            (row, s.left): self.grid.cell(s.top, s.left)
            for s in self.tall
            if s.left in wanted
            for row in range(s.top + 1, s.bottom + 1)
        }

    def line_spans(self, line: Line) -> Iterator[Span]:
        """The ranges of a line's cells from left to right."""
        for column in line.cells:
            yield self.span(line.row, column)


def lay_out(grid: Grid, *, every_line: bool = False) -> Layout:
    """The lines of a grid; blank rows vanish, coordinates stay those of the sheet.

    In a long sheet rows like their neighbours are left to these, unless ``every_line`` is to be looked at.
    """
    lines: list[Line] = []
    row = 1
    for run in (*(() if every_line else alike_rows(grid)), range(len(grid.rows) + 1, len(grid.rows) + 1)):
        lines += (Line(r, filled) for r in range(row, run.start) if (filled := grid.line(r)))
        if run:
            lines[-1].alike = run
        row = run.stop
    return Layout(grid, lines, {(s.top, s.left): s for s in grid.merges})
