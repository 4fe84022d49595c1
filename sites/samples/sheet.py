"""A sheet being laid out: values with their looks, merges and widths, before it becomes .xlsx or .xls."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Value = int | float | str


class ErrorValue(str):
    """A cell that shows an Excel error such as ``#REF!``."""

    __slots__ = ()


@dataclass(frozen=True)
class Look:
    """How a cell looks."""

    bold: bool = False
    italic: bool = False
    size: int | None = None
    fill: str | None = None  # RRGGBB
    border: bool = False
    align: Literal["left", "center", "right"] | None = None
    wrap: bool = False
    number_format: str | None = None


@dataclass
class Sheet:
    """Cells by 1-based (row, column), with what else an operator sets on a sheet."""

    name: str
    font: str = "Calibri"
    size: int = 11
    cells: dict[tuple[int, int], tuple[Value, Look]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)  # top, left, bottom, right
    widths: dict[int, float] = field(default_factory=dict)  # column → characters
    heights: dict[int, float] = field(default_factory=dict)  # row → points
    frozen: tuple[int, int] | None = None  # first row and column that scroll
    landscape: bool = False

    def put(self, row: int, column: int, value: Value, look: Look | None = None) -> None:
        """Write one cell."""
        self.cells[row, column] = (value, look or Look())

    def block(self, top: int, left: int, bottom: int, right: int, value: Value, look: Look) -> None:
        """Write a value over a range, merged when it is more than one cell; every cell gets the look."""
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                self.cells[row, column] = ("", look)
        self.put(top, left, value, look)
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))


def letter(column: int) -> str:
    """Excel's letters of a 1-based column: 1 → A, 27 → AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
