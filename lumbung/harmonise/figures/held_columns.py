"""Columns of figures as read, with what is held back of them because the figures together are in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from lumbung.findings import Finding, finding
from lumbung.harmonise.figures.fractions import fractions_among_percents, may_be_fractions
from lumbung.harmonise.figures.magnitudes import mixed_units
from lumbung.harmonise.figures.values import Absence, Figure
from lumbung.harmonise.headings.figure_places import FigurePlace
from lumbung.reference.satuan import units
from lumbung.sheets.model import Table
from lumbung.text import figure_text

HELD_CODES = frozenset({"C13", "U03"})


class FigureCell(NamedTuple):
    """One cell of figures, read and settled; a table has hundreds of thousands."""

    place: FigurePlace
    row: int
    figure: Figure
    value: float | None  # in the measure's unit

    @property
    def cell(self) -> str:
        """Its A1 address."""
        return f"{self.place.letter}{self.row}"

    @property
    def is_blank(self) -> bool:
        """True where nothing stands and nothing was read into it."""
        return self.value is None and self.figure.absence is Absence.BLANK


@dataclass(frozen=True)
class FigureColumn:
    """The cells of one place, by sheet row in body order."""

    place: FigurePlace
    cells: Mapping[int, FigureCell]


class HeldColumns:
    """The columns of one table after a look at each as a whole; ``formatted``: places that show percents as such."""

    def __init__(self, table: Table, columns: Sequence[FigureColumn], formatted: frozenset[str]) -> None:
        self.table = table
        self._found: list[Finding] = []
        figures = [(c.place, {r: cell.value for r, cell in c.cells.items() if cell.value is not None}) for c in columns]
        held: dict[str, tuple[str, frozenset[int]]] = {}
        for place, values in figures:
            if place.name not in formatted and may_be_fractions(place, values.values()):
                held[place.name] = ("C13", frozenset(values))
                self._found.append(self._said("C13", place, sorted(values)))
            elif place.name not in formatted and (rows := fractions_among_percents(place, values)):
                held[place.name] = ("C13", rows)
                self._found += [self._among(place, row, values) for row in sorted(rows)]
        for mixed in mixed_units(figures):
            if mixed.place.name not in held:
                held[mixed.place.name] = ("U03", mixed.rows)
                self._found.append(self._said("U03", mixed.place, sorted(mixed.rows), mixed.factor))
        self.columns = [_without(c, *held[c.place.name]) if c.place.name in held else c for c in columns]

    def findings(self) -> Iterator[Finding]:
        """One finding for each column in doubt."""
        yield from self._found

    def _among(self, place: FigurePlace, row: int, values: Mapping[int, float]) -> Finding:
        """C13 of a fraction among percents: what stands there, and what it would be."""
        cell, others = f"{place.letter}{row}", [v for v in values.values() if v > 1]
        range_ = f"{figure_text(min(others))}–{figure_text(max(others))}"
        found, expected = figure_text(values[row]), figure_text(round(values[row] * 100, 6))
        said = finding("C13", sheet=self.table.sheet, cells=[cell], column=place.title, found=found, expected=expected)
        return replace(said, parameters={**said.parameters, "variant": "among", "others": range_})

    def _said(self, code: str, place: FigurePlace, rows: Sequence[int], factor: float = 1.0) -> Finding:
        cells = [f"{place.letter}{row}" for row in rows]
        unit = units().get(place.measure.unit or "")
        return finding(
            code,
            sheet=self.table.sheet,
            cells=cells,
            count=len(cells),
            column=place.title,
            factor=f"{factor:,.0f}".replace(",", "."),
            expected=unit.name if unit else "-",
        )


def _without(column: FigureColumn, code: str, rows: frozenset[int]) -> FigureColumn:
    held = {
        row: cell._replace(figure=Figure(code=code, found=f"{cell.value:g}"), value=None)
        for row, cell in column.cells.items()
        if row in rows and cell.value is not None
    }
    return FigureColumn(column.place, {**column.cells, **held})
