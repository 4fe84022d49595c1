"""Columns and sections that give each row its time: *Tahun*, *Bulan*, a date, a list of months, a year above rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lumbung.contracts.model import Contract, PeriodGrain, Source
from lumbung.contracts.periods import (
    PARTS,
    column_of_times,
    find_periods,
    is_only_period,
    only_period,
    period_of_day,
)
from lumbung.contracts.written_days import read_day
from lumbung.harmonise.headings.explain import ANY_YEAR
from lumbung.harmonise.labels.label_columns import LISTED, SAMPLE
from lumbung.sheets.model import Column, Role, Table, TextRow
from lumbung.text import fold, squash

_ORDINAL = re.compile(r"\d{1,2}|[ivx]{1,4}", re.IGNORECASE)
_MONTH = "2000-01"
_SHARE = 0.5
_SHARE_WITHOUT_HEADING = 0.8


@dataclass(frozen=True)
class TimeColumn:
    """A column that names a time; ``word`` goes before a bare number in it: *Bulan* 7."""

    letter: str
    word: str = ""

    def text(self, written: str) -> str:
        """What a cell says of a time."""
        return f"{self.word} {written}" if self.word and _ORDINAL.fullmatch(written) else written


def time_columns(table: Table, contract: Contract, taken: Collection[str]) -> tuple[TimeColumn, ...]:
    """The columns that say when each row was, in sheet order; ``taken``: columns that hold something else."""
    if not LISTED.intersection(contract.period.sources):
        return ()
    free = [c for c in table.columns if c.letter not in taken]
    headed = [(c, w) for c in free if (w := _heading(c, contract)) is not None]
    found = [TimeColumn(c.letter, w) for c, w in headed if _share(table, TimeColumn(c.letter, w), contract) > _SHARE]
    if found or Source.ROWLABEL not in contract.period.sources:
        return tuple(found)
    shares = {c.letter: _share(table, TimeColumn(c.letter), contract) for c in free if c.role is Role.LABEL}
    best = max(shares, key=shares.__getitem__, default=None)
    return (TimeColumn(best),) if best and shares[best] >= _SHARE_WITHOUT_HEADING else ()


def _heading(column: Column, contract: Contract) -> str | None:
    """The word for what the heading announces; None where it announces no time."""
    own = {fold(s) for s in contract.period.spellings}
    for element in column.path:
        if (word := column_of_times(element)) is not None:
            return word
        if fold(element) in own:
            return str(contract.grain) if contract.grain in (*PARTS[:4], PeriodGrain.MINGGU) else ""
    return None


def _share(table: Table, column: TimeColumn, contract: Contract) -> float:
    """Share of the filled cells that say nothing but a time; of a long table, of a sample."""
    rows = table.rows[:: max(1, len(table.rows) // SAMPLE)]
    texts = [column.text(squash(str(v))) for r in rows if (v := r.cells.get(column.letter)) is not None]
    return sum(says_time(t, contract.grain) for t in texts) / len(texts) if texts else 0.0


@lru_cache(maxsize=4096)
def says_time(text: str, grain: PeriodGrain) -> bool:
    """True for a text about a time of a grain or a part of one, whatever the year."""
    if is_only_period(text, grain, ANY_YEAR) or period_of_day(text, grain) or read_day(text):
        return True
    if grain is PeriodGrain.TANGGAL and (is_only_period(text, PeriodGrain.BULAN, ANY_YEAR) or _is_day(text)):
        return True
    return grain in PARTS and is_only_period(text, PeriodGrain.TAHUN)


def _is_day(text: str) -> bool:
    return bool(find_periods(text, PeriodGrain.TANGGAL, _MONTH))


def section_times(sections: Sequence[TextRow], contract: Contract) -> tuple[TextRow, ...]:
    """The sections that are about a time: *Tahun 2021*, *Januari* above the rows of that month."""
    if Source.SECTION not in contract.period.sources:
        return ()
    return tuple(s for s in sections if says_time(squash(s.text), contract.grain))


@lru_cache(maxsize=65_536)
def period_said(text: str, grain: PeriodGrain, known: str | None) -> str | None:
    """The one period that the words of a row and its column are about; a day lies in one of every grain."""
    return only_period(text, grain, known) or period_of_day(text, grain)
