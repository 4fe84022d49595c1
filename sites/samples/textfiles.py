"""Sheets → the bytes of files that are text: a CSV saved by Excel, a web page that calls itself .xls."""

from __future__ import annotations

import csv
import io
from html import escape

from sites.samples.sheet import Sheet, Value


def delimited(sheet: Sheet) -> bytes:
    """The sheet as an Indonesian Excel saves it as CSV: semicolons, decimal commas, a byte order mark, CRLF."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    last = max(column for _, column in sheet.cells)
    for row in range(1, max(row for row, _ in sheet.cells) + 1):
        writer.writerow([_typed(_value(sheet, row, column)) for column in range(1, last + 1)])
    return stream.getvalue().encode("utf-8-sig")


def webpage(sheet: Sheet) -> bytes:
    """The sheet as one HTML table with row and column spans."""
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in sheet.merges}
    hidden = {
        (row, column)
        for top, left, bottom, right in sheet.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - spans.keys()
    last = max(column for _, column in sheet.cells)
    lines = [f"<html><head><meta charset=utf-8><title>{escape(sheet.name)}</title></head><body><table border=1>"]
    for row in range(1, max(row for row, _ in sheet.cells) + 1):
        cells = [c for c in range(1, last + 1) if (row, c) not in hidden]
        lines.append(f"<tr>{''.join(_cell(sheet, row, c, spans.get((row, c), (1, 1))) for c in cells)}</tr>")
    lines.append("</table></body></html>")
    return "\r\n".join(lines).encode()


def _cell(sheet: Sheet, row: int, column: int, span: tuple[int, int]) -> str:
    down, across = span
    more = (f" rowspan={down}" if down > 1 else "") + (f" colspan={across}" if across > 1 else "")
    return f"<td{more}>{escape(_typed(_value(sheet, row, column)))}</td>"


def _value(sheet: Sheet, row: int, column: int) -> Value:
    return sheet.cells[row, column][0] if (row, column) in sheet.cells else ""


def _typed(value: Value) -> str:
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)
