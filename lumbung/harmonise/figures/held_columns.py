"""What is held back of columns of figures because their figures together are in doubt (C13, U03)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lumbung.findings import Finding, finding
from lumbung.harmonise.figures.figure_column import FigureColumn
from lumbung.harmonise.figures.fractions import fractions_among_percents, may_be_fractions
from lumbung.harmonise.figures.magnitudes import mixed_units
from lumbung.harmonise.figures.values import Figure
from lumbung.harmonise.headings.figure_places import FigurePlace
from lumbung.reference.satuan import units
from lumbung.sheets.model import Table
from lumbung.text import figure_text

HELD_CODES = frozenset({"C13", "U03"})


class HeldColumns:
    """The columns of one table after a look at each as a whole; ``formatted``: places that show percents as such."""

    def __init__(self, table: Table, columns: Sequence[FigureColumn], formatted: frozenset[str]) -> None:
        self.table = table
        self._found: list[Finding] = []
        held: dict[str, tuple[str, frozenset[int]]] = {}
        for column in columns:
            place, figures = column.place, column.filled
            if place.name in formatted:
                continue
            if may_be_fractions(place, figures):
                held[place.name] = ("C13", frozenset(figures.rows.tolist()))
                self._found.append(self._said("C13", place, figures.rows.tolist()))
            elif few := fractions_among_percents(place, figures):
                held[place.name] = ("C13", few)
                self._found += [self._among(column, row) for row in sorted(few)]
        for mixed in mixed_units([(c.place, c.filled) for c in columns]):
            if mixed.place.name not in held:
                held[mixed.place.name] = ("U03", mixed.rows)
                self._found.append(self._said("U03", mixed.place, sorted(mixed.rows), mixed.factor))
        self.columns = [_without(c, *held[c.place.name]) if c.place.name in held else c for c in columns]

    def findings(self) -> Iterator[Finding]:
        """One finding for each column in doubt."""
        yield from self._found

    def _among(self, column: FigureColumn, row: int) -> Finding:
        """C13 of a fraction among percents: what stands there, and what it would be."""
        value, others = column.value(row) or 0.0, column.filled.values[column.filled.values > 1]
        range_ = f"{figure_text(float(others.min()))}–{figure_text(float(others.max()))}"
        found, expected = figure_text(value), figure_text(round(value * 100, 6))
        cell, title = f"{column.place.letter}{row}", column.place.title
        said = finding("C13", sheet=self.table.sheet, cells=[cell], column=title, found=found, expected=expected)
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
    figures, values = list(column.figures), list(column.values)
    for position, (row, value) in enumerate(zip(column.rows, column.values, strict=True)):
        if row in rows and value is not None:
            figures[position], values[position] = Figure(code=code, found=f"{value:g}"), None
    return replace(column, figures=figures, values=values)
