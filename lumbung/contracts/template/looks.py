"""How a template looks: colours, fonts, borders. White is to be filled in, grey is not, yellow is to be chosen."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

FONT = "Calibri"
_LINE = Side("thin", color="FFB0BEC5")
_BOX = Border(_LINE, _LINE, _LINE, _LINE)


@dataclass(frozen=True)
class Look:
    """One look of a cell."""

    fill: str | None = None  # ARGB
    bold: bool = False
    size: int = 11
    colour: str = "FF000000"
    italic: bool = False
    boxed: bool = True
    align: str | None = None
    wrap: bool = False
    indent: int = 0
    number_format: str = "General"

    def put_on(self, cell: Cell | MergedCell) -> None:
        """Give a cell this look."""
        cell.font = Font(name=FONT, size=self.size, bold=self.bold, italic=self.italic, color=self.colour)
        cell.alignment = Alignment(horizontal=self.align, vertical="center", wrap_text=self.wrap, indent=self.indent)
        cell.number_format = self.number_format
        if self.boxed:
            cell.border = _BOX
        if self.fill:
            cell.fill = PatternFill("solid", fgColor=self.fill)


_GREY, _PALE, _BLUE, _YELLOW = "FFECEFF1", "FFF6F8F9", "FF1F4E5F", "FFFFF4C2"
TITLE = Look(bold=True, size=14, boxed=False, colour=_BLUE)
SUBTITLE = Look(boxed=False, colour="FF455A64")
CHOICE = Look(fill=_YELLOW, bold=True, align="left", indent=1)
HEADING = Look(fill=_BLUE, bold=True, colour="FFFFFFFF", align="center", wrap=True)
SECTION = Look(fill=_GREY, bold=True, align="left", indent=1)
LABEL = Look(fill=_PALE, align="left", indent=1)
CENTRED_LABEL = Look(fill=_PALE, align="center")
TEXT_LABEL = Look(fill=_PALE, align="left", indent=1, number_format="@")
TEXT_INPUT = Look(align="left", indent=1, number_format="@")
DATE_INPUT = Look(number_format="dd/mm/yyyy")
WORDS = Look(wrap=True)
BODY_HEADING = Look(fill=_GREY, bold=True)


def figure(number_format: str, computed: bool) -> Look:
    """A cell of figures, to be filled in or computed."""
    return Look(fill=_GREY if computed else None, bold=computed, number_format=number_format)
