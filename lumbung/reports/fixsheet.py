"""The sheet PERBAIKAN, first in every returned workbook: the verdict, what to mend first, and all findings.

Its column headings stand above both lists and stay in view; the reader is an operator who knows Excel only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from lumbung.findings import Finding, Severity
from lumbung.reports.marks import FILLS, anchor, first_cell
from lumbung.reports.paper import FONT, Looks, height, open_first, page, paint, write
from lumbung.reports.wording import (
    cells_text,
    count_text,
    explain_text,
    heaviest_first,
    printable,
    say,
    severity_text,
    verdict_text,
)
from lumbung.returned import FIX_HEADING, FIX_SHEET, is_fix_sheet

_COLUMNS = {"number": 5.0, "severity": 16.0, "sheet": 17.0, "cell": 23.0, "found": 58.0, "remedy": 48.0}
_WIDTH = sum(_COLUMNS.values())
_HEAD_ROW = 4
_FIRST_SHOWN = 5
_VERDICT_FILLS = {
    "DITERIMA": "FF2E7D4F",
    "DITERIMA DENGAN CATATAN": "FF8A6D00",
    "DITERIMA SEBAGIAN": "FFB35900",
    "DIKEMBALIKAN": "FFB3261E",
}
_DARK, _LIGHT = "FF37474F", "FFECEFF1"


@dataclass(frozen=True)
class Return:
    """What is told about one returned file. ``marked`` says whether cells of the workbook carry marks."""

    name: str
    opd: str | None
    verdict: str
    findings: tuple[Finding, ...]
    marked: bool


@dataclass(frozen=True)
class _Line:
    finding: Finding
    message: str


def remove_fix_sheets(workbook: Workbook) -> None:
    """Take out the sheet of an earlier return; a sheet of the operator's own by that name stays."""
    for sheet in list(workbook.worksheets):
        if is_fix_sheet(sheet.title, sheet.cell(1, 1).value):
            workbook.remove(sheet)


def add_fix_sheet(workbook: Workbook, told: Return, titles: Mapping[str, str]) -> Worksheet:
    """Write the sheet and make it the first and the open one.

    ``titles`` leads from the sheet name of a finding to the title of its sheet in ``workbook``.
    """
    title = FIX_SHEET if FIX_SHEET not in workbook.sheetnames else f"{FIX_SHEET} LUMBUNG"
    sheet: Worksheet = workbook.create_sheet(title, 0)
    _head(sheet, told)
    lines = [_Line(f, f.message("id")) for f in heaviest_first(told.findings)]
    row = _HEAD_ROW + 1
    first = _first_lines(told.findings)
    if len(lines) > _FIRST_SHOWN and first:
        row = _section(sheet, row, say("fix.first"), first, workbook, titles)
    row = _section(sheet, row, say("fix.all"), lines, workbook, titles)
    page(sheet, list(_COLUMNS.values()), _HEAD_ROW, row - 1)
    open_first(workbook)
    return sheet


