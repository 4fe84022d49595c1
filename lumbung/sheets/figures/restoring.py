"""Ranges and codes that became dates, put right in the labels and headings of a table, each with a finding (C21)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lumbung.findings import Finding, Severity, finding
from lumbung.sheets.addresses import address
from lumbung.sheets.figures.ranges import Restored, restore
from lumbung.sheets.grid import Cell
from lumbung.sheets.model import TableValue
from lumbung.sheets.tables.columns import Columns
from lumbung.sheets.tables.header import Header
from lumbung.sheets.tables.layout import Layout, Line, Look, shown

Headings = Mapping[int, tuple[str, ...]]

_LEAST_TEXTS = 2


@dataclass(frozen=True)
class _Place:
    """A cell that was something else before it became a date."""

    row: int
    column: int
    cell: Cell
    restored: Restored


def restore_headings(layout: Layout, header: Header, headings: Headings) -> tuple[Headings, list[Finding]]:
    """The headings with what is certain put in: ``0-4 | 5-9 | 10-14`` over the columns."""
    places = [place for line in header.lines for place in _places([(line.row, c, x) for c, x in line.cells.items()])]
    mended = dict(headings)
    for place in places:
        span = layout.span(place.row, place.column)
        for column in range(span.left, span.right + 1):
            if place.restored.certain and column in mended:
                told = (place.restored.text if part == shown(place.cell) else part for part in mended[column])
                mended[column] = tuple(told)
    return mended, list(_findings(places, layout.grid.sheet))


def restore_labels(
    columns: Columns, lines: Sequence[Line], by_row: Mapping[int, dict[int, TableValue]], sheet: str
) -> Iterator[Finding]:
    """Put what is certain into the label columns of ``by_row``; yields what was found."""
    for column in columns.labels:
        if sum(line.looks.get(column) is Look.TEXT for line in lines) < _LEAST_TEXTS:
            continue
        places = _places([(line.row, column, line.cells[column]) for line in lines if column in line.cells])
        for place in places:
            if place.restored.certain:
                by_row[place.row][column] = place.restored.text
        yield from _findings(places, sheet)


def _places(cells: Sequence[tuple[int, int, Cell]]) -> list[_Place]:
    restored = restore([cell for _, _, cell in cells])
    return [_Place(*cells[position], found) for position, found in restored.items()]


def _findings(places: Sequence[_Place], sheet: str) -> Iterator[Finding]:
    alike: dict[tuple[Restored, str], list[_Place]] = defaultdict(list)
    for place in places:
        alike[place.restored, str(place.cell.value)].append(place)
    for (restored, found), same in alike.items():
        cells = [address(place.row, place.column) for place in same]
        yield finding(
            "C21",
            sheet=sheet,
            cells=cells,
            severity=Severity.INFO if restored.certain else None,
            found=found,
            proposed=restored.text,
        )
