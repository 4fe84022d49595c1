"""Columns of days (``logicalType: date``): each cell read as a day, with what the column as a whole tells of it.

A text is taken where only one day can be meant (C06); day before month is taken and told where either may stand first
(C07), as is a two-digit year of which only one century is possible (C09). What is no day of the calendar (C08), no
date (V04), or lies before 1900 or ahead (V06) holds its row back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lumbung.contracts.model import PersonalKind, Property
from lumbung.contracts.written_days import Order, WrittenDay, centuries, read_day
from lumbung.findings import Parameter
from lumbung.harmonise.labels.label_places import Label
from lumbung.sheets.addresses import number, split
from lumbung.sheets.grid import TIME_PARTS, Grid

EARLIEST = date(1900, 1, 1)
"""Nothing that OPDs record by its day is older (V06)."""
OLDEST_PERSON = 110
"""Years after which a two-digit year of birth is of the later century."""
_FEWEST = 4
"""Cells of a column that must be read before a pattern among them means anything."""
_EXAMPLE = "tanggal, misalnya 31/12/2024"
_MONTHS = 12
_AS_STORED = "as stored"
_USED = {
    _AS_STORED: (" Dibaca seperti tersimpan.", " Read as stored."),
    Order.DAY_FIRST: (" Dibaca dengan hari di depan bulan.", " Read with the day before the month."),
    Order.MONTH_FIRST: (" Dibaca dengan bulan di depan hari.", " Read with the month before the day."),
}


@dataclass(frozen=True)
class ReadDay:
    """A cell as a day: the day that is used (None: none), and the finding that there is about it."""

    value: date | None
    code: str | None = None
    reading: str = ""  # by what it was read, where another reading is possible


def day_parameters(day: ReadDay, prop: Property) -> Mapping[str, Parameter]:
    """What fills the message about a day; of a person's nothing of it is told."""
    if day.code == "V04":
        return {"expected": _EXAMPLE}
    if day.code == "V06":
        return {"earliest": EARLIEST.year}
    used = _USED.get(day.reading, ("", ""))
    if day.code == "C09" and day.value and not prop.personal:
        used = (f" Dibaca tahun {day.value.year}.", f" Read as {day.value.year}.")
    return {"outcome": used[0], "outcome_en": used[1]} if day.code in ("C07", "C09") else {}


class DayColumn:
    """The days of one property over the rows of a table; ``labels``: sheet row → what stands there."""

    def __init__(self, prop: Property, labels: Mapping[int, Label], grid: Grid | None, today: date | None) -> None:
        self.prop = prop
        self.today = today
        told = {row: label for row, label in labels.items() if label.text}
        self._dates = {row: day for row, label in told.items() if (day := _stored(grid, label))}
        self._texts = {row: read_day(label.text) for row, label in told.items() if row not in self._dates}
        orders = Counter(w.order for w in self._texts.values() if w and w.order)
        self.order = Order.MONTH_FIRST if set(orders) == {Order.MONTH_FIRST} else Order.DAY_FIRST
        self._proved = len(orders) == 1
        self._swapped = self._looks_swapped([w for w in self._texts.values() if w])

    def of(self, row: int) -> ReadDay:
        """The day of a row that holds something."""
        if row in self._dates:
            return self._judged(self._dates[row], "C07" if self._swapped else None, _AS_STORED)
        written = self._texts.get(row)
        if written is None:
            return ReadDay(None, "V04")
        if written.impossible:
            return ReadDay(None, "C08")
        day = written.by(self.order)
        assert day is not None
        if written.short:
            return self._of_century(day)
        against = written.order is not None and written.order is not self.order
        doubtful = (written.ambiguous and not self._proved) or against
        return self._judged(day, "C07" if doubtful else "C06", written.order or self.order)

    def _judged(self, day: date, code: str | None, reading: str = Order.DAY_FIRST) -> ReadDay:
        ahead = self.today is not None and day > self.today and not self.prop.future
        if day < EARLIEST or ahead:
            return ReadDay(None, "V06")
        return ReadDay(day, code, reading)

    def _of_century(self, day: date) -> ReadDay:
        """Years of two digits: of the century that is possible; of a birth both may be."""
        possible = [d for d in centuries(day) if self._judged(d, None).value]
        if self.prop.personal is PersonalKind.LAHIR:
            oldest = (self.today or date.today()).year - OLDEST_PERSON
            possible = [d for d in possible if d.year >= oldest]
            return ReadDay(possible[0], "C09") if len(possible) == 1 else ReadDay(None, "C09")
        return ReadDay(possible[0] if possible else None, "C09")

    def _looks_swapped(self, written: Sequence[WrittenDay]) -> bool:
        """True where a spreadsheet took every day up to the 12th for a month: those became dates, the others stayed
        texts that only the order of day and month can explain."""
        days = list(self._dates.values())
        if not days or not written or len(days) + len(written) < _FEWEST:
            return False
        apart = all(w.order is Order.DAY_FIRST for w in written)
        return apart and all(d.day <= _MONTHS for d in days)


def _stored(grid: Grid | None, label: Label) -> date | None:
    """The day of a label whose cell the sheet stores as a date."""
    if grid is None or not label.cell:
        return None
    letters, row = split(label.cell)
    parts = grid.stored(number(letters), (row,))[0]
    return date(*parts[:3]) if isinstance(parts, tuple) and len(parts) != TIME_PARTS else None
