"""Of a large file the rows with findings only, each in the row it has in the file; all other rows are hidden.

Addresses in comments, links and the sheet of fixes are thus those of the sender's own file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from openpyxl.workbook import Workbook

from lumbung.reports.gridcopy import copy_sheet, sheet_titles
from lumbung.reports.marks import Marks
from lumbung.sheets.grid import Grid
from lumbung.sheets.model import Reading, Table

_TITLE_ROWS = 30
"""Rows above a table that say what it is about, at most."""
_ROW_HEIGHT = 15.0


def bad_rows(reading: Reading, grids: Sequence[Grid], marks: Marks) -> tuple[Workbook, dict[str, str]]:
    """A workbook with one sheet for every grid that has marks, and the titles of these sheets by the grids' names."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    marked = [grid for grid in grids if marks[grid.sheet]]
    titles = sheet_titles(marked)
    for grid in marked:
        tables = [table for table in reading.tables if table.sheet == grid.sheet]
        kept = sorted({row for row, _ in marks[grid.sheet]} | set(_headings(grid, tables)))
        sheet = workbook.create_sheet(titles[grid.sheet])
        copy_sheet(sheet, grid, tables, kept)
        sheet.sheet_format.zeroHeight = True
        sheet.sheet_format.customHeight = True
        for row in kept:
            sheet.row_dimensions[row].height = _ROW_HEIGHT
        sheet.print_options.headings = True  # the row numbers on paper, too
        sheet.freeze_panes = f"A{max(_last_heading(tables), 0) + 1}"
    return workbook, titles


def _headings(grid: Grid, tables: Iterable[Table]) -> Iterable[int]:
    """The rows that say what the figures are: titles, headings and the numbering row of each table."""
    for table in tables:
        rows = [*table.header_rows, *([table.numbering_row] if table.numbering_row else [])]
        if rows:
            first = min(rows)
            yield from rows
            yield from (r for r in range(max(1, first - _TITLE_ROWS), first) if grid.line(r))


def _last_heading(tables: Sequence[Table]) -> int:
    """The last heading row of the only table; 0 where several tables make freezing a hindrance."""
    if len(tables) != 1:
        return 0
    return max((*tables[0].header_rows, tables[0].numbering_row or 0), default=0)
