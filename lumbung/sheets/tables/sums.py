"""Arithmetic evidence: does a row add up other rows of its table?

The strongest sign of a total there is: in the OPD tables at hand the printed Jumlah equals the sum of its rows
in 99 % of the columns, whatever the row is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf, log10

from lumbung.sheets.model import TableValue

Row = Mapping[int, TableValue]

_TOLERANCE = 0.0005  # relative: printed figures are rounded
_ROUNDED = 0.005  # relative: means are rounded more
_TELLING = 10  # a smaller sum may be an accident
_CERTAIN = 2.5  # decimal digits


@dataclass(frozen=True)
class Evidence:
    """How many columns could be compared, how many of them agree, and how many of these cannot be an accident."""

    compared: int
    agreeing: int
    telling: int
    between: int = 0  # columns where the value lies between the least and the greatest part, as an average does
    averaging: int = 0  # columns where it is their mean, blanks or zeros counted or not
    extreme: int = 0  # columns where it is the least or the greatest part
    strange: int = 0  # columns where it is neither the sum of the parts nor between them
    digits: float = 0.0  # of all telling sums together: by accident they agree once in ten to this power

    @property
    def is_sum(self) -> bool:
        """True if nearly all columns agree, and not by accident."""
        return self.telling > 0 and self.agreeing * 5 >= self.compared * 4

    @property
    def is_in_full(self) -> bool:
        """True if every column agrees, be it by accident: for parts that say themselves whose parts they are."""
        return 0 < self.compared == self.agreeing

    @property
    def is_no_accident(self) -> bool:
        """True if the agreeing figures are large or many enough that no other row would add up like this."""
        return self.digits >= _CERTAIN

    @property
    def is_sum_beside_rates(self) -> bool:
        """True if several columns agree, not by accident, and all others could hold an average: people and density."""
        return self.telling > 1 and self.strange == 0

    @property
    def is_partly_sum(self) -> bool:
        """True if half of the columns agree: rates beside counts never add up."""
        return self.telling > 0 and self.agreeing * 2 >= self.compared

    @property
    def is_average(self) -> bool:
        """True if nearly all columns could hold the average of the parts: weak, so only beside other signs."""
        return self.compared > 0 and self.between * 5 >= self.compared * 4

    @property
    def is_mean(self) -> bool:
        """True if nearly all columns hold the mean of the parts."""
        return self.compared > 0 and self.averaging * 5 >= self.compared * 4

    @property
    def is_extreme(self) -> bool:
        """True if every column holds the least or the greatest of the parts."""
        return 0 < self.compared == self.extreme


_NUMBERS = (int, float)


@dataclass(slots=True)
class _Added:
    """The numbers of one column so far."""

    numbers: int = 0
    addends: int = 0  # the numbers that are not zero; the others are theirs
    total: float = 0
    least: float = inf
    greatest: float = -inf

    def add(self, value: int | float) -> None:
        self.numbers += 1
        if value:
            self.addends += 1
            self.total += value
            if value < self.least:
                self.least = value
            if value > self.greatest:
                self.greatest = value


class Addends:
    """Rows that may be added up, kept as sums by column: weighing another row against them costs no second look.

    They are added when somebody weighs: against most rows nobody does.
    """

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._columns: dict[int, _Added] = {}
        self._waiting = list(rows)
        self._rows = len(self._waiting)

    def __len__(self) -> int:
        """How many rows there are."""
        return self._rows

    def add(self, rows: Iterable[Row]) -> None:
        """Take in more rows."""
        more = list(rows)
        self._waiting += more
        self._rows += len(more)

    def column(self, column: int) -> _Added:
        """What has been added in a column."""
        if self._waiting:
            self._add_up()
        return self._columns.get(column, _NOTHING)

    def _add_up(self) -> None:
        for row in self._waiting:
            for column, value in row.items():
                if isinstance(value, _NUMBERS):
                    if column not in self._columns:
                        self._columns[column] = _Added()
                    self._columns[column].add(value)
        self._waiting = []


_NOTHING = _Added()


def weigh(row: Row, parts: Addends, columns: Iterable[int]) -> Evidence:
    """The evidence that ``row`` is the sum of ``parts`` in the value ``columns``."""
    compared = agreeing = telling = between = averaging = extreme = strange = 0
    digits = 0.0
    for column in columns:
        value = row.get(column)
        if not isinstance(value, int | float) or value == 0:
            continue
        added = parts.column(column)
        if added.addends < 2 and abs(value) < _TELLING:
            continue
        compared += 1
        inside = added.least <= value <= added.greatest
        between += inside
        extreme += value in (added.least, added.greatest)
        averaging += any(_close(added.total / n, value, _ROUNDED) for n in (added.numbers, added.addends) if n)
        if _close(added.total, value, _TOLERANCE):
            agreeing += 1
            tells = added.addends > 1 and (abs(value) >= _TELLING or added.addends > 3)
            telling += tells
            digits += log10(abs(value)) if tells and abs(value) > 1 else 0.0
        else:
            strange += not inside
    return Evidence(compared, agreeing, telling, between, averaging, extreme, strange, digits)


def _close(found: float, value: float, tolerance: float) -> bool:
    return abs(found - value) <= abs(value) * tolerance + 1e-9
