"""Paper and pen for the sheet of fixes: text that stays text, colours, heights, the printed page."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from copy import copy

from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from lumbung.reports.wording import printable, say

FONT = "Calibri"
DARK, LIGHT, MENDED = "FF37474F", "FFECEFF1", "FFCDE8D5"
COLUMNS = {"number": 5.0, "severity": 16.0, "sheet": 17.0, "cell": 28.0, "found": 58.0, "remedy": 48.0}
"""The columns of the sheet of fixes and their widths in characters."""
_THIN = Side("thin", color="FFCFD8DC")


def write(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """Write words that stay words: text out of a file must never become a formula."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    cell.value = printable(text)
    if text:
        cell.data_type = "s"
        cell.quotePrefix = text[0] in "=+-@"
    return cell


def paint(cell: Cell | MergedCell, colour: str) -> None:
    """Fill a cell with an ARGB colour."""
    cell.fill = PatternFill("solid", fgColor=colour)


def band(sheet: Worksheet, row: int, text: str, font: Font, fill: str | None = None, size: int = 11) -> None:
    """A line over all columns, as high as its text needs."""
    cell = write(sheet, row, 1, text)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(COLUMNS))
    cell.font = font
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    if fill:
        paint(cell, fill)
    sheet.row_dimensions[row].height = height(text, sum(COLUMNS.values()), size) + 8


def height(text: str, width: float, size: int = 11) -> float:
    """Points that a wrapped text needs in a column of that width: not every program fits rows by itself."""
    fit = max(8, int(width * 12 / size))
    lines = sum(max(1, len(textwrap.wrap(line, fit))) for line in text.split("\n"))
    return lines * size * 1.4


def page(sheet: Worksheet, widths: Sequence[float], head_row: int, last_row: int) -> None:
    """Set the column widths and the printed page: A4 landscape, the heading on every page."""
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = "FFB3261E"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{head_row}:{head_row}"
    sheet.print_area = f"A1:{get_column_letter(len(widths))}{last_row}"
    footer = sheet.oddFooter
    if footer is not None and footer.center is not None:
        footer.center.text = say("fix.footer")
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    sheet.page_margins.footer = 0.3


def open_first(workbook: Workbook) -> None:
    """Open the workbook on the first sheet; two selected sheets would be edited together."""
    workbook.active = 0
    for view in workbook.views:
        view.firstSheet = 0
    for index, sheet in enumerate(workbook.worksheets):
        for view in sheet.views.sheetView:
            view.tabSelected = index == 0
    for chart in workbook.chartsheets:
        for view in chart.sheetViews.sheetView:
            view.tabSelected = False


class Looks:
    """How list cells look. Each look is made once and copied: openpyxl takes a millisecond to make one."""

    def __init__(self) -> None:
        self._made: dict[tuple[bool, str | None, bool], StyleArray] = {}

    def put_on(self, cell: Cell | MergedCell, *, centred: bool, colour: str | None, linked: bool) -> None:
        """Give an empty cell its look: ruled, wrapped, perhaps filled with an ARGB colour or like a link."""
        key = (centred, colour, linked)
        if key not in self._made:
            _make(cell, *key)
            self._made[key] = copy(cell._style)  # type: ignore[union-attr]
        cell._style = copy(self._made[key])  # type: ignore[union-attr]


def _make(cell: Cell | MergedCell, centred: bool, colour: str | None, linked: bool) -> None:
    cell.border = Border(_THIN, _THIN, _THIN, _THIN)
    across = "center" if centred else "left"
    cell.alignment = Alignment(vertical="top", wrap_text=True, horizontal=across, indent=0 if centred else 1)
    cell.font = Font(name=FONT, size=11)
    if linked:
        cell.font = Font(name=FONT, size=11, color="FF0B57D0", underline="single")
    if colour:
        paint(cell, colour)
