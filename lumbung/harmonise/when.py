"""Which period a table is about, and what to say when title, sheet, headings and file name disagree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from lumbung.contracts.model import Contract, PeriodGrain, Source
from lumbung.contracts.periods import PARTS, find_part, find_periods, find_status, only_period
from lumbung.findings import Finding, finding
from lumbung.harmonise.figure_columns import FigurePlace
from lumbung.sheets.model import Table

SOURCE_NAMES = {
    Source.TITLE: "judul tabel",
    Source.HEADER: "kepala kolom",
    Source.SHEET: "nama lembar",
    Source.FILENAME: "nama berkas",
    Source.CONSTANT: "kontrak",
}
FINAL = "tetap"


@dataclass(frozen=True)
class When:
    """The period of a table: one for all its columns, or one per column (then ``period`` is None)."""

    period: str | None
    per_column: bool
    status: str
    findings: tuple[Finding, ...] = ()
    statuses: Mapping[str, str] = field(default_factory=dict)  # of periods whose heading says so

    def of(self, place: FigurePlace) -> str | None:
        """The period of one column of figures."""
        return place.period if self.per_column else self.period


@dataclass(frozen=True)
class _Said:
    """What one source says: the one period it is about (None if it names several), and all it names."""

    source: Source
    period: str | None
    all: tuple[str, ...]


def year_of(table: Table, file_name: str) -> str | None:
    """The one year that title, sheet name or file name gives, to complete headings such as ``Jan``."""
    for text in _texts(table, file_name).values():
        if find_periods(text, PeriodGrain.TAHUN):
            return only_period(text, PeriodGrain.TAHUN)
    return None


def find_when(table: Table, contract: Contract, places: Sequence[FigurePlace], file_name: str) -> When:
    """The period of ``table``, from the sources the contract trusts, in their order."""
    status = find_status(" ".join(table.title)) or FINAL
    statuses = dict(_statuses(places, contract.grain))
    in_header = tuple(dict.fromkeys(p.period for p in places if p.period))
    if len(in_header) > 1 and Source.HEADER in contract.period.sources:
        return When(None, True, status, statuses=statuses)
    said = [s for source in contract.period.sources if (s := _say(table, contract, source, in_header, file_name)).all]
    if in_header and Source.HEADER not in contract.period.sources:
        said.append(_say(table, contract, Source.HEADER, in_header, file_name))
    chosen = _choose(said)
    if chosen is None:
        return When(None, False, status, (_unknown(table, contract, said),))
    source, period = chosen
    contradictions = (*_contradictions(table, source, period, said), *_parts(table, contract, source, period))
    return When(period, False, statuses.get(period, status), contradictions)


def _texts(table: Table, file_name: str) -> Mapping[Source, str]:
    title, stem = " ".join(table.title), PurePath(file_name).stem.replace("_", " ")  # Peserta_KB_Mei_2025
    return {Source.TITLE: title, Source.SHEET: table.sheet, Source.FILENAME: stem}


def _say(table: Table, contract: Contract, source: Source, in_header: tuple[str, ...], file_name: str) -> _Said:
    if source is Source.CONSTANT:
        return _Said(source, contract.period.constant, tuple(filter(None, [contract.period.constant])))
    if source is Source.HEADER:
        return _Said(source, in_header[0] if len(in_header) == 1 else None, in_header)
    text, year = _texts(table, file_name).get(source, ""), year_of(table, file_name)
    periods = find_periods(text, contract.grain, year)
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
    """A title about half a year or a quarter over a table that is loaded as a whole year."""
    part = find_part(" ".join(table.title), (PeriodGrain.SEMESTER, PeriodGrain.TRIWULAN))
    if contract.grain not in PARTS and part:
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


def _unknown(table: Table, contract: Contract, said: Sequence[_Said]) -> Finding:
    if said:
        named = ", ".join(said[0].all)
        found = f"Data {contract.title}: {SOURCE_NAMES[said[0].source]} menyebut lebih dari satu periode: {named}."
    else:
        found = f"Data {contract.title} tidak menyebut periodenya pada judul, kepala kolom, lembar, maupun nama berkas."
    return finding("F09", sheet=table.sheet, cells=(table.range.split(":")[0],), what="Periode", found=found)
