"""What ought to be in a table and is not (T04): regions, categories, measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from expectations.rules.blank_rows import BlankRow, blank_rows, listed_blank
from lumbung.contracts.model import Contract, Kind, Property, RegionLevel, Source
from lumbung.findings import Finding, finding
from lumbung.harmonise.figures.row_measures import named_elsewhere
from lumbung.harmonise.model import Conformed
from lumbung.harmonise.times.spans import last_day_of
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.addresses import split

SHOWN_NAMES = 10
SHOWN_PERIODS = 6
COLUMN = "kolom"
_INDICATOR = "indikator"
REFUSED_HEADINGS = ("H03", "H05", "H07", "H11")
"""Findings about headings, each the cell of a column of figures that is not loaded."""


def expected_regions(contract: Contract, gazetteer: Gazetteer, period: str) -> tuple[str, ...]:
    """Codes of the regions a file of this dataset must have, in code order; empty if the contract does not say.

    Those that exist on the last day of the period: a village that has moved is expected once.
    """
    level = contract.complete_over
    return tuple(r.code for r in gazetteer.of_level(level, on=last_day_of(period))) if level else ()


def missing_regions(same: Sequence[Conformed], period: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Codes of expected regions with no row of a period in any of the tables of one dataset.

    A row that was read but could not be resolved, or stands for a region that stands there already, has a finding of
    its own: the region that it most probably means is not called missing, nor are as many as rows tell no such region.
    """
    contract = same[0].contract
    expected = expected_regions(contract, gazetteer, period)
    if not expected or contract.complete_over is None:
        return ()
    column = _column(contract, contract.complete_over)
    frames = _frames(same, period)
    present = {code for frame in frames for code in frame[column].dropna()}
    meant = [_meant(c, set(expected) - present) for c in same]
    there = present.union(*(codes.values() for codes in meant))
    missing = tuple(code for code in expected if code not in there)
    doubled = {code for frame in frames for code in frame[column][frame.duplicated([*contract.key])]}
    unresolved = sum(len(c.lost_rows.keys() - codes.keys()) for c, codes in zip(same, meant, strict=True))
    return missing if len(missing) > unresolved + len(doubled) else ()


def _meant(conformed: Conformed, absent: set[str]) -> dict[int, str]:
    """Sheet rows whose region was not resolved, and the absent one that each most probably means."""
    named = ((f, p.best.target) for f in conformed.findings for p in f.proposals if p.best)
    asked = ((split(cell)[1], code) for f, code in named if code in absent for cell in f.cells)
    return {row: code for row, code in asked if row in conformed.lost_rows}


def _frames(same: Sequence[Conformed], period: str) -> list[pd.DataFrame]:
    """What the tables of one dataset hold of a period."""
    return [c.frame[c.frame[c.contract.period.name] == period] for c in same]


def _column(contract: Contract, level: RegionLevel) -> str:
    return next(p.name for p in contract.of_kind(Kind.REGION) if p.region_level is level)


def coverage_findings(same: Sequence[Conformed], gazetteer: Gazetteer) -> Iterator[Finding]:
    """T04 for missing regions, categories and measures, each said once with the periods that lack them alike.

    A column without a heading, or whose heading or unit is refused, has a finding of its own, and so has a row whose
    label is none of the choices; as many categories or measures are not called missing, unless the column is a
    stranger to the table. Nor is a required measure that stands there blank, nor one whose cells are faulty: each of
    them is told. Where the row is there and only its figures are not, its cells are told.
    """
    contract = same[0].contract
    unnamed = sum(c.columns_unnamed + _refused_columns(c) + _refused_rows(c) for c in same)
    unlisted = sum("V02" in codes for c in same for codes in c.lost_rows.values())
    periods = list(dict.fromkeys(p for c in same for p in c.periods))
    told: dict[tuple[str, int, tuple[str, ...]], list[str]] = {}
    blank: dict[tuple[str, str], list[BlankRow]] = {}
    for period in periods:
        frames = _frames(same, period)
        if not any(len(frame) for frame in frames):
            continue
        for prop, codes, expected in _missing_labels(same, period, gazetteer, unnamed, unlisted):
            standing = list(blank_rows(same, period, prop, codes, gazetteer))
            for row in standing:
                name = _name(prop, row.code, gazetteer)
                blank.setdefault((_level(prop), name), []).append(row)
            absent = tuple(_name(prop, c, gazetteer) for c in codes if c not in {row.code for row in standing})
            told.setdefault((_level(prop), expected, absent), []).append(period)
        measures = _missing_measures(same, period, unnamed)
        for row in listed_blank(same, period, measures):
            blank.setdefault((_INDICATOR, contract.named(row.code).title), []).append(row)
        absent = tuple(m.title for m in measures if not any(listed_blank(same, period, [m])))
        told.setdefault((COLUMN, len(contract.measures), absent), []).append(period)
    across = _across(same)
    for (what, expected, names), lacking in told.items():
        if names:
            variant = "columns" if what in across else ""
            yield _finding(same[0], lacking, expected, what, names, variant)
    for (what, name), rows in blank.items():
        yield _blank_finding(contract, what, name, rows)


