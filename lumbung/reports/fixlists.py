"""The lists of the sheet PERBAIKAN: what to mend first, all findings, what has been mended, and every cell as a link.

The last list, of single cells, is for clicking through and is not printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from lumbung.findings import Finding
from lumbung.reports.marks import FILLS
from lumbung.reports.paper import COLUMNS, DARK, FONT, LIGHT, MENDED, Looks, band, height, write
from lumbung.reports.progress import Said
from lumbung.reports.targets import Targets
from lumbung.reports.told import Cure, Return, first_cures
from lumbung.reports.wording import cells_text, count_text, printable, remedy_text, say, severity_text

_CURES = 5
_LINKS = 1000
"""Single cells listed with a link of their own; more than anybody clicks through."""
_RUNS = 2
"""Ranges that are named where the column holds them: LibreOffice breaks no line of a cell that is a link."""


class Lists:
    """Writes the lists of one returned file below the headings."""

    def __init__(self, sheet: Worksheet, told: Return, targets: Targets) -> None:
        self._sheet, self._told, self._targets = sheet, told, targets
        self._looks = Looks()
        before = told.progress.left_over if told.progress else frozenset()
        ranked = sorted(enumerate(told.findings), key=lambda pair: (pair[1].severity.rank, -pair[1].count))
        self._findings = [finding for _, finding in ranked]
        self._left_over = {id(finding) for position, finding in ranked if position in before}

    def write(self, row: int) -> int:
        """Write from that row on; the last row that belongs on paper is given back."""
        cures = first_cures(self._told.findings, _CURES)
        if len(self._findings) > _CURES and cures:
            row = self._heading(row, say("fix.first"))
            for number, cure in enumerate(cures, 1):
                row = self._finding(row, number, cure.finding, _message(cure))
        row = self._heading(row, say("fix.all"))
        for number, finding in enumerate(self._findings, 1):
            row = self._finding(row, number, finding, finding.message("id"))
        if not self._findings:
            band(self._sheet, row, say("fix.none"), Font(name=FONT, italic=True), None, 11)
            row += 1
        row = self._mended(row)
        self._cells(row)
        return row - 1

    def _heading(self, row: int, text: str) -> int:
        band(self._sheet, row, text, Font(name=FONT, bold=True, color=DARK), LIGHT, 11)
        return row + 1

    # -------------------------------------------------------------- findings

    def _finding(self, row: int, number: int, finding: Finding, message: str) -> int:
        target = self._targets.of(finding.sheet, finding.cells[0]) if finding.cells else None
        self._put_on(row, FILLS[finding.severity], linked=target is not None)
        texts = (severity_text(finding.severity), finding.sheet or "", _shown(finding))
        self._line(row, number, texts, target)
        bold = TextBlock(InlineFont(rFont=FONT, sz=11, b=True), printable(self._title(finding)))
        self._sheet.cell(row, 5).value = CellRichText(bold, "\n" + printable(message))
        write(self._sheet, row, 6, remedy_text(finding))
        self._sheet.row_dimensions[row].height = 4 + max(
            height(str(self._sheet.cell(row, column).value or ""), width - 2)
            for column, width in enumerate(COLUMNS.values(), 1)
        )
        return row + 1

    def _title(self, finding: Finding) -> str:
        """The title; on a resubmission it says whether the operator has seen it before."""
        if self._told.progress is None or finding.severity.rank == len(FILLS) - 1:
            return finding.title("id")
        return say("fix.left" if id(finding) in self._left_over else "fix.new", title=finding.title("id"))

    # -------------------------------------------------------------- what the resubmission has mended

    def _mended(self, row: int) -> int:
        mended = self._told.progress.mended if self._told.progress else ()
        if not mended:
            return row
        row = self._heading(row, say("fix.mended"))
        for number, said in enumerate(mended, 1):
            self._put_on(row, MENDED, linked=False)
            self._line(row, number, (say("fix.mended_mark"), said.sheet or "", _cells_of(said)), None)
            write(self._sheet, row, 5, said.title)
            write(self._sheet, row, 6, "")
            row += 1
        return row

    # -------------------------------------------------------------- single cells

    def _cells(self, row: int) -> int:
        """Every cell of the findings that concern several, one to a line."""
        several = [(n, f) for n, f in enumerate(self._findings, 1) if len(f.marked) > 1 and f.severity.rank < 3]
        if not several:
            return row
        row = self._heading(row, say("fix.cells"))
        every = ((number, finding, cell) for number, finding in several for cell in finding.marked)
        for number, finding, cell in islice(every, _LINKS):
            target = self._targets.of(finding.sheet, cell)
            self._put_on(row, FILLS[finding.severity], linked=target is not None)
            self._line(row, number, (severity_text(finding.severity), finding.sheet or "", cell), target)
            write(self._sheet, row, 5, finding.title("id"))
            row += 1
        unlisted = sum(f.count for _, f in several) - min(_LINKS, sum(len(f.marked) for _, f in several))
        if unlisted > 0:
            band(self._sheet, row, say("fix.cells_more", count=count_text(unlisted)), Font(name=FONT, italic=True))
            row += 1
        return row

    # -------------------------------------------------------------- one line

    def _put_on(self, row: int, colour: str, *, linked: bool) -> None:
        for column in range(1, len(COLUMNS) + 1):
            self._looks.put_on(
                self._sheet.cell(row, column),
                centred=column in (1, 2),
                colour=colour if column == 2 else None,
                linked=column == 4 and linked,
            )

    def _line(self, row: int, number: int, texts: Sequence[str], target: str | None) -> None:
        self._sheet.cell(row, 1, number)
        for column, text in enumerate(texts, 2):
            write(self._sheet, row, column, text)
        if target:
            cell = self._sheet.cell(row, 4)
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target, tooltip=say("fix.link_tip"))


def _message(cure: Cure) -> str:
    message = cure.finding.message("id")
    return message if cure.alike == 1 else say("fix.similar", message=message, count=count_text(cure.alike - 1))


def _shown(finding: Finding) -> str:
    text = cells_text(finding, shown=_RUNS)
    return text if len(text) < COLUMNS["cell"] else cells_text(finding, shown=1)


def _cells_of(said: Said) -> str:
    listed = ", ".join(said.cells[:_RUNS])
    rest = said.count - min(len(said.cells), _RUNS)
    return say("fix.more_cells", cells=listed, count=count_text(rest)) if listed and rest > 0 else listed
