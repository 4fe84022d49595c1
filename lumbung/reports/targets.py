"""Where a link to a cell leads: the sheet's name in the returned workbook, and the merge that the cell is in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from openpyxl.utils import quote_sheetname
from openpyxl.utils.cell import range_boundaries

from lumbung.sheets.addresses import address
from lumbung.sheets.grid import Position, Span

_TALL = 1000
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


def first_cell(address: str) -> tuple[int, int] | None:
    """Row and column (1-based) of the first cell of an A1 address or range; None if it is no address."""
    try:
        left, top, _, _ = range_boundaries(address.replace("$", "").upper())
    except (ValueError, TypeError):
        return None
    if not left or not top or top > _LAST_ROW or left > _LAST_COLUMN:
        return None
    return top, left


class Anchors:
    """Of every cell in the merges of one sheet, the merge's top-left cell: there a mark stands and a link leads."""

    def __init__(self, merges: Sequence[Span]) -> None:
        self._tall = [m for m in merges if m.bottom - m.top >= _TALL]
        self._by_row: dict[int, list[Span]] = defaultdict(list)
        for merge in merges:
            if merge.bottom - merge.top < _TALL:
                for row in range(merge.top, merge.bottom + 1):
                    self._by_row[row].append(merge)

    def of(self, row: int, column: int) -> Position:
        """The top-left cell of the merge that holds the cell; the cell itself where none does."""
        for m in (*self._by_row.get(row, ()), *self._tall):
            if m.top <= row <= m.bottom and m.left <= column <= m.right:
                return m.top, m.left
        return row, column


class Targets:
    """Links into a workbook: by the name of a sheet as read, its title there and its merges."""

    def __init__(self, titles: Mapping[str, str], anchors: Mapping[str, Anchors]) -> None:
        self._titles, self._anchors = titles, anchors

    def of(self, sheet: str | None, cell: str) -> str | None:
        """The location of a cell, e.g. ``'Data 2024'!B5``; None where the workbook does not hold it."""
        place, title = first_cell(cell), self._titles.get(sheet or "")
        if title is None or place is None:
            return None
        anchors = self._anchors.get(sheet or "")
        row, column = anchors.of(*place) if anchors else place
        return f"{quote_sheetname(title)}!{address(row, column)}"
