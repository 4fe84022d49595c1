"""Where the label of a row stands: in its column, in a merged cell, above its rows, in the title, on the tab."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property

from lumbung.contracts.model import Contract, Kind, Property, RegionLevel, Source
from lumbung.harmonise.labels.label_places import Label, LabelPlaces
from lumbung.harmonise.labels.section_rows import names, numbers_rows
from lumbung.harmonise.times.time_columns import section_times
from lumbung.harmonise.titles.beside import BESIDE, texts_beside
from lumbung.harmonise.titles.mentions import regions_mentioned, spelled
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.addresses import address, number
from lumbung.sheets.grid import CellKind
from lumbung.sheets.model import Table, TableRow, TableValue, TextRow
from lumbung.text import fold, squash

_YEAR = re.compile(r"\d{4}")
_KEEPS_TEXT = ("'", "’")
_EXACT = 10**15
"""The least number with more digits than a number always holds."""


class LabelTexts:
    """The labels of one table's rows as written."""

    def __init__(self, table: Table, contract: Contract, places: LabelPlaces, gazetteer: Gazetteer) -> None:
        self.table = table
        self.contract = contract
        self.columns = places.columns
        self.places = places
        self.gazetteer = gazetteer
        self.beside = texts_beside(table, places.file_name)
        self._above: dict[str, dict[int, Label]] = {}
        self._mentioned: dict[tuple[str, Source], Label | None] = {}
        self._sections: dict[str, Sequence[TextRow]] = {}

    def of(self, prop: Property, row: TableRow) -> Label:
        """The label of a property for one row; empty where it stands nowhere."""
        letter = self.columns.get(prop.name)
        return self.beginning_with(own_label(row, letter) if letter else "", prop, row.row)

    def beginning_with(self, own: TableValue, prop: Property, row: int) -> Label:
        """The same for who knows what the row's own cell says; ``row`` is its sheet row."""
        letter = self.columns.get(prop.name)
        if letter is not None:
            text = unquoted(own) if isinstance(own, str) else written(own)  # texts were squashed when they were read
            if label := self._here(text, letter, row):
                return label
        elif listed := self._listed(prop, row):
            return listed
        for source in prop.sources:
            if label := self._elsewhere(source, prop, row, letter):
                return label
        return Label("", f"{letter}{row}" if letter else "")

    def at(self, letter: str, row: TableRow) -> Label | None:
        """What the row itself says in a label column, be it in a cell merged over several rows."""
        return self._here(own_label(row, letter), letter, row.row)

    def _here(self, own: str, letter: str, row: int) -> Label | None:
        above = self._merged.get((row, number(letter))) if self._merged else None
        if own:
            return above if above and above.text == own else Label(own, f"{letter}{row}")
        return above

    def time(self, row: TableRow) -> Label:
        """What the row and the section above it say of their time."""
        said = [self._time_above(row)] if self._timed_sections else []
        for column in self.places.times:
            label = self.at(column.letter, row) or self._carried_time(column.letter).get(row.row)
            said.append(Label(column.text(label.text), label.cell) if label else Label("", f"{column.letter}{row.row}"))
        return Label(" ".join(s.text for s in said if s.text), next((s.cell for s in reversed(said) if s.cell), ""))

    @property
    def has_timed_sections(self) -> bool:
        """True where a section is about a time."""
        return bool(self._timed_sections)

    def is_number(self, prop: Property, row: int) -> bool:
        """True when the label's own cell holds a number with more digits than a number can hold exactly."""
        value = self._number(prop, row)
        return value is not None and abs(value) >= _EXACT

    def is_stored(self, prop: Property, row: int) -> bool:
        """True when the label's own cell holds a number, not a text of digits."""
        return self._number(prop, row) is not None

    def _number(self, prop: Property, row: int) -> float | None:
        letter, grid = self.columns.get(prop.name), self.table.grid
        if letter and grid and isinstance(grid.stored(number(letter), (row,))[0], str):
            return None
        cell = grid.cell(row, number(letter)) if letter and grid else None
        value = cell.value if cell and cell.kind is CellKind.NUMBER else None
        return value if isinstance(value, (int, float)) else None

    @cached_property
    def _merged(self) -> dict[tuple[int, int], Label]:
        """Every position that a cell above covers by a merge over several rows, in the label columns."""
        columns = {number(letter) for letter in self.places.letters}
        grid = self.table.grid
        return {
            (row, column): Label(text, address(span.top, span.left))
            for span in (grid.merges if grid else ())
            if span.bottom > span.top and grid and (text := written(grid.cell(span.top, span.left).value))
            for column in columns & set(range(span.left, span.right + 1))
            for row in range(span.top + 1, span.bottom + 1)
        }

    def _listed(self, prop: Property, row: int) -> Label | None:
        """What the label of a list names beside the measure of its row."""
        composed = self.places.listed.labels.get(row)
        if composed is None:
            return None
        text = composed.regions.get(prop.name) or composed.categories.get(prop.name)
        return Label(text, f"{self.places.listed.letter}{row}") if text else None

    def _elsewhere(self, source: Source, prop: Property, row: int, letter: str | None) -> Label | None:
        if source is Source.SECTION:
            if self.table.sections:
                return self._section(prop, row)
            return self._carried(prop.name, letter).get(row) or self._group(prop, row)
        if source is Source.CONSTANT and prop.constant is not None:
            return Label(prop.constant)
        if source in BESIDE:
            if (prop.name, source) not in self._mentioned:
                self._mentioned[prop.name, source] = self._beside(prop, source)
            return self._mentioned[prop.name, source]
        return None

    def _section(self, prop: Property, row: int) -> Label | None:
        """The section label nearest above the row that is not about another property."""
        if prop.name not in self._sections:
            self._sections[prop.name] = self._sections_of(prop)
        sections = self._sections[prop.name]
        position = bisect_left([s.row for s in sections], row)
        if position == 0:
            return None
        section = sections[position - 1]
        return Label(self._named_in(section.text, prop), self._first_cell(section.row))

    def _sections_of(self, prop: Property) -> Sequence[TextRow]:
        others = [p for p in self.contract.properties if p is not prop and Source.SECTION in p.sources]
        foreign = {s.row for s in self.table.sections if any(self._names(s.text, p) for p in others)}
        mine = {s.row for s in self.table.sections if self._names(s.text, prop)}
        return [s for s in self.table.sections if s.row in mine or s.row not in foreign]

    def _names(self, text: str, prop: Property) -> bool:
        return names(text, prop, self.contract, self.gazetteer)

    def _named_in(self, text: str, prop: Property) -> str:
        """A section's text, or the one region that it names among other words."""
        if prop.region_level is None or self.gazetteer.resolve(text, prop.region_level).found:
            return text
        named = regions_mentioned(text, prop.region_level, self.gazetteer)
        return named[0] if len(named) == 1 else text

    @cached_property
    def _timed_sections(self) -> Sequence[TextRow]:
        return section_times(self.table.sections, self.contract)

    def _time_above(self, row: TableRow) -> Label:
        """The times of the sections above: of a year above its months, both."""
        said = [s for s in self._timed_sections if s.row < row.row]
        if not said:
            return Label("")
        nearest = said[-1].text
        years = [s.text for s in said[:-1] if _YEAR.search(s.text)]
        texts = [nearest] if _YEAR.search(nearest) else [*years[-1:], nearest]
        return Label(" ".join(texts), self._first_cell(said[-1].row))

    def _group(self, prop: Property, row: int) -> Label | None:
        """The region of the group a row stands in, where each group has its total above it or below it."""
        return self._groups.get(prop.region_level, {}).get(row) if prop.region_level else None

    @cached_property
    def _groups(self) -> Mapping[RegionLevel, Mapping[int, Label]]:
        levels = [p.region_level for p in self.contract.of_kind(Kind.REGION) if p.region_level]
        return {level: self._grouped(level) for level in levels}

    def _grouped(self, level: RegionLevel) -> Mapping[int, Label]:
        heads = [(t.row, label) for t in self.table.totals if (label := self._region_label(t, level))]
        if not heads or not self.table.rows:
            return {}
        above = heads[0][0] < self.table.rows[0].row
        found: dict[int, Label] = {}
        for row in self.table.rows:
            side = [label for at, label in heads if (at < row.row) is above]
            if side:
                found[row.row] = side[-1] if above else side[0]
        return found

    def _region_label(self, row: TableRow, level: RegionLevel) -> Label | None:
        for letter, value in row.cells.items():
            text = value if isinstance(value, str) else ""
            if text and self.gazetteer.resolve(text, level).found:
                return Label(squash(text), f"{letter}{row.row}")
        return None

    def _first_cell(self, row: int) -> str:
        """The cell in which a section is named, behind its numbering."""
        cells = self.table.grid.line(row) if self.table.grid else {}
        named = (column for column, cell in cells.items() if (text := written(cell.value)) and not numbers_rows(text))
        return address(row, next(named, next(iter(cells), 1)))

    def _carried_time(self, letter: str) -> dict[int, Label]:
        return self._carried("", letter) if Source.SECTION in self.contract.period.sources else {}

    def _carried(self, name: str, letter: str | None) -> dict[int, Label]:
        """The label printed only on the first row it applies to, by every sheet row below."""
        key = f"{name}:{letter}"
        if key not in self._above:
            last, carried = None, {}
            for row in self.table.rows if letter else ():
                if text := own_label(row, str(letter)):
                    last = Label(text, f"{letter}{row.row}")
                elif last:
                    carried[row.row] = last
            self._above[key] = carried
        return self._above[key]

    def _beside(self, prop: Property, source: Source) -> Label | None:
        """What the title, the sheet's or the file's name says; several of equal standing are given together, so that
        none is chosen silently. The whole name of a sheet is a label where it names nothing known."""
        text = self.beside[source]
        if prop.extract:
            match = re.search(prop.extract, text, re.IGNORECASE)
            return Label(squash(match[1])) if match else None
        mentioned = self._mentions(prop, text, source)
        if mentioned:
            return Label(" / ".join(mentioned))
        whole = source is Source.SHEET or prop.kind is Kind.ATTRIBUTE
        return Label(text) if whole and text else None

    def _mentions(self, prop: Property, text: str, source: Source) -> tuple[str, ...]:
        if prop.region_level is not None:
            named = regions_mentioned(text, prop.region_level, self.gazetteer, bare=source is not Source.TITLE)
            return tuple(named) if len(named) == 1 else tuple(self.gazetteer[c].name for c in named)
        owners = {s: c.code for c in prop.categories for s in c.spellings}
        found = spelled(text, {fold(s): s for s in owners})
        return tuple({owners[s]: s for s in found}.values())


def own_label(row: TableRow, letter: str) -> str:
    """What the row itself says in a label column; a label carried down from its group is for the contract to allow."""
    return "" if letter in row.carried else written(row.cells.get(letter))


def written(value: object) -> str:
    """A cell of a label column as text; '' for an empty one."""
    return unquoted(squash(str(value))) if value is not None else ""


def unquoted(text: str) -> str:
    """A text without the apostrophe that somebody typed to keep its digits as text."""
    return text[1:] if text[:1] in _KEEPS_TEXT and text[1:].isdigit() else text
