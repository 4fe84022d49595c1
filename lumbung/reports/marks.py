"""Marks on the cells of a workbook: fills by severity and comments, and taking our earlier marks off again.

What the sheet of fixes says is the business of :mod:`lumbung.reports.fixsheet`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Color, PatternFill
from openpyxl.styles.proxy import StyleProxy
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from lumbung.findings import Dimension, Finding, Severity
from lumbung.reports.notes import AUTHOR, Notes, box, former_text, parted, recalled
from lumbung.reports.targets import Anchors, first_cell
from lumbung.reports.wording import heaviest_first
from lumbung.sheets.grid import Position

FILLS: Mapping[Severity, str] = {
    Severity.BLOCKER: "FFF4A29C",
    Severity.ERROR: "FFFAC4BF",
    Severity.WARNING: "FFFFEFA3",
    Severity.INFO: "FFD8EAF8",
}
"""Fill colours (ARGB). Close to Excel's own but none of its palette, so that we know ours again."""

RULE = 'N("Lumbung")=0'
"""The condition of the rule that keeps a mark in sight among conditional formats: always true, and nobody else's."""
_INFO_CELLS = 3  # a note about more cells than this would only colour the sheet blue
Marks = Mapping[str, Mapping[Position, Sequence[Finding]]]
"""By sheet and position the findings of every cell to mark."""


def is_marked(finding: Finding) -> bool:
    """Whether a finding colours its cells: our own faults never do, notes only where they are few."""
    if finding.dimension is Dimension.ENGINE:
        return False
    return finding.severity is not Severity.INFO or finding.count <= _INFO_CELLS


def marks_of(findings: Iterable[Finding], anchors: Mapping[str, Anchors]) -> Marks:
    """The cells to mark, by sheet and position, each with its findings, the heaviest first.

    ``anchors`` knows the sheets that can be marked and where in a merge the mark must stand.
    """
    marks: dict[str, dict[Position, list[Finding]]] = {name: {} for name in anchors}
    for finding in heaviest_first([f for f in findings if is_marked(f)]):
        for sheet, cells in finding.places:
            if sheet in anchors:
                _mark_all(marks[sheet], anchors[sheet], finding, cells)
    return marks


def _mark_all(of_sheet: dict[Position, list[Finding]], places: Anchors, finding: Finding, cells: Iterable[str]) -> None:
    for address in cells:
        place = first_cell(address)
        of_cell = of_sheet.setdefault(places.of(*place), []) if place else None
        if of_cell is not None and not any(f is finding for f in of_cell):
            of_cell.append(finding)


def mark_cells(workbook: Workbook, marks: Marks, titles: Mapping[str, str]) -> None:
    """Colour and comment the cells; ``titles`` leads from a sheet's name as read to its title in the workbook."""
    note = Notes()
    for name, of_sheet in marks.items():
        sheet = workbook[titles[name]]
        for (row, column), findings in of_sheet.items():
            cell = sheet.cell(row, column)
            if isinstance(cell, Cell):
                _mark(cell, findings[0].severity, note.of(findings, _describe(cell.fill)))


def _mark(cell: Cell, severity: Severity, text: str) -> None:
    theirs = cell.comment
    if theirs is not None:
        cell.comment = _sized(f"{theirs.text.rstrip()}\n\n{text}", theirs.author or AUTHOR)
    else:
        cell.comment = _sized(text, AUTHOR)
    cell.fill = PatternFill("solid", fgColor=FILLS[severity], bgColor=FILLS[severity])


def _sized(text: str, author: str) -> Comment:
    width, height = box(text)
    return Comment(text, author, height=height, width=width)


# ------------------------------------------------------------------ taking earlier marks off


def clear_marks(workbook: Workbook) -> None:
    """Take off the comments and fills of an earlier return, so that they never pile up.

    What the operator wrote into a comment of their own stays, and a cell gets its former colour back.
    """
    for sheet in workbook.worksheets:
        _clear_rules(sheet)
        ours: dict[int, bool] = {}  # by style, because a sheet has many cells and few styles
        for cell in list(sheet._cells.values()):  # iter_rows would create every cell of an inflated range
            if isinstance(cell, MergedCell):
                continue
            former = _clear_comment(cell)
            if not cell.has_style:
                continue
            if cell.style_id not in ours:
                ours[cell.style_id] = _is_our_fill(cell.fill)
            if ours[cell.style_id]:
                cell.fill = former or PatternFill()


def _clear_rules(sheet: Worksheet) -> None:
    for area in list(sheet.conditional_formatting):
        if any(RULE in rule.formula for rule in area.rules):
            del sheet.conditional_formatting[area.sqref]


def _clear_comment(cell: Cell) -> PatternFill | None:
    comment = cell.comment
    if comment is None:
        return None
    theirs, ours = parted(comment.text, comment.author)
    cell.comment = _sized(theirs, comment.author or "") if theirs else None
    return _recall(ours)


def _is_our_fill(fill: StyleProxy) -> bool:
    colour = fill.fgColor
    return fill.fill_type == "solid" and colour.type == "rgb" and colour.rgb in FILLS.values()


def _describe(fill: StyleProxy) -> str | None:
    """A solid fill in words that :func:`recalled` understands."""
    if fill.fill_type != "solid":
        return None
    colour = fill.fgColor
    if colour.type == "rgb":
        return former_text(rgb=colour.rgb)
    if colour.type == "theme":
        return former_text(theme=colour.theme, tint=colour.tint)
    return former_text(indexed=colour.indexed)


def _recall(text: str) -> PatternFill | None:
    colour = recalled(text)
    return PatternFill("solid", fgColor=Color(**colour)) if colour else None  # type: ignore[arg-type]
