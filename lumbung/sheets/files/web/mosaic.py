"""Tables of one page that belong together: put side by side or glued, by their shapes alone.

Pages with frozen headings split one table into several: the labels, the headings of the values, the values.
As a matrix of tables they have a common height in every row and a common width in every column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from lumbung.sheets.files.web.patches import Patch

_MOST_COLUMNS = 6
_MOST_ROWS = 3  # headings, body, totals
_HEADING_ROWS = 8
_MOSTLY = 0.9
_LEAST_ROWS = 2

Matrix = list[list[Patch | None]]


def joined(patches: Sequence[Patch]) -> Iterator[Patch]:
    """The tables of consecutive patches: each matrix of patches as one, a heading glued to its body."""
    parts = [part for patch in patches for part in _head_and_body(patch)]
    at = 0
    while at < len(parts):
        size, patch = _mosaic_at(parts, at) or _glued_at(parts, at)
        yield patch
        at += size


@dataclass(frozen=True)
class _Shape:
    """How a run of patches may be read as a matrix."""

    rows: int
    columns: int
    across: bool  # the patches come row by row
    no_corner: bool  # the heading over the labels is missing

    @property
    def size(self) -> int:
        return self.rows * self.columns - self.no_corner

    def matrix(self, run: Sequence[Patch]) -> Matrix:
        filled: list[Patch | None] = [None, *run] if self.no_corner else list(run)
        if self.across:
            return [filled[r * self.columns : (r + 1) * self.columns] for r in range(self.rows)]
        return [[filled[c * self.rows + r] for c in range(self.columns)] for r in range(self.rows)]


_SHAPES = sorted(
    (
        _Shape(rows, columns, across, no_corner)
        for rows, columns, across, no_corner in product(
            range(1, _MOST_ROWS + 1), range(2, _MOST_COLUMNS + 1), (True, False), (False, True)
        )
        if rows > 1 or (across and not no_corner)
    ),
    key=lambda shape: -shape.size,
)


def _head_and_body(patch: Patch) -> Iterator[Patch]:
    """A table cut under its headings, so that its parts can be compared; whole if it has no body or no headings."""
    cut = next((r for r in range(patch.height) if not _is_heading_row(patch, r)), patch.height)
    crossing = any(row < cut < row + cell.rows for (row, _), cell in patch.cells.items())
    if 0 < cut < patch.height and not crossing:
        yield patch.part(0, cut)
        yield patch.part(cut, patch.height)
    else:
        yield patch


def _is_heading_row(patch: Patch, row: int) -> bool:
    cells = [cell for (r, _), cell in patch.cells.items() if r == row]
    return all(cell.heading for cell in cells)


def _mosaic_at(parts: Sequence[Patch], at: int) -> tuple[int, Patch] | None:
    for shape in _SHAPES:
        run = parts[at : at + shape.size]
        if len(run) == shape.size and _is_mosaic(matrix := shape.matrix(run)):
            return shape.size, _assembled(matrix)
    return None


def _is_mosaic(matrix: Matrix) -> bool:
    columns = [[patch for patch in column if patch is not None] for column in zip(*matrix, strict=True)]
    body = matrix[1:] if _is_head(matrix[0]) else matrix
    if not body or any(len({patch.width for patch in column}) > 1 for column in columns):
        return False
    if any(len({patch.height if patch else 0 for patch in row}) > 1 for row in body):
        return False
    if sum(row[0].height for row in body if row[0]) < _LEAST_ROWS:
        return False
    labels, *values = ([patch for patch in column if patch is not None] for column in zip(*body, strict=True))
    return _are_labels(labels) and all(map(_are_values, values))


def _is_head(row: Sequence[Patch | None]) -> bool:
    """True for the first row of a matrix if it holds the headings: few rows, and not figures."""
    there = [patch for patch in row if patch is not None]
    if any(patch.height > _HEADING_ROWS for patch in there):
        return False
    return None in row or all(patch.is_heading or not _are_values([patch]) for patch in there[1:])


def _are_labels(patches: Sequence[Patch]) -> bool:
    """True for text beside which figures can stand: only a first column may be numbers (No, code)."""
    for column in range(patches[0].width):
        cells = [cell for patch in patches for cell in patch.column(column)]
        figures = sum(cell.is_figure for cell in cells)
        if figures > (1 - _MOSTLY) * len(cells) and (column > 0 or patches[0].width == 1):
            return False
    return any(not cell.is_figure for patch in patches for cell in patch.cells.values())


def _are_values(patches: Sequence[Patch]) -> bool:
    """True for figures without any label of their own."""
    cells = [cell for patch in patches for cell in patch.cells.values() if cell.value != ""]
    first = [cell for patch in patches for cell in patch.column(0)]
    figures = sum(cell.is_figure for cell in cells)
    return figures > 0 and figures >= _MOSTLY * len(cells) and (not first or any(cell.is_figure for cell in first))


def _assembled(matrix: Matrix) -> Patch:
    whole = Patch()
    widths = [next(patch.width for patch in column if patch) for column in zip(*matrix, strict=True)]
    for row in matrix:
        top, left = whole.height, 0
        height = max(patch.height for patch in row if patch)
        for patch, width in zip(row, widths, strict=True):
            if patch is not None:
                whole.put(patch.stretched(height), top, left)
            left += width
    return whole


def _glued_at(parts: Sequence[Patch], at: int) -> tuple[int, Patch]:
    """A heading with the body under it, if they have the same columns; else the part alone."""
    part = parts[at]
    under = parts[at + 1] if at + 1 < len(parts) else None
    if under is None or not part.is_heading or under.is_heading or under.width != part.width:
        return 1, part
    whole = Patch()
    whole.put(part, 0, 0)
    whole.put(under, part.height, 0)
    return 2, whole
