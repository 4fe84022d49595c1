"""Columns of figures as read, with what is held back of them because the figures together are in doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from lumbung.findings import Finding, finding
from lumbung.harmonise.figures.fractions import fractions_among_percents, may_be_fractions
from lumbung.harmonise.figures.magnitudes import Figures, mixed_units
from lumbung.harmonise.figures.values import Figure
from lumbung.harmonise.headings.figure_places import FigurePlace
from lumbung.reference.satuan import units
from lumbung.sheets.model import Table
from lumbung.text import figure_text

HELD_CODES = frozenset({"C13", "U03"})


class FigureCell(NamedTuple):
    """One cell of figures, read and settled."""

    place: FigurePlace
    row: int
    figure: Figure
    value: float | None  # in the measure's unit

    @property
    def cell(self) -> str:
        """Its A1 address."""
        return f"{self.place.letter}{self.row}"


@dataclass(frozen=True)
class FigureColumn:
    """The cells of one place in body order, as parallel sequences: a table has hundreds of thousands."""

    place: FigurePlace
    rows: Sequence[int]  # sheet rows
    figures: Sequence[Figure]
    values: Sequence[float | None]  # in the measure's unit

    @cached_property
    def positions(self) -> Mapping[int, int]:
        """Sheet row → where it stands in the sequences."""
        return {row: position for position, row in enumerate(self.rows)}

    def value(self, row: int) -> float | None:
        """The figure of a sheet row; None where it has none."""
        position = self.positions.get(row)
        return None if position is None else self.values[position]

    @cached_property
    def filled(self) -> Figures:
        """The figures that there are, by sheet row."""
        values = np.array(self.values, dtype=np.float64)
        there = ~np.isnan(values)
        return Figures(np.array(self.rows, dtype=np.int64)[there], values[there])

    @cached_property
    def distinct(self) -> Sequence[Figure]:
        """The figures, those of cells that were read together once."""
        return list({id(figure): figure for figure in self.figures}.values())

    def that(self, holds: Callable[[Figure], bool]) -> Iterator[FigureCell]:
        """The cells with such a figure."""
        wanted = {id(figure) for figure in self.distinct if holds(figure)}
        for row, figure, value in zip(self.rows, self.figures, self.values, strict=True) if wanted else ():
            if id(figure) in wanted:
                yield FigureCell(self.place, row, figure, value)


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
