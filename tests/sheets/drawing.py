"""Small sheets drawn in the test that reads them: one line per row, cells between bars.

``12`` and ``1.5`` are numbers, ``'12`` is text as after an apostrophe in Excel, ``=A1+B1`` a formula that was
never computed; everything else is text. A blank line is a blank row.
"""

from __future__ import annotations

import io
import textwrap
from datetime import date

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from lumbung.sheets.model import Reading, Table, TableRow
from lumbung.sheets.read import read_workbook


def workbook(*drawings: str, merges: str = "", name: str = "uji.xlsx", sheets: tuple[str, ...] = ()) -> Reading:
    """The reading of a workbook with these sheets; ``merges`` ('A1:B2 C1:C3') apply to the first.

    ``sheets``: their names, as far as they matter.
    """
    return read_workbook(as_xlsx(*drawings, merges=merges, sheets=sheets), name)


def tables(drawing: str, merges: str = "") -> tuple[Table, ...]:
    """The tables of one drawn sheet."""
    return workbook(drawing, merges=merges).tables


def table(drawing: str, merges: str = "") -> Table:
    """The one table of a drawn sheet."""
    (only,) = tables(drawing, merges)
    return only


def as_xlsx(*drawings: str, merges: str = "", sheets: tuple[str, ...] = ()) -> bytes:
    """An .xlsx with the drawn sheets."""
    book = openpyxl.Workbook()
    for i, drawing in enumerate(drawings):
        sheet = book.active if i == 0 else book.create_sheet()
        assert isinstance(sheet, Worksheet)
        if i < len(sheets):
            sheet.title = sheets[i]
        _draw(sheet, drawing)
    first = book.worksheets[0]
    for merge in merges.split():
        first.merge_cells(merge)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _draw(sheet: Worksheet, drawing: str) -> None:
    lines = textwrap.dedent(drawing).strip("\n").split("\n")
    for r, line in enumerate(lines, start=1):
        for c, cell in enumerate(line.split("|"), start=1):
            value = _value(cell.strip(" "))
            if value is not None:
                sheet.cell(r, c, value)


def _value(text: str) -> str | int | float | date | None:
    if not text:
        return None
    if text.startswith("'"):
        return text[1:]
    try:
        return int(text)
    except ValueError:
        try:
            return float(text)
        except ValueError:
            return text


def labels(rows: tuple[TableRow, ...], column: str) -> list[object]:
    """What one column says in each of the rows."""
    return [row.cells.get(column) for row in rows]


def roles(of: Table) -> dict[str, str]:
    """Role of each column by letter."""
    return {column.letter: column.role.value for column in of.columns}


def paths(of: Table) -> dict[str, tuple[str, ...]]:
    """Headings of each column by letter."""
    return {column.letter: column.path for column in of.columns}
