"""The period of each row of a table whose rows say their own: a column *Bulan*, a list of years, a date, a section."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lumbung.contracts.model import Contract, PeriodGrain, Property, Source
from lumbung.contracts.periods import only_period, period_of_day
from lumbung.contracts.written_days import read_day
from lumbung.findings import Parameter, Severity
from lumbung.harmonise.headings.figure_places import FigurePlace
from lumbung.harmonise.issues import Issue
from lumbung.harmonise.labels.label_days import DayColumn, ReadDay, day_parameters
from lumbung.harmonise.labels.label_places import Label, LabelPlaces
from lumbung.harmonise.labels.label_texts import LabelTexts
from lumbung.harmonise.times.plausible import is_to_come, is_too_early
from lumbung.harmonise.times.time_columns import period_said
from lumbung.harmonise.titles.beside import BESIDE, texts_beside
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.model import Table

_EXAMPLES = {
    PeriodGrain.TAHUN: "tahun, misalnya 2022",
    PeriodGrain.TAHUN_AJARAN: "tahun ajaran, misalnya 2022/2023",
    PeriodGrain.SEMESTER: "semester, misalnya Semester I 2022",
    PeriodGrain.CATURWULAN: "caturwulan, misalnya Caturwulan I 2022",
    PeriodGrain.TRIWULAN: "triwulan, misalnya Triwulan I 2022",
    PeriodGrain.BULAN: "bulan, misalnya Juli 2022",
    PeriodGrain.MINGGU: "minggu, misalnya Minggu ke-31 2022",
    PeriodGrain.TANGGAL: "tanggal, misalnya 31 Juli 2022",
}


@dataclass(frozen=True)
class RowTimes:
    """What each body row says of its time, and what of it the table as a whole says (``known``: a year or month)."""

    texts: Mapping[int, Label]
    grain: PeriodGrain
    known: str | None
    days: Mapping[int, ReadDay] = field(default_factory=dict)  # of rows that say a day
    impossible: Callable[[str], bool] = lambda _: False  # periods that the dataset cannot be about

    def said(self, row: int) -> str:
        """What a row says, as written."""
        return self.texts[row].text if row in self.texts else ""

    def of(self, row: int, beside: str = "") -> str | None:
        """The period of a row; ``beside``: what the heading of a column says of its time."""
        if row in self.days:
            day = self.days[row].value
            return period_of_day(day.isoformat(), self.grain) if day else None
        period = self._written(row, beside)
        return None if period is None or self.impossible(period) else period

    def _written(self, row: int, beside: str) -> str | None:
        said = self.said(row)
        return period_said(f"{said} {beside}".strip(), self.grain, self.known) if said else None

    def issues(self, contract: Contract, places: Sequence[FigurePlace]) -> Iterator[Issue]:
        """A row whose time is missing or cannot be read belongs to no period."""
        columns = {p.time for p in places} or {""}
        for row, label in self.texts.items():
            if row in self.days:
                yield from self._of_day(contract.period, row, label)
            elif not any(self.of(row, column) for column in columns):
                read = any(self._written(row, column) for column in columns)
                code = "V06" if read else "V04" if label.text else "K03"
                said: Mapping[str, Parameter] = {
                    "earliest": contract.earliest_period,
                    "expected": _EXAMPLES[self.grain],
                }
                yield Issue(code, contract.period.name, label.text, label.cell, row, said)

    def _of_day(self, prop: Property, row: int, label: Label) -> Iterator[Issue]:
        """What is doubtful about a day, where that may change the period."""
        day = self.days[row]
        if day.code is None or (day.code == "C07" and self._same_either_way(label)):
            return
        said, weight = day_parameters(day, prop), Severity.ERROR if day.value is None else None
        yield Issue(day.code, prop.name, label.text, label.cell, row, said, severity=weight)

    def _same_either_way(self, label: Label) -> bool:
        written = read_day(label.text)
        days = (written.day_first, written.month_first) if written else ()
        return len({period_of_day(d.isoformat(), self.grain) for d in days if d}) == 1


def row_times(
    table: Table,
    contract: Contract,
    places: LabelPlaces,
    gazetteer: Gazetteer,
    year: str | None,
    today: date | None = None,
) -> RowTimes | None:
    """The times of the rows; None where the rows say nothing of theirs."""
    texts = LabelTexts(table, contract, places, gazetteer)
    if not places.times and not (Source.SECTION in contract.period.sources and texts.has_timed_sections):
        return None
    known = _month_beside(table, contract, places.file_name) or year
    said = {row.row: texts.time(row) for row in table.rows}

    def impossible(period: str) -> bool:
        return is_too_early(period, contract) or is_to_come(period, contract, today)

    return RowTimes(said, contract.grain, known, _days(table, contract, said, today), impossible)


def _days(table: Table, contract: Contract, said: Mapping[int, Label], today: date | None) -> Mapping[int, ReadDay]:
    """The days among what rows say of their time; a day of a month that something else names is none of these."""
    days = {row: label for row, label in said.items() if label.text and read_day(label.text)}
    column = DayColumn(contract.period, days, table.grid, today)
    return {row: column.of(row) for row in days}


def _month_beside(table: Table, contract: Contract, file_name: str) -> str | None:
    """The month that title, sheet or file name gives to rows that name only days."""
    if contract.grain is not PeriodGrain.TANGGAL:
        return None
    texts = texts_beside(table, file_name)
    said = (only_period(texts[source], PeriodGrain.BULAN) for source in BESIDE)
    return next((month for month in said if month), None)
