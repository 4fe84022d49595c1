"""The cells of figures of a table, one by one: numbers in the measure's unit, and what is wrong with the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from types import NoneType
from typing import NamedTuple

from lumbung.findings import Finding, finding
from lumbung.harmonise.correcting import Corrected
from lumbung.harmonise.figures.doubts import Doubts
from lumbung.harmonise.figures.figure_column import FigureCell, FigureColumn
from lumbung.harmonise.figures.held_columns import HELD_CODES, HeldColumns
from lumbung.harmonise.figures.row_units import RowUnits
from lumbung.harmonise.figures.values import Absence, Figure, convert, read_figure, settle, suggestion
from lumbung.harmonise.headings.figure_places import FigurePlace
from lumbung.harmonise.issues import SAID_AT_READING
from lumbung.harmonise.places import Places
from lumbung.reference.decisions import NONE, Decisions
from lumbung.sheets.addresses import number, split
from lumbung.sheets.grid import EMPTY_CELL, Cell, CellKind, Position
from lumbung.sheets.model import Table, TableRow

_MERGED = "S04"
_SAID_ELSEWHERE = SAID_AT_READING | HELD_CODES | {_MERGED}
"""Found when the sheet was read, or of whole columns, with their cells; said once."""

NO_CORRECTIONS = Corrected()


class _Alone(NamedTuple):
    """What no other figure is like: that of a row read for itself."""

    row: int


class FigureCells:
    """The cells of figures of one table, a column for each place."""

    def __init__(
        self,
        table: Table,
        places: Places,
        doubts: Doubts,
        decisions: Decisions = NONE,
        corrections: Corrected = NO_CORRECTIONS,
    ) -> None:
        self.corrected = corrections.values
        self.table = table
        self.doubts = doubts
        self.merged = frozenset(_merged(table, {number(p.letter) for p in places.figures}))
        self.units = RowUnits(table, places.units, places.beside_rows.listed.units, decisions)
        settled = _blanks_settled([self._column(p) for p in places.figures])
        self.held = HeldColumns(table, settled, frozenset(self._shown_as_percent(settled)))
        self.columns: Sequence[FigureColumn] = self.held.columns

    def printed(self, row: TableRow, place: FigurePlace) -> float | None:
        """The figure of a total or history row, in the measure's unit; None where it is no number."""
        figure, factor = self._read(row, place, in_body=False)
        return None if figure.value is None else _in_unit(figure.value, factor)

    def _cell(self, row: int, place: FigurePlace) -> Cell:
        return self.table.grid.cell(row, number(place.letter)) if self.table.grid else EMPTY_CELL

    def _shown_as_percent(self, columns: Sequence[FigureColumn]) -> Iterator[str]:
        """Names of the places in which some cell is formatted as percent: its figures are shown as they are meant."""
        formats = self.table.grid.formats if self.table.grid else {}
        percents = {(column, row) for (row, column), shown in formats.items() if "%" in shown}
        for column in columns if percents else ():
            if any((number(column.place.letter), row) in percents for row in column.rows):
                yield column.place.name

    def _column(self, place: FigurePlace) -> FigureColumn:
        """The cells of a place; where nothing but its value tells of a cell, equal ones are read once.

        That is what makes a table of a hundred thousand rows bearable.
        """
        numbers, everywhere = self.table.numbers, place.rows is None
        chosen = range(len(numbers)) if everywhere else [i for i, row in enumerate(numbers) if place.speaks_for(row)]
        rows = numbers if everywhere else [numbers[i] for i in chosen]
        keys = self._keys(place, chosen) if self._is_plain(place) else chosen
        if alone := self._read_alone(place):
            keys = [_Alone(row) if row in alone else key for row, key in zip(rows, keys, strict=True)]
        first = dict(zip(keys, chosen, strict=True))
        known = {key: _told(place, *self._read(self.table.rows[i], place)) for key, i in first.items()}
        told = [known[key] for key in keys]
        return FigureColumn(place, rows, [figure for figure, _ in told], [value for _, value in told])

    def _keys(self, place: FigurePlace, chosen: Sequence[int]) -> Sequence[object]:
        """What the figure of each row depends on in a plain column: how it was read, and the text that says so."""
        read = self.table.values(place.letter)
        values = read if len(chosen) == len(read) else [read[i] for i in chosen]
        rows = (self.table.numbers[i] for i in chosen)
        stored = self.table.grid.stored(number(place.letter), rows) if self.table.grid else ()
        if set(map(type, stored)) <= {float, NoneType}:
            return values
        return [(type(value), value, text) for value, text in zip(values, stored, strict=True)]

    def _is_plain(self, place: FigurePlace) -> bool:
        """True for a column in which no cell has a format, a unit or a doubt of its own."""
        formatted = self.table.grid.formatted_columns if self.table.grid else frozenset()
        touched = self.units.speak_for(place) or self.doubts.touch(place.letter)
        return not (touched or number(place.letter) in formatted)

    def _read_alone(self, place: FigurePlace) -> frozenset[int]:
        """The sheet rows in which more than its value tells of a cell: an error, a merge, a correction, a slip."""
        column, broken = number(place.letter), self.table.grid.broken if self.table.grid else {}
        places = [row for row, c in (*broken, *self.merged) if c == column]
        corrected = [row for letter, row in map(split, self.corrected) if letter == place.letter]
        return frozenset((*places, *corrected, *self.table.ragged))

    def _read(self, row: TableRow, place: FigurePlace, in_body: bool = True) -> tuple[Figure, float]:
        """The figure of one cell and its factor: its own unit counts before the row's, that before the heading's."""
        cell = self._cell(row.row, place)
        address = f"{place.letter}{row.row}"
        if address in self.corrected:
            return self._correct(row, cell, place, self.corrected[address])
        if in_body and row.row in self.table.ragged:
            return Figure(code=self.table.ragged[row.row]), place.factor
        if in_body and (row.row, number(place.letter)) in self.merged:
            return Figure(code=_MERGED), place.factor
        figure = read_figure(row.cells.get(place.letter), cell, place.measure.unit)
        if figure.value is None:
            return figure, place.factor
        if self.doubts and self.doubts.about(address, place.letter, cell):
            return Figure(code="C05", found=str(cell.value)), place.factor
        factor, code = self.units.factor(row, cell, place, in_body)
        return (figure, factor) if code is None else (Figure(code=code, found=str(figure.value)), place.factor)

    def _correct(self, row: TableRow, cell: Cell, place: FigurePlace, value: float | None) -> tuple[Figure, float]:
        """The figure of the register instead of the cell's own, in the cell's unit."""
        if value is None:
            return Figure(absence=Absence.UNAVAILABLE), place.factor
        factor, code = self.units.factor(row, cell, place)
        return (Figure(value=value), factor) if code is None else (Figure(code=code, found=f"{value:g}"), place.factor)

    def findings(self) -> Iterator[Finding]:
        """What is wrong with cells, what stood for an empty one, and units given row by row."""
        yield from self._unreadable(self._those(lambda figure: figure.code is not None))
        yield from self._absences()
        yield from self.units.findings()
        yield from self.held.findings()

    def unreadable_in(self, rows: Sequence[TableRow]) -> Iterator[Finding]:
        """What is wrong with the figures of rows outside the body."""
        places = [column.place for column in self.columns]
        read = ((p, r.row, self._read(r, p, in_body=False)[0]) for r in rows for p in places if p.speaks_for(r.row))
        yield from self._unreadable([FigureCell(place, row, figure, None) for place, row, figure in read])

    def _unreadable(self, cells: Iterable[FigureCell]) -> Iterator[Finding]:
        groups: dict[tuple[str, str, str], list[FigureCell]] = defaultdict(list)
        for c in cells:
            if c.figure.code and c.figure.code not in _SAID_ELSEWHERE and c.figure.code not in self.units.codes:
                groups[c.figure.code, c.place.letter, c.figure.found].append(c)
        for (code, _, found), same in groups.items():
            hint = suggestion(found)
            yield finding(
                code,
                sheet=self.table.sheet,
                cells=[c.cell for c in same],
                column=same[0].place.title,
                found=found,
                suggestion=f" Mungkin maksudnya {hint}." if hint else "",
            )

    def _absences(self) -> Iterator[Finding]:
        groups: dict[tuple[str, bool], list[FigureCell]] = defaultdict(list)
        for c in self._those(lambda figure: figure.absence is not None):
            blank = c.figure.absence is Absence.BLANK
            if c.value is not None or not blank:
                groups["(kosong)" if blank else c.figure.found or "-", c.value is not None].append(c)
        for (shown, zero), same in groups.items():
            meaning = "0" if zero else "tidak ada data"
            cells = [c.cell for c in same]
            yield finding("C17", sheet=self.table.sheet, cells=cells, count=len(same), found=shown, meaning=meaning)

    def _those(self, holds: Callable[[Figure], bool]) -> Iterator[FigureCell]:
        """The cells with such a figure, without those that the register tells otherwise."""
        cells = (c for column in self.columns for c in column.that(holds))
        return (c for c in cells if c.cell not in self.corrected) if self.corrected else cells


