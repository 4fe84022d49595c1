"""Which period a table is about, and what to say when title, sheet, headings and file name disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lumbung.contracts.model import Contract, PeriodGrain, Source
from lumbung.contracts.periods import (
    PARTS,
    find_periods,
    find_status,
    first_day,
    only_period,
    period_of_day,
    unfinished_part,
)
from lumbung.findings import Finding, finding
from lumbung.harmonise.headings.figure_columns import FigurePlace
from lumbung.harmonise.times.row_times import RowTimes
from lumbung.harmonise.titles.beside import BESIDE, texts_beside
from lumbung.sheets.model import Table

SOURCE_NAMES = {
    Source.TITLE: "judul tabel",
    Source.HEADER: "kepala kolom",
    Source.SHEET: "nama lembar",
    Source.FILENAME: "nama berkas",
    Source.CONSTANT: "kontrak",
    Source.COLUMN: "barisnya",
}
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


@dataclass(frozen=True)
class _Said:
    """What one source says: the one period it is about (None if it names several), and all it names."""

    source: Source
    period: str | None
    all: tuple[str, ...]


def year_of(table: Table, file_name: str) -> str | None:
    """The one year that title, sheet name or file name gives, to complete headings such as ``Jan``."""
    for text in texts_beside(table, file_name).values():
        if find_periods(text, PeriodGrain.TAHUN):
            return only_period(text, PeriodGrain.TAHUN)
    return None


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
        return When(None, False, status, tuple(_against_rows(table, contract, rows, places, file_name)), statuses, rows)
    in_header = tuple(dict.fromkeys(p.period for p in places if p.period))
    if len(in_header) > 1 and Source.HEADER in contract.period.sources:
        return When(None, True, _of_the_whole(status, table), statuses=statuses)
    said = [s for source in contract.period.sources if (s := _say(table, contract, source, in_header, file_name)).all]
    if in_header and Source.HEADER not in contract.period.sources:
        said.append(_say(table, contract, Source.HEADER, in_header, file_name))
    chosen = _choose([s for s in said if not _to_come(s, contract, today)])
    if chosen is None:
        early = [s for s in said if _to_come(s, contract, today)]
        reason = _too_early(table, contract, early[0]) if early else _unknown(table, contract, said)
        return When(None, False, status, (reason,))
    source, period = chosen
    contradictions = (*_contradictions(table, source, period, said), *_parts(table, contract, source, period))
    return When(period, False, statuses.get(period, status), contradictions)


def _to_come(said: _Said, contract: Contract, today: date | None) -> bool:
    """True for a period that has not begun, unless the contract is about what is to come."""
    if today is None or said.period is None or contract.period.future or said.source is Source.CONSTANT:
        return False
    return first_day(said.period, contract.grain) > today


def _of_the_whole(status: str, table: Table) -> str:
    """The status that a title gives every year: the mark in *2000-2020\\** is that of one year only."""
    return FINAL if find_status(_YEARS_WITH_MARKS.sub(" ", " ".join(table.title))) is None else status


def _against_rows(
    table: Table, contract: Contract, rows: RowTimes, places: Sequence[FigurePlace], file_name: str
) -> Iterator[Finding]:
    """What is said of the table as a whole and is none of the periods of its rows."""
    beside = {place.time for place in places} or {""}
    told = sorted({period for row in rows.texts for time in beside if (period := rows.of(row, time))})
    for source in BESIDE:
        other = _say(table, contract, source, (), file_name)
        if source in contract.period.sources and other.period and told and other.period not in told:
            yield _disagreement(table, (Source.COLUMN, told[0]), (source, other.period))


def _say(table: Table, contract: Contract, source: Source, in_header: tuple[str, ...], file_name: str) -> _Said:
    if source is Source.CONSTANT:
        return _Said(source, contract.period.constant, tuple(filter(None, [contract.period.constant])))
    if source is Source.HEADER:
        return _Said(source, in_header[0] if len(in_header) == 1 else None, in_header)
    text, year = texts_beside(table, file_name).get(source, ""), year_of(table, file_name)
    periods = find_periods(text, contract.grain, year)
    if not periods and (period := period_of_day(text, contract.grain)):
        return _Said(source, period, (period,))
    return _Said(source, only_period(text, contract.grain, year), periods)


def _choose(said: Sequence[_Said]) -> tuple[Source, str] | None:
    """The period of the most trusted source; where that names several, the one that another source singles out."""
    if not said:
        return None
    first, others = said[0], said[1:]
    if first.period is not None:
        return first.source, first.period
    singled_out = [(s.source, s.period) for s in others if s.period in first.all]
    periods = {period for _, period in singled_out}
    return (singled_out[0][0], str(singled_out[0][1])) if len(periods) == 1 else None


def _contradictions(table: Table, source: Source, period: str, said: Sequence[_Said]) -> Iterator[Finding]:
    for other in said:
        if other.source is source:
            continue
        if period not in other.all or (other.period is None and other is said[0]):
            rest = next(p for p in other.all if p != period)
            yield _disagreement(table, (source, period), (other.source, rest))


def _parts(table: Table, contract: Contract, source: Source, period: str) -> Iterator[Finding]:
    """A title about half a year, a quarter or up to a month over a table that is loaded as a whole year."""
    if contract.grain not in PARTS and (part := unfinished_part(" ".join(table.title), contract.grain)):
        yield _disagreement(table, (source, period), (Source.TITLE, f"{period}-{part}"))


def _disagreement(table: Table, used: tuple[Source, str], other: tuple[Source, str]) -> Finding:
    return finding(
        "T03",
        sheet=table.sheet,
        cells=(table.range.split(":")[0],),
        source_a=SOURCE_NAMES[used[0]],
        period_a=used[1],
        source_b=SOURCE_NAMES[other[0]],
        period_b=other[1],
    )


def _statuses(places: Sequence[FigurePlace], grain: PeriodGrain) -> Iterator[tuple[str, str]]:
    """What a heading says of its period's figures: ``'2023*'``, ``'2022 (Angka sementara)'``."""
    for place in places:
        for element in place.title.split(" / "):
            status = find_status(element)
            if place.period and status and (find_periods(element, grain) or find_periods(element, PeriodGrain.TAHUN)):
                yield place.period, status


def _too_early(table: Table, contract: Contract, said: _Said) -> Finding:
    found = f"Data {contract.title}: {SOURCE_NAMES[said.source]} menyebut {said.period}, yang belum tiba."
    return finding("F09", sheet=table.sheet, cells=(table.range.split(":")[0],), what="Periode", found=found)


def _unknown(table: Table, contract: Contract, said: Sequence[_Said]) -> Finding:
    if said:
        named = ", ".join(said[0].all)
        found = f"Data {contract.title}: {SOURCE_NAMES[said[0].source]} menyebut lebih dari satu periode: {named}."
    else:
        found = f"Data {contract.title} tidak menyebut periodenya pada judul, kepala kolom, lembar, maupun nama berkas."
    return finding("F09", sheet=table.sheet, cells=(table.range.split(":")[0],), what="Periode", found=found)