def _first_lines(findings: Sequence[Finding]) -> list[_Line]:
    """The cures that matter most: findings of one kind with one remedy are one line."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in heaviest_first([f for f in findings if f.severity is not Severity.INFO]):
        groups.setdefault((finding.code, finding.remedy("id")), []).append(finding)
    ranked = sorted(groups.values(), key=lambda g: (g[0].severity.rank, -sum(f.count for f in g)))
    return [_Line(group[0], _similar(group)) for group in ranked[:_FIRST_SHOWN]]


def _similar(group: Sequence[Finding]) -> str:
    message = group[0].message("id")
    if len(group) == 1:
        return message
    return say("fix.similar", message=message, count=count_text(len(group) - 1))


# ------------------------------------------------------------------ what stands above the lists


def _head(sheet: Worksheet, told: Return) -> None:
    key = "fix.file_opd" if told.opd else "fix.file"
    title = say(key, heading=FIX_HEADING, name=told.name, opd=told.opd or "")
    _band(sheet, 1, title, Font(name=FONT, bold=True, size=14, color=_DARK), None, 14)
    to_mend = any(f.severity is not Severity.INFO for f in told.findings)
    how = say("fix.how" if told.marked else "fix.how_unmarked") if to_mend else ""
    explained = "\n".join(part for part in (explain_text(told.verdict), how) if part)
    _verdict(sheet, told.verdict, explained)
    _counts(sheet, told.findings)
    for column, name in enumerate(_COLUMNS, 1):
        cell = write(sheet, _HEAD_ROW, column, say(f"fix.column.{name}"))
        paint(cell, _DARK)
        cell.font = Font(name=FONT, bold=True, color="FFFFFFFF")
        cell.alignment = Alignment(vertical="center", horizontal="center" if column < 5 else "left")
    sheet.row_dimensions[_HEAD_ROW].height = 21
    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"


def _verdict(sheet: Worksheet, verdict: str, explained: str) -> None:
    cell = write(sheet, 2, 1, verdict_text(verdict))
    sheet.merge_cells("A2:C2")
    cell.font = Font(name=FONT, bold=True, size=14, color="FFFFFFFF")
    cell.alignment = Alignment(vertical="center", horizontal="center", wrap_text=True)
    paint(cell, _VERDICT_FILLS.get(verdict, _DARK))
    words = write(sheet, 2, 4, explained)
    sheet.merge_cells("D2:F2")
    words.alignment = Alignment(vertical="center", wrap_text=True, indent=1)
    words.font = Font(name=FONT, size=11)
    paint(words, _LIGHT)
    width = sum(list(_COLUMNS.values())[3:])
    sheet.row_dimensions[2].height = max(36.0, height(explained, width, 11) + 10)


def _counts(sheet: Worksheet, findings: Sequence[Finding]) -> None:
    """One coloured cell per severity: also the legend of the colours on the data sheets."""
    for severity, span in zip(Severity, ("A3:C3", "D3:D3", "E3:E3", "F3:F3"), strict=True):
        number = sum(f.severity is severity for f in findings)
        text = say("fix.count", severity=severity_text(severity), count=count_text(number))
        cell = write(sheet, 3, sheet[span.split(":")[0]].column, text)
        if span[:2] != span[3:]:
            sheet.merge_cells(span)
        paint(cell, FILLS[severity])
        cell.font = Font(name=FONT, bold=number > 0)
        cell.alignment = Alignment(horizontal="center", vertical="center")
    sheet.row_dimensions[3].height = 21


def _band(sheet: Worksheet, row: int, text: str, font: Font, fill: str | None, size: int) -> None:
    cell = write(sheet, row, 1, text)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_COLUMNS))
    cell.font = font
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    if fill:
        paint(cell, fill)
    sheet.row_dimensions[row].height = height(text, _WIDTH, size) + 8


# ------------------------------------------------------------------ the lists


def _section(
    sheet: Worksheet,
    row: int,
    heading: str,
    lines: Sequence[_Line],
    workbook: Workbook,
    titles: Mapping[str, str],
) -> int:
    _band(sheet, row, heading, Font(name=FONT, bold=True, color=_DARK), _LIGHT, 11)
    if not lines:
        _band(sheet, row + 1, say("fix.none"), Font(name=FONT, italic=True), None, 11)
        return row + 2
    looks = Looks()
    for number, line in enumerate(lines, 1):
        _list_row(sheet, row + number, number, line, workbook, titles, looks)
    return row + len(lines) + 1


def _list_row(
    sheet: Worksheet,
    row: int,
    number: int,
    line: _Line,
    workbook: Workbook,
    titles: Mapping[str, str],
    looks: Looks,
) -> None:
    finding = line.finding
    target = _target(finding, workbook, titles)
    for column in range(1, len(_COLUMNS) + 1):
        looks.put_on(
            sheet.cell(row, column),
            centred=column in (1, 2),
            colour=FILLS[finding.severity] if column == 2 else None,
            linked=column == 4 and target is not None,
        )
    sheet.cell(row, 1, number)
    write(sheet, row, 2, severity_text(finding.severity))
    write(sheet, row, 3, finding.sheet or "")
    cells = write(sheet, row, 4, cells_text(finding, shown=3))
    if target:
        cells.hyperlink = Hyperlink(ref=cells.coordinate, location=target, tooltip=say("fix.link_tip"))
    bold = TextBlock(InlineFont(rFont=FONT, sz=11, b=True), printable(finding.title("id")))
    sheet.cell(row, 5).value = CellRichText(bold, "\n" + printable(line.message))
    write(sheet, row, 6, finding.remedy("id"))
    sheet.row_dimensions[row].height = 4 + max(
        height(str(sheet.cell(row, column).value or ""), width) for column, width in enumerate(_COLUMNS.values(), 1)
    )


def _target(finding: Finding, workbook: Workbook, titles: Mapping[str, str]) -> str | None:
    """Where a click on the cells of a finding leads: the first of them, or the merge it is in."""
    title = titles.get(finding.sheet) if finding.sheet else None
    place = first_cell(finding.cells[0]) if finding.cells else None
    if title is None or place is None:
        return None
    row, column = anchor(workbook[title], *place)
    return f"{quote_sheetname(title)}!{get_column_letter(column)}{row}"
