"""The sheet PERBAIKAN, first in every returned workbook: the verdict, what to mend first, and all findings.

Its column headings stand above all lists and stay in view; the reader is an operator who knows Excel only.
"""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.styles import Alignment, Font
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from lumbung.findings import Finding, Severity
from lumbung.reports.fixlists import Lists
from lumbung.reports.marks import FILLS
from lumbung.reports.paper import COLUMNS, DARK, FONT, LIGHT, band, height, open_first, page, paint, write
from lumbung.reports.targets import Targets
from lumbung.reports.told import Form, Return
from lumbung.reports.wording import count_text, date_text, explain_text, say, severity_text, verdict_text
from lumbung.returned import FIX_HEADING, FIX_SHEET, PART_HEADING, is_fix_sheet

_HEAD_ROW = 4
_VERDICT_FILLS = {
    "DITERIMA": "FF2E7D4F",
    "DITERIMA DENGAN CATATAN": "FF8A6D00",
    "DITERIMA SEBAGIAN": "FFB35900",
    "DIKEMBALIKAN": "FFB3261E",
}


def remove_fix_sheets(workbook: Workbook) -> None:
    """Take out the sheet of an earlier return; a sheet of the operator's own by that name stays."""
    for sheet in list(workbook.worksheets):
        if is_fix_sheet(sheet.title, sheet.cell(1, 1).value):
            workbook.remove(sheet)


def add_fix_sheet(workbook: Workbook, told: Return, targets: Targets) -> Worksheet:
    """Write the sheet and make it the first and the open one; ``targets`` says where its links lead."""
    title = FIX_SHEET if FIX_SHEET not in workbook.sheetnames else f"{FIX_SHEET} LUMBUNG"
    sheet: Worksheet = workbook.create_sheet(title, 0)
    _head(sheet, told)
    printed = Lists(sheet, told, targets).write(_HEAD_ROW + 1)
    page(sheet, list(COLUMNS.values()), _HEAD_ROW, printed)
    open_first(workbook)
    return sheet


def _head(sheet: Worksheet, told: Return) -> None:
    key = "fix.file_opd" if told.opd else "fix.file"
    heading = PART_HEADING if told.form is Form.BAD_ROWS else FIX_HEADING
    title = say(key, heading=heading, name=told.name, opd=told.opd or "")
    band(sheet, 1, title, Font(name=FONT, bold=True, size=14, color=DARK), None, 14)
    _verdict(sheet, told.verdict, "\n".join(_explained(told)))
    _counts(sheet, told.findings)
    for column, name in enumerate(COLUMNS, 1):
        cell = write(sheet, _HEAD_ROW, column, say(f"fix.column.{name}"))
        paint(cell, DARK)
        cell.font = Font(name=FONT, bold=True, color="FFFFFFFF")
        across = "center" if column < 5 else "left"
        cell.alignment = Alignment(vertical="center", horizontal=across, indent=0 if column < 5 else 1)
    sheet.row_dimensions[_HEAD_ROW].height = 21
    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"


def _explained(told: Return) -> list[str]:
    """What the verdict means, what to do with this file, by when, whom to ask, and what has been mended so far."""
    said = [explain_text(told.verdict)]
    if told.to_mend:
        said.append(say(f"fix.how.{told.form}"))
        if told.office.deadline and told.verdict in ("DIKEMBALIKAN", "DITERIMA SEBAGIAN"):
            said.append(say("fix.deadline", day=date_text(told.office.deadline)))
        if told.office.contact:
            said.append(say("fix.contact", contact=told.office.contact))
    if told.progress:
        p = told.progress
        earlier = say("fix.earlier", name=p.earlier, day=date_text(p.on)) if p.on else p.earlier
        fixed, left, new = (count_text(number) for number in (p.fixed, p.left, p.new))
        said.append(say("fix.progress", earlier=earlier, fixed=fixed, left=left, new=new))
    return [part for part in said if part]


def _verdict(sheet: Worksheet, verdict: str, explained: str) -> None:
    cell = write(sheet, 2, 1, verdict_text(verdict))
    sheet.merge_cells("A2:C2")
    cell.font = Font(name=FONT, bold=True, size=14, color="FFFFFFFF")
    cell.alignment = Alignment(vertical="center", horizontal="center", wrap_text=True)
    paint(cell, _VERDICT_FILLS.get(verdict, DARK))
    words = write(sheet, 2, 4, explained)
    sheet.merge_cells("D2:F2")
    words.alignment = Alignment(vertical="center", horizontal="left", wrap_text=True, indent=1)
    words.font = Font(name=FONT, size=11)
    paint(words, LIGHT)
    width = sum(list(COLUMNS.values())[3:])
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
