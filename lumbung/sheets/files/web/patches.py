"""HTML tables → patches: rectangles of cells on a common raster, which can be stacked and set side by side.

Tables that only arrange other tables are taken apart here; a small table within a cell of data becomes its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from lumbung.sheets.figures.numbers import is_numeric_text, read_number
from lumbung.sheets.files.web.markup import MarkupCell, MarkupRow, MarkupTable, tidy
from lumbung.sheets.words import is_no_value

Position = tuple[int, int]
"""(row, column), 0-based, within a patch."""

Value = str | float

WIDEST = 16_384
"""Columns of the widest sheet that Excel knows."""


class TooWideError(Exception):
    """A table spans more columns than any sheet has."""


@dataclass(frozen=True)
class PatchCell:
    """A cell at its top left corner, with how far it reaches."""

    value: Value
    rows: int = 1
    columns: int = 1
    heading: bool = False
    percent: bool = False
    error: bool = False
    struck: bool = False

    @property
    def is_figure(self) -> bool:
        """True for a number, and for what stands in the place of one (``-``, ``…``)."""
        if isinstance(self.value, float):
            return True
        return is_numeric_text(self.value) or is_no_value(self.value) or read_number(self.value.rstrip("*)")).is_number


@dataclass
class Patch:
    """A rectangle of cells."""

    height: int = 0
    width: int = 0
    cells: dict[Position, PatchCell] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)

    @property
    def is_heading(self) -> bool:
        """True if every cell with something in it is marked as a heading."""
        shown = [cell for cell in self.cells.values() if cell.value != ""]
        return bool(shown) and all(cell.heading for cell in shown)

    def column(self, column: int) -> list[PatchCell]:
        """The filled cells that start in a column, from top to bottom."""
        return [cell for (_, c), cell in sorted(self.cells.items()) if c == column and cell.value != ""]

    def put(self, other: Patch, top: int, left: int) -> None:
        """Lay another patch on this one, which grows as needed."""
        for (row, column), cell in other.cells.items():
            self.cells[top + row, left + column] = cell
        self.hidden |= {top + row for row in other.hidden}
        self.height = max(self.height, top + other.height)
        self.width = max(self.width, left + other.width)

    def part(self, first: int, last: int) -> Patch:
        """The rows from ``first`` up to, not including, ``last``."""
        cells = {
            (row - first, column): replace(cell, rows=min(cell.rows, last - row))
            for (row, column), cell in self.cells.items()
            if first <= row < last
        }
        return Patch(last - first, self.width, cells, {row - first for row in self.hidden if first <= row < last})

    def stretched(self, height: int) -> Patch:
        """The same patch made taller: what touched its bottom still does."""
        cells = {
            (row, column): replace(cell, rows=height - row) if row + cell.rows >= self.height else cell
            for (row, column), cell in self.cells.items()
        }
        return Patch(height, self.width, cells, self.hidden)


def patches(items: Iterable[str | MarkupTable]) -> Iterator[str | Patch]:
    """Texts and patches in the order of the page."""
    texts: list[str] = []
    for item in items:
        if isinstance(item, str):
            texts.append(item)
            continue
        yield from tidy(texts).splitlines()
        texts.clear()
        yield from _of_table(item)
    yield from tidy(texts).splitlines()


def _of_table(table: MarkupTable) -> Iterator[str | Patch]:
    yield from patches(table.loose)
    if not _arranges(table):
        yield from _filled(_patch(table.rows))
        return
    plain: list[MarkupRow] = []
    for row in table.rows:
        if any(any(cell.tables) for cell in row.cells):
            yield from _filled(_patch(plain))
            plain.clear()
            yield from patches(item for cell in row.cells for item in [*cell.content, "\n"])
        else:
            plain.append(row)
    yield from _filled(_patch(plain))


def _arranges(table: MarkupTable) -> bool:
    """True for a table that is there to arrange others: more is in its inner tables than in its own cells."""
    return table.inner > 1 and table.inner > table.own


def _filled(patch: Patch) -> Iterator[Patch]:
    if any(cell.value != "" for cell in patch.cells.values()):
        yield patch


def _patch(rows: Sequence[MarkupRow]) -> Patch:
    """Rows laid on a raster: a cell takes the first free column, and blocks what it spans."""
    patch = Patch(height=len(rows))
    blocked: dict[int, int] = {}  # column → first row that is free again
    for r, row in enumerate(rows):
        column = 0
        for cell in row.cells:
            while blocked.get(column, 0) > r:
                column += 1
            reach = min(cell.rows or len(rows), len(rows) - r)
            patch.cells[r, column] = _patch_cell(cell, reach, row.heading)
            if reach > 1:
                blocked.update(dict.fromkeys(range(column, column + cell.columns), r + reach))
            column += cell.columns
            if column > WIDEST:
                raise TooWideError
            patch.width = max(patch.width, column)
        if row.hidden:
            patch.hidden.add(r)
    return patch


def _patch_cell(cell: MarkupCell, reach: int, heading: bool) -> PatchCell:
    text = _text(cell)
    number = _number(cell.number, text)
    return PatchCell(
        value=text if number is None else number,
        rows=reach,
        columns=cell.columns,
        heading=heading or cell.heading,
        percent=number is not None and text.endswith("%"),
        error=cell.error and bool(text),
        struck=cell.struck and bool(text),
    )


def _number(stored: str | None, text: str) -> float | None:
    """The stored number of a cell that shows a number; dates and codes with leading zeros stay as shown."""
    bare = text.strip("\xa0 ")
    if not stored or not read_number(bare).is_number or (bare[:1] == "0" and bare[1:2].isdigit()):
        return None
    try:
        return float(stored)
    except ValueError:
        return None


def _text(cell: MarkupCell) -> str:
    return tidy([item if isinstance(item, str) else f"\n{_inner_text(item)}\n" for item in cell.content])


def _inner_text(table: MarkupTable) -> str:
    rows = ("\t".join(_text(cell) for cell in row.cells) for row in table.rows)
    return "\n".join([*(item for item in table.loose if isinstance(item, str)), *rows])
