"""Units given row by row, in a column *Satuan*, or cell by cell, in a number format (``0 "kg"``)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from lumbung.findings import Finding, finding
from lumbung.harmonise.headings.figure_places import FigurePlace
from lumbung.harmonise.mappings.proposing import unit_proposals
from lumbung.proposals import Proposal
from lumbung.reference.decisions import NONE, Decisions
from lumbung.reference.satuan import Unit, find_unit, units
from lumbung.sheets.grid import Cell
from lumbung.sheets.model import Table, TableRow
from lumbung.text import fold

_QUOTED = re.compile(r'"([^"]*[^\W\d_][^"]*)"')


class RowUnits:
    """The factor of each cell of figures by the unit that stands beside it; what cannot be converted is noted."""

    codes = frozenset({"U01", "H11"})

    def __init__(
        self,
        table: Table,
        letters: Mapping[str, str],
        of_rows: Mapping[int, Unit],
        decisions: Decisions = NONE,
    ) -> None:
        self.table = table
        self.letters = letters  # column of figures → column of units
        self.of_rows = of_rows  # sheet row → the unit that its label gives
        self.decisions = decisions
        self._noted: dict[tuple[str, str, str, str], dict[str, None]] = defaultdict(dict)

    def speak_for(self, place: FigurePlace) -> bool:
        """True where a row may give the figures of a place a unit of their own."""
        return place.letter in self.letters or bool(self.of_rows)

    def factor(self, row: TableRow, cell: Cell, place: FigurePlace, in_body: bool = True) -> tuple[float, str | None]:
        """What the figure is multiplied by, or the finding code when its unit is unknown or of another kind.

        Beside a total there may stand anything, even the total once more: what is no unit there is not said.
        """
        letter = self.letters.get(place.letter)
        if cell.number_format is None and letter is None and not self.of_rows:
            return place.factor, None
        said = _format_unit(cell.number_format) if cell.number_format else None
        address, column = f"{place.letter}{row.row}", place.title
        if said is None and letter:
            said, address, column = str(row.cells.get(letter) or ""), f"{letter}{row.row}", place.measure.title
        if not said and row.row in self.of_rows:
            said = self.of_rows[row.row].code
        wanted = units().get(place.measure.unit or "")
        if not said or wanted is None or not fold(said.replace("%", "persen")):
            return place.factor, None
        found = find_unit(said)
        factor = found.conversion(wanted) if found else None
        if found is None or factor is None:
            code = "U01" if found is None else "H11"
            if not in_body:
                return place.factor, None
            self._noted[code, said, column, wanted.name][address] = None
            return place.factor, code
        if factor != 1.0:
            self._noted["U02", found.name, column, wanted.name][address] = None
        return factor, None

    def findings(self) -> Iterator[Finding]:
        """One finding for each unit that was converted or could not be."""
        for (code, found, column, expected), cells in self._noted.items():
            said = finding(
                code, sheet=self.table.sheet, cells=list(cells), column=column, found=found, expected=expected
            )
            yield replace(said, proposals=self._proposals(found, column, expected)) if code == "U01" else said

    def _proposals(self, found: str, column: str, expected: str) -> tuple[Proposal, ...]:
        kind = next((u.kind for u in units().values() if u.name == expected), None)
        return unit_proposals(self.decisions, found, kind, column)


def _format_unit(number_format: str) -> str | None:
    """The unit that a number format prints behind the figure: ``'0.0 "kg"'`` → ``'kg'``; None if it names none."""
    return next((text for text in _quoted(number_format) if find_unit(text)), None)


@lru_cache(maxsize=1024)
def _quoted(number_format: str) -> tuple[str, ...]:
    return tuple(_QUOTED.findall(number_format))
