"""Which rows a printed total adds up: the whole body, the rows above it, or the rows below it.

The arithmetic decides: the reading under which most columns add up. Where none does, the other totals of the table
show how this table prints its totals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Protocol

from lumbung.harmonise.headings.figure_places import FigurePlace
from lumbung.sheets.model import Table, TableRow
from lumbung.text import fold

AVERAGE_WORDS = ("rata", "rerata", "average", "mean")
_TOTAL_WORDS = ("jumlah", "total", "jml", "sub total", "subtotal", "grand total")


class _Column(Protocol):
    @property
    def place(self) -> FigurePlace: ...

    def sum_of(self, rows: Sequence[int]) -> float | None: ...

    def slack(self, total: float, rows: Sequence[int]) -> float: ...


class _Reading(Enum):
    BODY = "body"
    ABOVE = "above"
    BELOW = "below"


class SummedRows:
    """The rows each total of one table adds up; ``printed``: total row → name of the place → figure.

    ``sums`` are body rows that add up others themselves and are counted in no total.
    """

    def __init__(
        self,
        table: Table,
        columns: Sequence[_Column],
        printed: Mapping[int, Mapping[str, float | None]],
        sums: frozenset[int] = frozenset(),
    ) -> None:
        self.table = table
        self.columns = columns
        self.printed = printed
        self.body = tuple(row for row in table.numbers if row not in sums)
        self.bounds = sorted({t.row for t in table.totals} | {s.row for s in table.sections})
        self.proved = {t.row: self._proved(t) for t in table.totals if t.row in printed}
        self.custom = Counter(r for r in self.proved.values() if r not in (None, _Reading.BODY))

    def of(self, total: TableRow) -> tuple[int, ...] | None:
        """The body rows a total row is about.

        None when the row adds up nothing and neither its label nor the other totals say what it should add up.
        """
        reading = self.proved.get(total.row) or self._customary(total)
        return self._rows(total, reading) if reading else None

    def _rows(self, total: TableRow, reading: _Reading) -> tuple[int, ...]:
        above = max((b for b in self.bounds if b < total.row), default=0)
        below = min((b for b in self.bounds if b > total.row), default=10**9)
        if reading is _Reading.BODY:
            return self.body
        if reading is _Reading.ABOVE:
            return tuple(r for r in self.body if above < r < total.row)
        return tuple(r for r in self.body if total.row < r < below)

    def _proved(self, total: TableRow) -> _Reading | None:
        """The reading under which most columns add up; None if none does."""
        scored = [(self._agreements(total, rows), r) for r in _Reading if (rows := self._rows(total, r))]
        agreements, reading = max(scored, key=lambda s: s[0], default=(0, None))
        return reading if agreements else None

    def _agreements(self, total: TableRow, rows: Sequence[int]) -> int:
        """In how many columns the total is the sum of the rows; all-zero columns prove nothing."""
        agreeing = 0
        for column in self.columns:
            value, added = self.printed[total.row].get(column.place.name), column.sum_of(rows)
            if value and added is not None:
                agreeing += value == added or abs(value - added) <= column.slack(value, rows)
        return agreeing

    def _customary(self, total: TableRow) -> _Reading | None:
        """How a total that adds up nothing must be meant, by its label and by the other totals of the table."""
        if not _is_called_total(total):
            return None
        if sum(_is_called_total(t) for t in self.table.totals if t.row in self.printed) == 1:
            return _Reading.BODY
        if not self.custom:
            return None
        reading = self.custom.most_common(1)[0][0]
        return reading if reading is None or self._rows(total, reading) else _Reading.BODY


def _is_called_total(row: TableRow) -> bool:
    label = next((v for v in row.cells.values() if isinstance(v, str) and v.strip()), "")
    return fold(label).startswith(_TOTAL_WORDS)