def _merged(table: Table, columns: Set[int]) -> Iterator[Position]:
    """The cells of figures that are merged into another figure's: what was meant for them nobody said (S04)."""
    if not table.grid or not table.grid.merges:
        return
    rows = set(table.numbers)
    for span in table.grid.merges:
        down, across = range(span.top, span.bottom + 1), range(span.left, span.right + 1)
        cells = [(row, column) for row in down if row in rows for column in across if column in columns]
        corner = (span.top, span.left)
        if len(cells) > 1 and corner in cells and table.grid.cell(*corner).kind is CellKind.NUMBER:
            yield from (cell for cell in cells if cell != corner)


def _told(place: FigurePlace, figure: Figure, factor: float) -> tuple[Figure, float | None]:
    """A figure with its number in the measure's unit; of a blank only the other columns tell what it is."""
    value = settle(figure, place.measure, beside_figures=False)
    return figure, None if value is None else _in_unit(value, factor)


def _blanks_settled(columns: Sequence[FigureColumn]) -> Sequence[FigureColumn]:
    """The columns with blanks that count as zero: those beside figures, above or below and sideways."""
    blank = [c.place.measure.blank_is_zero and any(f.absence is Absence.BLANK for f in c.distinct) for c in columns]
    if not any(blank):
        return columns
    filled = [{row for row, f in zip(c.rows, c.figures, strict=True) if f.value is not None} for c in columns]
    anywhere = set().union(*filled)
    return [
        replace(column, values=_with_zeros(column, anywhere)) if mend and here else column
        for column, mend, here in zip(columns, blank, filled, strict=True)
    ]


def _with_zeros(column: FigureColumn, beside: Set[int]) -> Sequence[float | None]:
    """The values of a column, its blanks settled in rows that hold figures."""
    rows, measure = zip(column.rows, column.figures, column.values, strict=True), column.place.measure
    return [settle(figure, measure, row in beside) if value is None else value for row, figure, value in rows]


def _in_unit(value: float, factor: float) -> float:
    return value if factor == 1.0 else convert(value, factor)
