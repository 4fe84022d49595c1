"""Places that contradict each other about the period (T03): when a file goes back, and when it is only told.

Two places of equal weight that each name one period send the file back: a figure under a wrong year is the worst a
warehouse can hold, and which of the two was forgotten only the OPD knows. What is said inside a workbook is often
copied together from last year's, so no agreement among its tabs and titles outweighs the name of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lumbung.contracts.model import Contract, PeriodGrain, Source
from lumbung.contracts.periods import PARTS, only_period, unfinished_part
from lumbung.findings import Finding, Severity, finding
from lumbung.harmonise.times.sayings import Saying
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
_OUTWEIGHING = 2
"""Places that must agree before a third one, on the sheet, is taken for forgotten."""

Cells = Mapping[Source, str]
"""Where on the sheet each source says its period; a source without a cell is left out."""


def contradictions(table: Table, used: Saying, said: Sequence[Saying], cells: Cells) -> Iterator[Finding]:
    """T03 for every place that names another period than the one used."""
    for other in said:
        if other.source is used.source:
            continue
        if used.period not in other.all or (other.period is None and other is said[0]):
            rest = next(p for p in other.all if p != used.period)
            yield _told(table, used, (other.source, rest), _severity(used, other, said), cells)


def _severity(used: Saying, other: Saying, said: Sequence[Saying]) -> Severity:
    if used.weak or other.weak or used.period is None or other.period is None:
        return Severity.WARNING
    agreeing = {s.source for s in said if s.period == used.period and not s.weak} | {used.source}
    outweighed = other.source is not Source.FILENAME and len(agreeing) >= _OUTWEIGHING
    return Severity.WARNING if outweighed else Severity.BLOCKER


def against_rows(table: Table, rows: Saying, said: Sequence[Saying], cells: Cells) -> Iterator[Finding]:
    """T03 for every place that names a period of none of the rows."""
    for other in said:
        if other.period and other.period not in rows.all:
            yield _told(table, rows, (other.source, other.period), _severity(rows, other, said), cells)


def part_of_year(table: Table, contract: Contract, used: Saying, cells: Cells) -> Iterator[Finding]:
    """A title about half a year, a quarter or up to a month over a table that is loaded as a whole year."""
    if contract.grain not in PARTS and (part := unfinished_part(" ".join(table.title), contract.grain)):
        other = (Source.TITLE, f"{used.period}-{part}")
        yield _told(table, used, other, Severity.WARNING, cells)


def other_year(
    table: Table, contract: Contract, used: Saying, said: Sequence[Saying], file_name: str, cells: Cells
) -> Iterator[Finding]:
    """A place that names only a year, another one than that of the part of a year which is used."""
    if contract.grain not in PARTS or used.period is None:
        return
    silent = [s for s in BESIDE if s in contract.period.sources and s not in {each.source for each in said}]
    for source in silent:
        year = only_period(texts_beside(table, file_name)[source], PeriodGrain.TAHUN)
        if year and year != used.period[:4]:
            yield _told(table, used, (source, year), Severity.WARNING, cells)


def other_year_over_columns(
    table: Table, contract: Contract, periods: Sequence[str], file_name: str, cells: Cells
) -> Iterator[Finding]:
    """A place that names only a year, another one than that of all the columns: twelve months of one year."""
    years = {period[:4] for period in periods}
    if contract.grain not in PARTS or len(years) != 1:
        return
    (year,), texts = years, texts_beside(table, file_name)
    sources = [s for s in BESIDE if s in contract.period.sources]
    named = {s: said for s in sources if (said := only_period(texts[s], PeriodGrain.TAHUN))}
    used = Saying(Source.TITLE if named.get(Source.TITLE) == year else Source.HEADER, year, (year,))
    for source, other in named.items():
        if other != year:
            yield _told(table, used, (source, other), Severity.WARNING, cells)


def _told(table: Table, used: Saying, other: tuple[Source, str], severity: Severity, cells: Cells) -> Finding:
    held = severity is Severity.BLOCKER
    marked = dict.fromkeys(cells[s] for s in (used.source, other[0]) if s in cells)
    period = used.period or used.all[0]
    return finding(
        "T03",
        sheet=table.sheet,
        cells=tuple(marked) or (table.range.split(":")[0],),
        count=1,
        severity=severity,
        source_a=SOURCE_NAMES[used.source],
        period_a=period,
        source_b=SOURCE_NAMES[other[0]],
        period_b=other[1],
        outcome="belum dimuat" if held else f"dipakai {period}",
        outcome_en="not loaded" if held else f"{period} is used",
    )
