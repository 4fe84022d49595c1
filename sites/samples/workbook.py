"""Sheets → the bytes of a workbook, the same bytes every time.

openpyxl stamps the present time into the archive and the properties, and deflate differs between builds of
zlib: the archive is therefore rewritten, stored, with one fixed date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import xlwt
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sites.samples.sheet import ErrorValue, Look, Sheet, letter

STAMP = datetime(2025, 1, 2, 8, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_THIN = Side(style="thin", color="000000")


def xlsx(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as an .xlsx workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "Lumbung, data contoh"
    book.properties.created = STAMP
    for sheet in sheets:
        _fill_xlsx(book.create_sheet(sheet.name), sheet)
    buffer = BytesIO()
    book.save(buffer)
    return _settled(buffer.getvalue())


def _settled(data: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(out, "w", ZIP_STORED) as target:
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>%s\g<2>" % STAMP.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), content)
            info = ZipInfo(name, STAMP.timetuple()[:6])
            info.create_system = 0
            target.writestr(info, content)
    return out.getvalue()


def _fill_xlsx(target: Worksheet, sheet: Sheet) -> None:
    dressed: dict[tuple[Look, type], Cell] = {}
    for (row, column), (value, look) in sorted(sheet.cells.items()):
        cell = target.cell(row, column)
        if value != "":
            cell.value = value
        if isinstance(value, ErrorValue):
            cell.data_type = "e"
        if (same := dressed.get((look, type(value)))) is not None:
            cell._style = copy(same._style)  # a style that is set is compared with all others; a copy is not
        else:
            _dress(cell, sheet, look, text=isinstance(value, str))
            dressed[look, type(value)] = cell
    for top, left, bottom, right in sheet.merges:
        target.merged_cells.add(f"{letter(left)}{top}:{letter(right)}{bottom}")
    for column, width in sheet.widths.items():
        target.column_dimensions[letter(column)].width = width
    for row, height in sheet.heights.items():
        target.row_dimensions[row].height = height
    if sheet.frozen:
        target.freeze_panes = f"{letter(sheet.frozen[1])}{sheet.frozen[0]}"
    target.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    target.page_setup.paperSize = 9  # A4
    target.page_setup.fitToHeight = 0
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _dress(cell: Cell, sheet: Sheet, look: Look, *, text: bool) -> None:
    cell.font = Font(name=sheet.font, size=look.size or sheet.size, bold=look.bold, italic=look.italic)
    cell.alignment = Alignment(horizontal=look.align, vertical="center", wrap_text=look.wrap)
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=f"FF{look.fill}")
    if look.border:
        cell.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
    if look.number_format and not text:
        cell.number_format = look.number_format


def xls(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as a genuine .xls workbook (BIFF8)."""
    book = xlwt.Workbook(encoding="utf-8", style_compression=2)
    for sheet in sheets:
        _fill_xls(book.add_sheet(sheet.name, cell_overwrite_ok=True), sheet)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fill_xls(target: xlwt.Worksheet, sheet: Sheet) -> None:
    looks: dict[Look, xlwt.XFStyle] = {}
    corners = {(top, left): (top, bottom, left, right) for top, left, bottom, right in sheet.merges}
    inside = {(r, c) for t, le, b, ri in sheet.merges for r in range(t, b + 1) for c in range(le, ri + 1)}
    for (row, column), (value, look) in sorted(sheet.cells.items()):
        if look not in looks:
            looks[look] = _xlwt_look(sheet, look)
        style = looks[look]
        if (row, column) in corners:
            top, bottom, left, right = corners[row, column]
            target.write_merge(top - 1, bottom - 1, left - 1, right - 1, value, style)
        elif (row, column) not in inside:
            target.write(row - 1, column - 1, value, style)
    for column, width in sheet.widths.items():
        target.col(column - 1).width = int(width * 256)
    for row, height in sheet.heights.items():
        target.row(row - 1).height_mismatch = True
        target.row(row - 1).height = int(height * 20)
    target.portrait = not sheet.landscape
    target.paper_size_code = 9
    target.fit_num_pages = 1
    target.fit_height_to_pages = 0
    target.header_str = target.footer_str = b""


def _xlwt_look(sheet: Sheet, look: Look) -> xlwt.XFStyle:
    line = ", ".join(f"{side} thin" for side in ("left", "right", "top", "bottom"))
    parts = [
        f"font: name {sheet.font}, height {(look.size or sheet.size) * 20}, bold {look.bold}, italic {look.italic}",
        f"align: vertical center, horizontal {look.align or 'general'}, wrap {look.wrap}",
    ]
    parts += [f"borders: {line}"] if look.border else []
    parts += ["pattern: pattern solid, fore_colour gray25"] if look.fill else []
    return xlwt.easyxf("; ".join(parts), num_format_str=look.number_format or "General")
