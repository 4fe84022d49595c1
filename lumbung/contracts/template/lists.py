"""The hidden sheet RUJUKAN and the drop-downs that take their choices from it."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from lumbung.contracts.template.wording import say
from lumbung.returned import LISTS_HEADING, LISTS_SHEET

_FIRST = 3
"""Row of a list's first choice: the mark of the sheet and the name of the list stand above it."""


class Lists:
    """The lists of one workbook; each is written once."""

    def __init__(self, workbook: Workbook) -> None:
        self.sheet: Worksheet = workbook.create_sheet(LISTS_SHEET)
        self.sheet.sheet_state = "hidden"
        self.sheet["A1"] = LISTS_HEADING
        self._places: dict[tuple[str, ...], str] = {}
        self._width = 0

    def among(self, name: str, texts: Sequence[str]) -> DataValidation:
        """A drop-down of some texts."""
        return _drop_down(self._column(name, texts))

    def under(self, parents: Sequence[str], name: str, texts: Sequence[str], parent_cell: str) -> DataValidation:
        """A drop-down of those texts whose parent, at the same place in ``parents``, stands in ``parent_cell``.

        Both must be sorted so that what has one parent stands together; the cell is written as for the first row.
        """
        above = self._column(f"{name} /", parents)
        self._column(name, texts)
        top = f"{LISTS_SHEET}!${get_column_letter(self._width)}${_FIRST - 1}"
        return _drop_down(f"OFFSET({top},MATCH({parent_cell},{above},0),0,MAX(1,COUNTIF({above},{parent_cell})),1)")

    def _column(self, name: str, texts: Sequence[str]) -> str:
        """The range that holds the texts."""
        key = (name, *texts)
        if key not in self._places:
            self._width += 1
            letter = get_column_letter(self._width)
            self.sheet[f"{letter}{_FIRST - 1}"] = name
            for row, text in enumerate(texts, _FIRST):
                cell = self.sheet[f"{letter}{row}"]
                cell.value, cell.number_format, cell.data_type = text, "@", "s"
            self._places[key] = f"{LISTS_SHEET}!${letter}${_FIRST}:${letter}${_FIRST + max(1, len(texts)) - 1}"
        return self._places[key]


def _drop_down(formula: str) -> DataValidation:
    made = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=True)
    made.errorTitle, made.error = say("error.title"), say("error.listed")
    return made
