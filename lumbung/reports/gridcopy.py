"""An Excel copy of what was read, for files that openpyxl cannot open: xls, csv, ods, HTML, damaged xlsx.

Values, sums, merges, hidden rows and columns are kept; widths and a heading style are made up to be readable.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date, datetime, time

from openpyxl.cell import Cell as ExcelCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from lumbung.reports.wording import printable
from lumbung.sheets.grid import Cell, CellKind, Grid
from lumbung.sheets.model import Reading, Table

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_TITLE_LENGTH = 31  # Excel's limit
_TEXT_LENGTH = 32_767  # Excel's limit for one cell
_ROWS, _COLUMNS = 1_048_576, 16_384  # Excel's limits for one sheet
_NARROWEST, _WIDEST = 5.0, 60.0
_CAPITALS = 1.3
_THIN = Side("thin", color="FF90A4AE")


def sheet_titles(grids: Iterable[Grid]) -> dict[str, str]:
    """A title that Excel accepts for every grid, by the grid's name; no two are alike."""
    titles: dict[str, str] = {}
    taken: set[str] = set()
    for grid in grids:
        wanted = printable(_FORBIDDEN.sub("_", grid.sheet)).strip(" '") or "Lembar"
        title, number = wanted[:_TITLE_LENGTH], 1
        while title.casefold() in taken:
            number += 1
            title = f"{wanted[: _TITLE_LENGTH - len(str(number)) - 1]}_{number}"
        taken.add(title.casefold())
        titles[grid.sheet] = title
    return titles


def copy_of(reading: Reading, grids: Iterable[Grid]) -> tuple[Workbook, dict[str, str]]:
    """A workbook with one sheet per grid, and the title each grid's sheet got."""
    grids = tuple(grids)
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    titles = sheet_titles(grids)
    for grid in grids:
        tables = [table for table in reading.tables if table.sheet == grid.sheet]
        sheet = workbook.create_sheet(titles[grid.sheet])
        copy_sheet(sheet, grid, tables, range(1, len(grid.rows) + 1))
        _compute(sheet, grid)
    return workbook, titles


def copy_sheet(sheet: Worksheet, grid: Grid, tables: Iterable[Table], rows: Collection[int]) -> None:
    """Write these rows of a grid into an empty sheet, each where it stands, its tables ruled."""
    within = rows if isinstance(rows, range) else frozenset(rows)
    _fill(sheet, grid, rows)
    _shape(sheet, grid, within)
    for table in tables:
        _rule_off(sheet, table, within)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _fill(sheet: Worksheet, grid: Grid, rows: Iterable[int]) -> None:
    widths: dict[int, float] = {}
    across = {(span.top, span.left) for span in grid.merges if span.left != span.right}
    for row in rows:
        if row > _ROWS:
            break
        written = [(c, cell) for c, cell in grid.line(row).items() if c <= _COLUMNS]
        for column, cell in written:
            put(sheet, row, column, cell)
            if len(written) > 1 and (row, column) not in across:  # a lone text is a title and runs over
                width = min(_WIDEST, max(map(_width, str(cell.value).split("\n"))) + 2.0)
                widths[column] = max(widths.get(column, _NARROWEST), width)
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width


def _width(line: str) -> float:
    """The characters of ordinary width that a line takes: capitals are wider, and headings in capitals are bold."""
    return len(line) * (_CAPITALS if line.isupper() else 1.0)


def _compute(sheet: Worksheet, grid: Grid) -> None:
    """Formulas instead of their values: who mends a figure of the copy must not mend its sums as well."""
    for (row, column), formula in grid.formulas.items():
        if row <= _ROWS and column <= _COLUMNS and grid.cell(row, column).kind is CellKind.NUMBER:
            sheet.cell(row, column).value = formula


def _shape(sheet: Worksheet, grid: Grid, rows: Collection[int]) -> None:
    for span in grid.merges:
        inside = span.top in rows and span.bottom in rows and span.bottom <= _ROWS and span.right <= _COLUMNS
        if inside and (span.top, span.left) != (span.bottom, span.right):
            sheet.merge_cells(start_row=span.top, start_column=span.left, end_row=span.bottom, end_column=span.right)
    for row in grid.hidden_rows:
        if row in rows:
            sheet.row_dimensions[row].hidden = True
    for column in grid.hidden_columns:
        sheet.column_dimensions[get_column_letter(column)].hidden = True
    if not grid.visible:
        sheet.sheet_state = "hidden"


def put(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
    """Write one read cell; text stays text also where it begins like a formula."""
    target = sheet.cell(row, column)
    assert isinstance(target, ExcelCell)
    value = cell.value
    if isinstance(value, str):
        target.value = printable(value)[:_TEXT_LENGTH]
        target.data_type = "e" if cell.kind is CellKind.ERROR and value.startswith("#") else "s"
        target.quotePrefix = len(value) > 1 and value[0] in "=+@"
        return
    target.value = value.replace(tzinfo=None) if isinstance(value, datetime) else value
    if cell.number_format:
        target.number_format = cell.number_format
    elif isinstance(value, date | time):
        target.number_format = _date_format(value)


def _date_format(value: date | time) -> str:
    if isinstance(value, time):
        return "hh:mm"
    return "dd-mm-yyyy hh:mm" if isinstance(value, datetime) and (value.hour or value.minute) else "dd-mm-yyyy"


def _rule_off(sheet: Worksheet, table: Table, rows: Collection[int]) -> None:
    """Rule the table's lines and set its headings apart, as a person would have done."""
    bold = {*table.header_rows, *(r.row for r in table.totals)}
    plain = {r.row for r in (*table.rows, *table.history)}
    if table.numbering_row:
        plain.add(table.numbering_row)
    for row in (bold | plain) & set(rows):
        for column in table.columns:
            cell = sheet[f"{column.letter}{row}"]
            cell.border = Border(_THIN, _THIN, _THIN, _THIN)
            if row in bold:
                cell.font = Font(name="Calibri", bold=True)
            if row in table.header_rows:
                cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
