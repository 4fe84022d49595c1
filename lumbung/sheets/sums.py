"""Arithmetic evidence: does a row add up other rows of its table?

The strongest sign of a total there is: in the OPD tables at hand the printed Jumlah equals the sum of its rows
in 99 % of the columns, whatever the row is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lumbung.sheets.model import TableValue

Row = Mapping[int, TableValue]

_TOLERANCE = 0.0005  # relative: printed figures are rounded
_ROUNDED = 0.005  # relative: means are rounded more
_TELLING = 10  # a smaller sum may be an accident


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

    @property
    def is_sum(self) -> bool:
        """True if nearly all columns agree, and not by accident."""
        return self.telling > 0 and self.agreeing * 5 >= self.compared * 4

    @property
    def is_in_full(self) -> bool:
        """True if every column agrees, be it by accident: for parts that say themselves whose parts they are."""
        return 0 < self.compared == self.agreeing

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


def weigh(row: Row, parts: Sequence[Row], columns: Iterable[int]) -> Evidence:
    """The evidence that ``row`` is the sum of ``parts`` in the value ``columns``."""
    compared = agreeing = telling = between = averaging = extreme = strange = 0
    for column in columns:
        value = row.get(column)
        if not isinstance(value, int | float) or value == 0:
            continue
        numbers = [v for part in parts if isinstance(v := part.get(column), int | float)]
        addends = [v for v in numbers if v != 0]
        if len(addends) < 2 and abs(value) < _TELLING:
            continue
        compared += 1
        inside = bool(addends) and min(addends) <= value <= max(addends)
        between += inside
        extreme += bool(addends) and value in (min(addends), max(addends))
        averaging += any(_close(sum(addends) / len(each), value, _ROUNDED) for each in (numbers, addends) if each)
        if _close(sum(addends), value, _TOLERANCE):
            agreeing += 1
            telling += len(addends) > 1 and (abs(value) >= _TELLING or len(addends) > 3)
        else:
            strange += not inside
    return Evidence(compared, agreeing, telling, between, averaging, extreme, strange)


def _close(found: float, value: float, tolerance: float) -> bool:
    return abs(found - value) <= abs(value) * tolerance + 1e-9
