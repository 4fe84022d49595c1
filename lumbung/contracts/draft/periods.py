"""Which grain of period a table is about, and in which places it is named."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lumbung.contracts.model import PeriodGrain, Source
from lumbung.contracts.periods import PARTS, find_part, find_periods, only_period
from lumbung.sheets.model import Column, Role, Table

_SCHOOL = re.compile(r"\b(?:ajaran|pelajaran)\b|(?<!\d)20\d\d\s*/\s*(?:20)?\d\d(?!\d)", re.IGNORECASE)
_ORDER = (Source.TITLE, Source.HEADER, Source.SHEET, Source.FILENAME)


@dataclass(frozen=True)
class PeriodPlan:
    """The grain, the places to look in by trust, and whether this very file names its period in one of them."""

    grain: PeriodGrain
    sources: tuple[Source, ...]
    named: bool
    year: str | None  # of the table as a whole
    spellings: tuple[str, ...] = ()  # headings of the column that gives each row its period


def plan_period(table: Table, file_stem: str) -> PeriodPlan:
    """The period of a table as its title, headings, sheet and file name give it."""
    headers = [" ".join(c.path) for c in table.columns if c.role is Role.VALUE]
    texts = {
        Source.TITLE: [" ".join(table.title)],
        Source.HEADER: headers,
        Source.SHEET: [table.sheet],
        Source.FILENAME: [file_stem],
    }
    year = _year(texts)
    grain = _grain(texts)
    said = {source: _periods(lines, grain, year) for source, lines in texts.items()}
    several = len(said[Source.HEADER]) > 1
    order = sorted(_ORDER, key=lambda s: (not (s is Source.HEADER and several), not said[s], _ORDER.index(s)))
    return PeriodPlan(grain, tuple(order), any(said.values()), year)


def _year(texts: Mapping[Source, Sequence[str]]) -> str | None:
    for source in (Source.TITLE, Source.SHEET, Source.FILENAME):
        text = texts[source][0]
        if find_periods(text, PeriodGrain.TAHUN):
            return only_period(text, PeriodGrain.TAHUN)
    return None


def _periods(lines: Sequence[str], grain: PeriodGrain, year: str | None) -> frozenset[str]:
    return frozenset(p for line in lines for p in find_periods(line, grain, year))


def _grain(texts: Mapping[Source, Sequence[str]]) -> PeriodGrain:
    """The finest grain that a place names, the surest place first: headings, title, sheet, file name."""
    for source in (Source.HEADER, Source.TITLE, Source.SHEET, Source.FILENAME):
        lines = [line for line in texts[source] if line]
        for grain in PARTS:
            if lines and sum(find_part(line, (grain,)) is not None for line in lines) * 2 > len(lines):
                return grain
        school = [bool(_SCHOOL.search(line) and find_periods(line, PeriodGrain.TAHUN_AJARAN)) for line in lines]
        if school and all(school):
            return PeriodGrain.TAHUN_AJARAN
        if any(find_periods(line, PeriodGrain.TAHUN) for line in lines):
            return PeriodGrain.TAHUN
    return PeriodGrain.TAHUN


def by_rows(table: Table, plan: PeriodPlan, columns: Sequence[Column]) -> PeriodPlan:
    """The plan where a column gives each row its own period; the others complete it."""
    for column in columns:
        grain = _grain_down(table, column, plan.year)
        if grain is not None:
            others = tuple(s for s in plan.sources if s is not Source.HEADER)
            whole = grain not in PARTS or plan.year is not None or len(columns) > 1
            spellings = tuple(dict.fromkeys(column.path))
            return PeriodPlan(grain, (Source.COLUMN, *others), whole, plan.year, spellings)
    return plan


def _grain_down(table: Table, column: Column, year: str | None) -> PeriodGrain | None:
    """The grain of period that every row of a column gives; None where some give none."""
    texts = [str(v).strip() for r in table.rows if (v := r.cells.get(column.letter)) is not None and str(v).strip()]
    for grain in (PeriodGrain.TAHUN_AJARAN, *PARTS, PeriodGrain.TAHUN):
        if texts and all(find_periods(t, grain, year or "2000") for t in texts):
            return grain
    return None
