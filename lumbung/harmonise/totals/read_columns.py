"""One column of figures as read, with what only totals ask of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from lumbung.harmonise.figures.figure_column import FigureColumn
from lumbung.harmonise.figures.values import Absence
from lumbung.harmonise.headings.figure_places import FigurePlace
from lumbung.harmonise.totals.rounding import rounding


@dataclass(frozen=True)
class ReadColumn:
    """One column of figures as read; what only totals ask for is made when they do."""

    column: FigureColumn

    @property
    def place(self) -> FigurePlace:
        """What the column holds."""
        return self.column.place

    @cached_property
    def unreadable(self) -> frozenset[int]:
        """The sheet rows that could not be read."""
        return frozenset(cell.row for cell in self.column.that(lambda figure: figure.code is not None))

    @cached_property
    def unavailable(self) -> frozenset[int]:
        """The sheet rows that say that there is a figure, which is not known."""
        absent = Absence.UNAVAILABLE
        return frozenset(cell.row for cell in self.column.that(lambda figure: figure.absence is absent))

    def value(self, row: int) -> float | None:
        """The figure of a sheet row; None where nothing is."""
        return self.column.value(row)

    def parts(self, rows: Sequence[int]) -> list[float]:
        """The figures that stand in some sheet rows."""
        return [v for r in rows if (v := self.value(r)) is not None]

    def sum_of(self, rows: Sequence[int]) -> float | None:
        """The sum over sheet rows; None if one of them could not be read."""
        return None if self.unreadable.intersection(rows) else sum(self.parts(rows))

    def slack(self, total: float, rows: Sequence[int]) -> float:
        """How far rounding may bring a total of these rows from their sum."""
        return rounding(total, [v for v in self.parts(rows) if v], self.place.factor)
