"""Marks on the cells of a workbook: fills by severity and comments, and taking our earlier marks off again.

What the sheet of fixes says is the business of :mod:`lumbung.reports.fixsheet`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Color, PatternFill
from openpyxl.styles.proxy import StyleProxy
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from lumbung.findings import Dimension, Finding, Severity
from lumbung.reports.wording import heaviest_first, printable, say, severity_text

AUTHOR = "Lumbung"
FILLS: Mapping[Severity, str] = {
    Severity.BLOCKER: "FFF4A29C",
    Severity.ERROR: "FFFAC4BF",
    Severity.WARNING: "FFFFEFA3",
    Severity.INFO: "FFD8EAF8",
}
"""Fill colours (ARGB). Close to Excel's own but none of its palette, so that we know ours again."""

_INFO_CELLS = 3  # a note about more cells than this would only colour the sheet blue
_COMMENTS_SHOWN = 4
_WIDTH, _CHARACTERS, _LINE = 340, 52, 17  # a comment box: pixels, characters to a line, pixels of a line
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


def anchor(sheet: Worksheet, row: int, column: int) -> tuple[int, int]:
    """Where a mark for that cell must stand: the top-left cell of its merge, or the cell itself."""
    for merge in sheet.merged_cells.ranges:
        if merge.min_row <= row <= merge.max_row and merge.min_col <= column <= merge.max_col:
            return merge.min_row, merge.min_col
    return row, column


def is_marked(finding: Finding) -> bool:
    """Whether a finding colours its cells: our own faults never do, notes only where they are few."""
    if finding.dimension is Dimension.ENGINE:
        return False
    return finding.severity is not Severity.INFO or finding.count <= _INFO_CELLS


def mark_cells(workbook: Workbook, findings: Sequence[Finding], titles: Mapping[str, str]) -> int:
    """Colour and comment the cells of the findings; the number of cells marked is given back.

    ``titles`` leads from the sheet name of a finding to the title of its sheet in ``workbook``.
    """
    marked = 0
    for name, title in titles.items():
        here = [f for f in heaviest_first(findings) if f.sheet == name and is_marked(f)]
        sheet = workbook[title]
        for (row, column), of_cell in _by_cell(sheet, here).items():
            cell = sheet.cell(row, column)
            if isinstance(cell, Cell):
                _mark(cell, of_cell)
                marked += 1
    return marked


def _by_cell(sheet: Worksheet, findings: Sequence[Finding]) -> dict[tuple[int, int], list[Finding]]:
    cells: dict[tuple[int, int], list[Finding]] = {}
    for finding in findings:
        for address in finding.cells:
            place = first_cell(address)
            if place is None:
                continue
            of_cell = cells.setdefault(anchor(sheet, *place), [])
            if finding not in of_cell:
                of_cell.append(finding)
    return cells


def _mark(cell: Cell, findings: Sequence[Finding]) -> None:
    text = _comment_text(findings)
    former = _describe(cell.fill)
    if former:
        text += "\n\n" + say("fix.former_fill", fill=former)
    theirs = cell.comment
    if theirs is not None:
        cell.comment = _sized(f"{theirs.text.rstrip()}\n\n{text}", theirs.author or AUTHOR)
    else:
        cell.comment = _sized(text, AUTHOR)
    colour = FILLS[findings[0].severity]
    cell.fill = PatternFill("solid", fgColor=colour, bgColor=colour)


def _comment_text(findings: Sequence[Finding]) -> str:
    parts = [say("fix.comment_head")]
    for finding in findings[:_COMMENTS_SHOWN]:
        severity = severity_text(finding.severity)
        parts.append(
            say(
                "fix.comment",
                severity=severity,
                title=finding.title("id"),
                message=finding.message("id"),
                remedy=finding.remedy("id"),
            )
        )
    if len(findings) > _COMMENTS_SHOWN:
        parts.append(say("fix.comment_more", count=len(findings) - _COMMENTS_SHOWN))
    return printable(parts[0] + "\n" + "\n\n".join(parts[1:]))


def _sized(text: str, author: str) -> Comment:
    lines = sum(1 + len(line) // _CHARACTERS for line in text.splitlines())
    return Comment(text, author, height=_LINE * (lines + 1), width=_WIDTH)


# ------------------------------------------------------------------ taking earlier marks off


def clear_marks(workbook: Workbook) -> None:
    """Take off the comments and fills of an earlier return, so that they never pile up.

    What the operator wrote into a comment of their own stays, and a cell gets its former colour back.
    """
    for sheet in workbook.worksheets:
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


def _clear_comment(cell: Cell) -> PatternFill | None:
    comment = cell.comment
    if comment is None:
        return None
    theirs, head, ours = comment.text.partition(say("fix.comment_head"))
    if not head:
        theirs, ours = ("", comment.text) if comment.author == AUTHOR else (comment.text, "")
    theirs = theirs.strip()
    cell.comment = _sized(theirs, comment.author or "") if theirs else None
    return _recall(ours)


def _is_our_fill(fill: StyleProxy) -> bool:
    colour = fill.fgColor
    return fill.fill_type == "solid" and colour.type == "rgb" and colour.rgb in FILLS.values()


def _describe(fill: StyleProxy) -> str | None:
    """A solid fill in words that :func:`_recall` understands: ``#FFFF00``, ``tema 4 0.5999``, ``indeks 13``."""
    if fill.fill_type != "solid":
        return None
    colour = fill.fgColor
    if colour.type == "rgb":
        return f"#{colour.rgb[-6:]}"
    if colour.type == "theme":
        return f"tema {colour.theme} {colour.tint:.6g}"
    return f"indeks {colour.indexed}"


_FORMER = re.compile(
    re.escape(say("fix.former_fill", fill="@")).replace(
        "@", r"(?:#([0-9A-Fa-f]{6})|tema (\d\d?) (-?\d(?:\.\d+)?(?:e-\d+)?)|indeks (\d\d?))"
    )
)


def _recall(text: str) -> PatternFill | None:
    found = _FORMER.search(text)
    if found is None:
        return None
    rgb, theme, tint, index = found.groups()
    if rgb:
        return PatternFill("solid", fgColor=Color(rgb=f"FF{rgb}"))
    if theme:
        return PatternFill("solid", fgColor=Color(theme=int(theme), tint=float(tint)))
    return PatternFill("solid", fgColor=Color(indexed=int(index)))
