"""One column of figures whose headings are understood: what it holds, or why it cannot be loaded."""

from __future__ import annotations

from dataclasses import dataclass

from lumbung.contracts.model import Property
from lumbung.findings import Finding


@dataclass(frozen=True)
class FigurePlace:
    """A column of figures, explained: which measure, for which categories, in which unit."""

    letter: str
    measure: Property
    categories: tuple[tuple[str, str], ...]  # (property, code), in contract order
    period: str | None  # where the heading gives one
    factor: float  # figure × factor is in the measure's unit
    total: bool  # adds up the columns beside it: by a category that does, over all periods or all regions
    title: str  # the heading, for messages
    time: str = ""  # what the heading says of a time that the rows complete
    rows: frozenset[int] | None = None  # the sheet rows it speaks for, where each row names its measure; None: all

    @property
    def name(self) -> str:
        """What tells it apart on its table: where each row names its measure, a column is several places."""
        return f"{self.letter}:{self.measure.name}"

    def speaks_for(self, row: int) -> bool:
        """True for a sheet row whose figure in this column is one of this measure."""
        return self.rows is None or row in self.rows


@dataclass(frozen=True)
class Unusable:
    """A column that is understood and yet cannot be loaded; the finding says why."""

    letter: str
    measure: str
    finding: Finding
