"""Which period a table is about, and what to say when title, sheet, headings and file name disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from lumbung.contracts.model import Contract, PeriodGrain, Source
from lumbung.contracts.periods import find_periods, find_status
from lumbung.findings import Finding, Severity, finding
from lumbung.harmonise.headings.figure_places import FigurePlace
from lumbung.harmonise.times.disagreements import (
    SOURCE_NAMES,
    against_rows,
    contradictions,
    other_year,
    other_year_over_columns,
    part_of_year,
)
from lumbung.harmonise.times.plausible import is_too_early
from lumbung.harmonise.times.row_times import RowTimes
from lumbung.harmonise.times.sayings import Saying, say
from lumbung.harmonise.titles.beside import BESIDE
from lumbung.harmonise.titles.title_cells import heading_cell, heading_cell_with, title_cell
from lumbung.sheets.model import Table
from lumbung.text import squash

FINAL = "tetap"
_YEARS_WITH_MARKS = re.compile(r"(?:19|20)\d\d\s*[-–/]\s*(?:19|20)\d\d\s*(?:\*+|xx?\)?|r\b)")


@dataclass(frozen=True)
class When:
    """The period of a table: one for all its figures, one per column, or one per row (then ``period`` is None)."""

    period: str | None
    per_column: bool
    status: str
    findings: tuple[Finding, ...] = ()
    statuses: Mapping[str, str] = field(default_factory=dict)  # of periods whose heading says so
    rows: RowTimes | None = None

    def of(self, place: FigurePlace, row: int) -> str | None:
        """The period of one figure."""
        if self.rows is not None:
            return self.rows.of(row, place.time)
        return place.period if self.per_column else self.period

    def of_row(self, row: int) -> str | None:
        """The period of a row without figures."""
        return self.rows.of(row) if self.rows is not None else self.period

    def over(self, place: FigurePlace, rows: Sequence[int]) -> str | None:
        """The period of a sum over rows: of rows from several periods, all that these have in common."""
        if self.rows is None:
            return place.period if self.per_column else self.period
        periods = sorted({p for row in rows if (p := self.rows.of(row, place.time))})
        return periods[0] if len(periods) == 1 else f"{periods[0]}…{periods[-1]}" if periods else None

    def said_by(self, row: int) -> str | None:
        """What a row says of its time, which keeps it apart from rows of another."""
        return self.rows.said(row) if self.rows is not None else None

    def said_over(self, place: FigurePlace) -> str | None:
        """What a column says of its time, which keeps it apart from columns of another."""
        if self.rows is not None:
            return place.time
        return place.period if self.per_column else self.period


def find_when(
    table: Table,
    contract: Contract,
    places: Sequence[FigurePlace],
    file_name: str,
    rows: RowTimes | None = None,
    today: date | None = None,
) -> When:
    """The period of ``table``, from the sources the contract trusts, in their order.

    What the rows say of themselves goes before what is said of the table. ``today``: a period that begins later is
    taken from no source as long as another one names an earlier period, and is never taken without a word.
    """
    status = find_status(" ".join(table.title)) or FINAL
    statuses = dict(_statuses(places, contract.grain))
    if rows is not None:
        return When(
            None, False, status, tuple(_against_rows(table, contract, rows, places, file_name, today)), statuses, rows
        )
    in_header = tuple(dict.fromkeys(p.period for p in places if p.period))
    if len(in_header) > 1 and Source.HEADER in contract.period.sources:
        too_early = tuple(_too_early_heading(table, contract, places))
        cells = _cells(table, places, contract.grain)
        other = tuple(other_year_over_columns(table, contract, in_header, file_name, cells))
        return When(None, True, _of_the_whole(status, table), (*too_early, *other), statuses)
    sources = contract.period.sources
    asked = sources if Source.HEADER in sources else (*sources, Source.HEADER)
    said = [s for source in asked if (s := say(table, contract, source, in_header, file_name, today)).all]
    used = _choose([s for s in said if not s.to_come])
    if used is None:
        early = [s for s in said if s.to_come]
        reason = _unusable(table, contract, early[0], "yang belum tiba") if early else _unknown(table, contract, said)
        return When(None, False, status, (reason,))
    cells = _cells(table, places, contract.grain)
    disagreements = (
        *contradictions(table, used, said, cells),
        *part_of_year(table, contract, used, cells),
        *other_year(table, contract, used, said, file_name, cells),
    )
    if used.period and is_too_early(used.period, contract) and not _stops(disagreements):
        return When(None, False, status, (_unusable(table, contract, used, _before(contract), cells),))
    return When(used.period, False, statuses.get(str(used.period), status), disagreements)


def _stops(findings: Sequence[Finding]) -> bool:
    return any(f.severity is Severity.BLOCKER for f in findings)


def _before(contract: Contract) -> str:
    return f"padahal data sebelum tahun {contract.earliest_period} tidak ada"


def _too_early_heading(table: Table, contract: Contract, places: Sequence[FigurePlace]) -> Iterator[Finding]:
    """The first heading that names a period before there was anything to count."""
    for place in places:
        if place.period and is_too_early(place.period, contract):
            said = Saying(Source.HEADER, place.period, (place.period,))
            at = {Source.HEADER: _heading_of_time(table, place.letter)}
            yield _unusable(table, contract, said, _before(contract), at)
            return


def _cells(table: Table, places: Sequence[FigurePlace], grain: PeriodGrain) -> dict[Source, str]:
    """Where on the sheet title and headings say their period."""
    told = title_cell(table, lambda text: bool(find_periods(text, grain) or find_periods(text, PeriodGrain.TAHUN)))
    dated = next((p.letter for p in places if p.period), None)
    found = {Source.TITLE: told} if told else {}
    return {**found, Source.HEADER: _heading_of_time(table, dated)} if dated else found


def _heading_of_time(table: Table, letter: str) -> str:
    """The heading over a column that names its year, else the lowest one."""
    said = heading_cell_with(table, letter, lambda text: bool(find_periods(text, PeriodGrain.TAHUN)))
    return said or heading_cell(table, letter)


def _of_the_whole(status: str, table: Table) -> str:
    """The status that a title gives every year: the mark in *2000-2020\\** is that of one year only."""
    return FINAL if find_status(_YEARS_WITH_MARKS.sub(" ", " ".join(table.title))) is None else status


def _against_rows(
    table: Table,
    contract: Contract,
    rows: RowTimes,
    places: Sequence[FigurePlace],
    file_name: str,
    today: date | None,
) -> Iterator[Finding]:
    """What is said of the table as a whole and is none of the periods of its rows."""
    beside = {place.time for place in places} or {""}
    told = sorted({period for row in rows.texts for time in beside if (period := rows.of(row, time))})
    if not told:
        return
    mine = Saying(Source.COLUMN, told[0] if len(told) == 1 else None, tuple(told))
    cells = {**_cells(table, (), contract.grain), Source.COLUMN: next(label.cell for label in rows.texts.values())}
    beside_table = (say(table, contract, s, (), file_name, today) for s in BESIDE if s in contract.period.sources)
    yield from against_rows(table, mine, [s for s in beside_table if s.period], cells)


def _choose(said: Sequence[Saying]) -> Saying | None:
    """What the most trusted source says, a weak word last; where it names several periods, the source that singles
    one of them out."""
    ordered = sorted(said, key=lambda s: s.weak)
    if not ordered:
        return None
    first, others = ordered[0], ordered[1:]
    if first.period is not None:
        return first
    singling = [s for s in others if s.period in first.all]
    return singling[0] if len({s.period for s in singling}) == 1 else None


def _statuses(places: Sequence[FigurePlace], grain: PeriodGrain) -> Iterator[tuple[str, str]]:
    """What a heading says of its period's figures: ``'2023*'``, ``'2022 (Angka sementara)'``."""
    for place in places:
        for element in place.title.split(" / "):
            status = find_status(element)
            if place.period and status and (find_periods(element, grain) or find_periods(element, PeriodGrain.TAHUN)):
                yield place.period, status


def _unusable(
    table: Table, contract: Contract, said: Saying, why: str, cells: Mapping[Source, str] = MappingProxyType({})
) -> Finding:
    """A period that a table cannot be about, at the cell that says it where that is known."""
    found = f"Data {contract.title}: {SOURCE_NAMES[said.source]} menyebut {said.period}, {why}."
    at = cells.get(said.source) or _said_at(table)
    return finding("F09", sheet=table.sheet, cells=(at,), what="Periode", found=found)


def _unknown(table: Table, contract: Contract, said: Sequence[Saying]) -> Finding:
    if said:
        named = ", ".join(said[0].all)
        found = f"Data {contract.title}: {SOURCE_NAMES[said[0].source]} menyebut lebih dari satu periode: {named}."
    else:
        found = f"Data {contract.title} tidak menyebut periodenya pada judul, kepala kolom, lembar, maupun nama berkas."
    return finding("F09", sheet=table.sheet, cells=(_said_at(table),), what="Periode", found=found)


def _said_at(table: Table) -> str:
    """Where the period ought to be said: in the title, else at the top of the table."""
    longest = max(map(len, map(squash, table.title)), default=0)
    return title_cell(table, lambda text: len(text) >= longest) or table.range.split(":")[0]
