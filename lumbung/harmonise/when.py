"""Which period a table is about, and what to say when title, sheet, headings and file name disagree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from lumbung.contracts.model import Contract, PeriodGrain, Source
from lumbung.findings import Finding, finding
from lumbung.harmonise.periods import find_periods, find_status
from lumbung.harmonise.places import FigurePlace
from lumbung.sheets.model import Table

SOURCE_NAMES = {
    Source.TITLE: "judul tabel",
    Source.HEADER: "kepala kolom",
    Source.SHEET: "nama lembar",
    Source.FILENAME: "nama berkas",
    Source.CONSTANT: "kontrak",
}


@dataclass(frozen=True)
class When:
    """The period of a table: one for all its columns, or one per column (then ``period`` is None)."""

    period: str | None
    per_column: bool
    status: str
    findings: tuple[Finding, ...] = ()

    def of(self, place: FigurePlace) -> str | None:
        """The period of one column of figures."""
        return place.period if self.per_column else self.period


def year_of(table: Table, file_name: str) -> str | None:
    """The one year that title, sheet name or file name gives, to complete headings such as ``Jan``."""
    for text in (" ".join(table.title), table.sheet, PurePath(file_name).stem):
        years = find_periods(text, PeriodGrain.TAHUN)
        if years:
            return years[0]
    return None


def find_when(table: Table, contract: Contract, places: Sequence[FigurePlace], file_name: str) -> When:
    """The period of ``table``, from the sources the contract trusts, in their order."""
    status = find_status(" ".join(table.title)) or "tetap"
    in_header = {p.period for p in places if p.period}
    if len(in_header) > 1:
        return When(None, True, status)
    found = [(s, p) for s in contract.period.sources if (p := _named(table, contract, s, in_header, file_name))]
    if not found:
        return When(None, False, status, (_unknown(table, contract),))
    source, periods = found[0]
    disagreements = tuple(_contradictions(table, source, periods[0], found[1:]))
    return When(periods[0], False, status, disagreements)


def _named(
    table: Table, contract: Contract, source: Source, in_header: set[str], file_name: str
) -> tuple[str, ...]:
    if source is Source.CONSTANT:
        return (contract.period.constant,) if contract.period.constant else ()
    if source is Source.HEADER:
        return tuple(in_header)
    year = year_of(table, file_name)
    texts = {
        Source.TITLE: " ".join(table.title),
        Source.SHEET: table.sheet,
        Source.FILENAME: PurePath(file_name).stem,
    }
    return find_periods(texts.get(source, ""), contract.grain, year)


def _contradictions(
    table: Table, source: Source, period: str, others: Sequence[tuple[Source, tuple[str, ...]]]
) -> Iterator[Finding]:
    for other, periods in others:
        if period not in periods:
            yield finding(
                "T03",
                sheet=table.sheet,
                cells=(table.range.split(":")[0],),
                source_a=SOURCE_NAMES[source],
                period_a=period,
                source_b=SOURCE_NAMES[other],
                period_b=periods[0],
            )


def _unknown(table: Table, contract: Contract) -> Finding:
    return finding(
        "F09",
        sheet=table.sheet,
        cells=(table.range.split(":")[0],),
        what="Periode",
        found=f"Data {contract.title} tidak menyebut periodenya pada judul, kepala kolom, lembar, maupun nama berkas.",
    )