def _missing_labels(
    same: Sequence[Conformed], period: str, gazetteer: Gazetteer, unnamed: int, unlisted: int
) -> Iterator[tuple[Property, tuple[str, ...], int]]:
    """The regions and the categories of each property that a period lacks, with how many are expected."""
    contract, frames = same[0].contract, _frames(same, period)
    if contract.complete_over:
        expected = len(expected_regions(contract, gazetteer, period))
        region = contract.named(_column(contract, contract.complete_over))
        yield region, missing_regions(same, period, gazetteer), expected
    for prop in contract.of_kind(Kind.CATEGORY):
        if Source.CONSTANT not in prop.sources:
            codes, expected = _missing_categories(frames, prop)
            explained = unnamed if Source.HEADER in prop.sources else unlisted
            yield prop, () if len(codes) <= explained else codes, expected


def _level(prop: Property) -> str:
    return str(prop.region_level) if prop.region_level else prop.title.lower()


def _name(prop: Property, code: str, gazetteer: Gazetteer) -> str:
    if prop.region_level:
        return gazetteer[code].name
    return next((c.name for c in prop.categories if c.code == code), code)


def _blank_finding(contract: Contract, what: str, name: str, rows: Sequence[BlankRow]) -> Finding:
    periods = list(dict.fromkeys(row.period for row in rows))
    return finding(
        "T04",
        sheet=rows[0].sheet,
        cells=[cell for row in rows if row.sheet == rows[0].sheet for cell in row.cells],
        dataset=contract.dataset,
        period=_only(periods),
        about=_about(periods),
        level=what,
        names=name,
        variant="blank",
    )


def _across(same: Sequence[Conformed]) -> set[str]:
    """What stands in columns beside each other, as it is told: measures, and categories that no column lists."""
    contract, listed = same[0].contract, {name for c in same for name in c.labels}
    spread = [p for p in contract.of_kind(Kind.CATEGORY) if Source.HEADER in p.sources and p.name not in listed]
    measures = () if any(named_elsewhere(m) for m in contract.measures) else (COLUMN,)
    return {*measures, *(p.title.lower() for p in spread)}


def _refused_columns(conformed: Conformed) -> int:
    """How many columns of figures are not loaded and have a finding of their own."""
    headings = {cell for f in conformed.findings if f.code in REFUSED_HEADINGS for cell in f.cells}
    return len(headings - conformed.strangers) + len(
        {
            split(cell)[0]
            for f in conformed.findings
            if f.code == "C13" and "others" not in f.parameters
            for cell in f.cells
        }
    )


def _refused_rows(conformed: Conformed) -> int:
    """How many rows of figures, each perhaps of a measure of its own, are in a unit that nobody knows."""
    return len({split(cell)[1] for f in conformed.findings if f.code == "U01" for cell in f.cells})


def _missing_measures(same: Sequence[Conformed], period: str, unnamed: int) -> tuple[Property, ...]:
    """The measures without a figure of a period: optional ones left blank, and those without a column,
    unless there are as many columns that may be theirs."""
    contract = same[0].contract
    cells = [c.cells[c.frame[contract.period.name] == period] for c in same]
    without = [m for m in contract.measures if not any(f[m.name].notna().any() for f in _frames(same, period))]
    beside = [m for m in without if not named_elsewhere(m)]
    there = {m.name for m in without if any((of[m.name] != "").any() for of in cells)}
    absent = [m for m in without if m.name not in there]
    explained = {m.name for m in absent} if len(absent) <= unnamed else set()
    listed = {m.name for m in without if m not in beside and m.name not in there}
    twice = sum(int(f.duplicated([*contract.key]).sum()) for f in _frames(same, period))
    explained |= listed if len(listed) <= twice else set()  # a row that stands twice bears the name of another
    faulty = {name for c in same for _, name in c.faulty}
    told = {m.name for m in without if m.name in there and (m.required or m.name in faulty)}
    return tuple(m for m in without if m.name not in explained | told)


def _missing_categories(frames: Sequence[pd.DataFrame], prop: Property) -> tuple[tuple[str, ...], int]:
    expected = [c for c in prop.categories if not c.total and not c.optional]
    present = {code for frame in frames for code in frame[prop.name].dropna()}
    missing = tuple(c.code for c in expected if c.code not in present)
    return (missing if len(missing) < len(expected) else ()), len(expected)


def _only(periods: Sequence[str]) -> str | None:
    return periods[0] if len(periods) == 1 else None


def _about(periods: Sequence[str]) -> str:
    """The periods that lack something alike, the first few of them."""
    return ", ".join(periods[:SHOWN_PERIODS]) + (", …" if len(periods) > SHOWN_PERIODS else "")


def _finding(
    where: Conformed, periods: Sequence[str], expected: int, what: str, names: Sequence[str], variant: str
) -> Finding:
    more = f" dan {len(names) - SHOWN_NAMES} lainnya" if len(names) > SHOWN_NAMES else ""
    return finding(
        "T04",
        sheet=where.sheet,
        cells=(where.range.split(":")[0],),
        dataset=where.contract.dataset,
        period=_only(periods),
        about=_about(periods),
        missing=len(names),
        expected=expected,
        level=what,
        names=", ".join(names[:SHOWN_NAMES]) + more,
        variant=variant,
    )
