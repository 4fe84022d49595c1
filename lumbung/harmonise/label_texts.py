"""Where the label of a row stands: in its column, in a merged cell, above its rows, in the title, on the tab."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from lumbung.contracts.model import Property, Source
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.addresses import address, number
from lumbung.sheets.model import CellKind, Table, TableRow
from lumbung.text import fold, squash


@dataclass(frozen=True)
class Label:
    """A label as written; ``cell`` is '' where it stands in no cell of its own."""

    text: str
    cell: str = ""


class LabelTexts:
    """The labels of one table's rows as written; ``columns``: property name → column letter."""

    def __init__(self, table: Table, columns: dict[str, str], gazetteer: Gazetteer) -> None:
        self.table = table
        self.columns = columns
        self.gazetteer = gazetteer
        self._above: dict[str, dict[int, Label]] = {}
        self._in_title: dict[str, Label | None] = {}

    def of(self, prop: Property, row: TableRow) -> Label:
        """The label of a property for one row; empty where it stands nowhere."""
        letter = self.columns.get(prop.name)
        if letter is not None:
            if text := own_label(row, letter):
                return Label(text, f"{letter}{row.row}")
            if merged := self._merged.get((row.row, number(letter))):
                return merged
        for source in prop.sources:
            if label := self._elsewhere(source, prop, row):
                return label
        return Label("", f"{letter}{row.row}" if letter else "")

    def is_number(self, prop: Property, row: TableRow) -> bool:
        """True when the label's own cell holds a number with more digits than a number can hold exactly."""
        letter, grid = self.columns.get(prop.name), self.table.grid
        cell = grid.cell(row.row, number(letter)) if letter and grid else None
        value = cell.value if cell and cell.kind is CellKind.NUMBER else None
        return isinstance(value, (int, float)) and abs(value) >= 10**15

    @cached_property
    def _merged(self) -> dict[tuple[int, int], Label]:
        """Every position that a cell above covers by a merge over several rows, in the label columns."""
        columns = {number(letter) for letter in self.columns.values()}
        grid = self.table.grid
        return {
            (row, column): Label(text, address(span.top, span.left))
            for span in (grid.merges if grid else ())
            if span.bottom > span.top and grid and (text := written(grid.cell(span.top, span.left).value))
            for column in columns & set(range(span.left, span.right + 1))
            for row in range(span.top + 1, span.bottom + 1)
        }

    def _elsewhere(self, source: Source, prop: Property, row: TableRow) -> Label | None:
        if source is Source.SECTION:
            return self._section(row) if self.table.sections else self._carried(prop).get(row.row)
        if source is Source.CONSTANT and prop.constant is not None:
            return Label(prop.constant)
        if source is Source.SHEET:
            return Label(squash(self.table.sheet))
        if source is Source.TITLE:
            if prop.name not in self._in_title:
                self._in_title[prop.name] = self._titled(prop)
            return self._in_title[prop.name]
        return None

    def _section(self, row: TableRow) -> Label | None:
        """The section label printed nearest above the row."""
        position = bisect_left([s.row for s in self.table.sections], row.row)
        if position == 0:
            return None
        section = self.table.sections[position - 1]
        return Label(section.text, self._first_cell(section.row))

    def _first_cell(self, row: int) -> str:
        cells = self.table.grid.line(row) if self.table.grid else {}
        return address(row, next(iter(cells), 1))

    def _carried(self, prop: Property) -> dict[int, Label]:
        """The label printed only on the first row it applies to, by every sheet row below."""
        if prop.name not in self._above:
            letter = self.columns.get(prop.name)
            last, carried = None, {}
            for row in self.table.rows if letter else ():
                if text := own_label(row, str(letter)):
                    last = Label(text, f"{letter}{row.row}")
                elif last:
                    carried[row.row] = last
            self._above[prop.name] = carried
        return self._above[prop.name]

    def _titled(self, prop: Property) -> Label | None:
        """What the title names; several of equal standing are given together, so that none is chosen silently."""
        title = f" {fold(' '.join(self.table.title))} "
        if prop.region_level is not None:
            regions = self.gazetteer.of_level(prop.region_level)
            found = {r.name: r.code for r in regions if f" {prop.region_level} {fold(r.name)} " in title}
        else:
            found = {s: c.code for c in prop.categories for s in c.spellings if f" {fold(s)} " in title}
        longest = {s: c for s, c in found.items() if not any(_within(s, o) for o in found)}
        names = list({code: spelling for spelling, code in longest.items()}.values())
        return Label(" / ".join(names)) if names else None


def _within(spelling: str, other: str) -> bool:
    return fold(spelling) != fold(other) and f" {fold(spelling)} " in f" {fold(other)} "


def own_label(row: TableRow, letter: str) -> str:
    """What the row itself says in a label column; a label carried down from its group is for the contract to allow."""
    return "" if letter in row.carried else written(row.cells.get(letter))


def written(value: object) -> str:
    """A cell of a label column as text; '' for an empty one."""
    return squash(str(value)) if value is not None else ""
