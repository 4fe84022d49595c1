"""The figures of one place as read: a column of parallel sequences, and single cells of it where something is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from lumbung.harmonise.figures.magnitudes import Figures
from lumbung.harmonise.figures.values import Figure
from lumbung.harmonise.headings.figure_places import FigurePlace


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
