"""Labels of rows, and where on one table they stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from lumbung.harmonise.figures.row_measures import MeasureRows
from lumbung.harmonise.times.time_columns import TimeColumn


@dataclass(frozen=True)
class Label:
    """A label as written; ``cell`` is '' where it stands in no cell of its own."""

    text: str
    cell: str = ""


@dataclass(frozen=True)
class LabelPlaces:
    """Where on one table labels stand: columns by property name, columns of times, and a list that names measures."""

    columns: Mapping[str, str]
    times: tuple[TimeColumn, ...] = ()
    listed: MeasureRows = field(default_factory=MeasureRows)
    file_name: str = ""

    @property
    def letters(self) -> Collection[str]:
        """Every column that holds labels."""
        return {*self.columns.values(), *(t.letter for t in self.times), *filter(None, [self.listed.letter])}
