"""Cells whose figure may mean two numbers (C05): said when the sheet was read, held back here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lumbung.findings import Finding
from lumbung.sheets.addresses import split
from lumbung.sheets.figures.numbers import read_number
from lumbung.sheets.grid import Cell


@dataclass(frozen=True)
class Doubts:
    """The doubtful cells of one sheet; of long findings, which list only their first cells, the columns."""

    cells: frozenset[str]
    columns: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.cells)

    def touch(self, letter: str) -> bool:
        """True for a column with a cell that may mean two numbers."""
        return letter in self.columns or any(split(cell)[0] == letter for cell in self.cells)

    def about(self, address: str, letter: str, cell: Cell) -> bool:
        """True for a cell that may mean two numbers."""
        return address in self.cells or (letter in self.columns and _is_doubtful(cell))


def doubts_of(findings: Sequence[Finding], sheet: str) -> Doubts:
    """The doubts among the findings of a reading that are about one sheet."""
    mine = [f for f in findings if f.code == "C05" and f.sheet == sheet]
    listed = frozenset(cell for f in mine for cell in f.cells)
    return Doubts(listed, frozenset(split(c)[0] for f in mine if f.count > len(f.cells) for c in f.cells))


def _is_doubtful(cell: Cell) -> bool:
    if isinstance(cell.value, str):
        return read_number(cell.value).is_ambiguous
    return isinstance(cell.value, float) and not cell.value.is_integer()
