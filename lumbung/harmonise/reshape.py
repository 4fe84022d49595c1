"""Table + places + labels → conformed rows: one row per region, categories and period, with every cell's address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import replace
from datetime import date
from itertools import chain

from lumbung.contracts.model import Contract, Kind
from lumbung.findings import Finding, Severity, finding
from lumbung.harmonise.combining import conformed_rows
from lumbung.harmonise.correcting import EXPLAINED, corrected
from lumbung.harmonise.figures.doubts import Doubts
from lumbung.harmonise.figures.figure_cells import FigureCells
from lumbung.harmonise.headings.doubled_columns import without_doubles
from lumbung.harmonise.headings.figure_columns import timeless_column
from lumbung.harmonise.issues import codes_of, holds_back, issue_findings
from lumbung.harmonise.labels.labelled_rows import LabelledRows
from lumbung.harmonise.labels.labels import Labeller
from lumbung.harmonise.labels.repeated_rows import repeated_rows
from lumbung.harmonise.labels.row_numbers import jumps
from lumbung.harmonise.model import Conformed
from lumbung.harmonise.places import Places
from lumbung.harmonise.rows import ConformedRows
from lumbung.harmonise.times.region_times import out_of_time
from lumbung.harmonise.times.when import When
from lumbung.harmonise.totals.parents import of_parents
from lumbung.harmonise.totals.printed import category_totals, column_totals, history, row_totals
from lumbung.harmonise.totals.read_columns import ReadColumn
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.model import Table


def conform(
    table: Table,
    contract: Contract,
    places: Places,
    when: When,
    gazetteer: Gazetteer,
    doubts: Doubts,
    today: date | None = None,
) -> Conformed:
    """The table harmonised to the contract. Needs complete places and a known period; ``today`` as in
    :func:`~lumbung.harmonise.file.harmonise`."""
    labelled = Labeller(table, contract, places, gazetteer, _told_periods(places, when), today).rows()
    repeated = repeated_rows(table, contract, labelled, when.said_by)
    labelled = labelled.without(repeated.of)
    untimed = tuple(when.rows.issues(contract, places.figures)) if when.rows else ()
    register = corrected(table, contract, places, when, labelled)
    figures = FigureCells(table, places, doubts, contract.decisions, register)
    columns = [ReadColumn(column) for column in figures.columns]
    sums, unplaced = _total_rows(contract, labelled), labelled.nameless(contract.key)
    everything = conformed_rows(contract, labelled.without(sums | unplaced), figures.columns, when)
    if places.beside_rows.listed.measures:
        everything = everything.joined()
    rows = everything.holding_something()
    expired = list(out_of_time(rows, table, places, gazetteer))
    frame, cells = rows.frames()
    over_rows = column_totals(table, figures, columns, when, sums, frozenset(repeated.of), frozenset(unplaced))
    restated = tuple(history(table, contract, figures, columns))
    periods = _periods(contract, places, when, rows)
    observed = {p.row for p in restated} if contract.history and len(periods) == 1 else set()
    return Conformed(
        contract=contract,
        sheet=table.sheet,
        range=table.range,
        periods=periods,
        frame=frame,
        cells=cells,
        printed=tuple(
            p
            for p in (
                *row_totals(columns, contract, when, places.whole),
                *of_parents(over_rows, contract, labelled, gazetteer),
                *category_totals(contract, labelled, columns, when),
                *restated,
            )
            if p.cell not in register.explained
        ),
        findings=(
            *table.notices,
            *places.findings,
            *when.findings,
            *_aggregates(table, observed),
            *jumps(table),
            *repeated.findings(table, places.labels),
            *issue_findings(table.sheet, contract, (*chain(*labelled.issues.values()), *untimed, *expired)),
            *figures.findings(),
            *(figures.unreadable_in(table.history) if contract.history else ()),
            *register.findings,
        ),
        quarantined={i: tuple(dict.fromkeys(codes)) for i, codes in sorted(rows.codes.items())},
        lost_rows={
            **{row: codes_of(issues) for row, issues in labelled.issues.items() if row in unplaced and issues},
            **{i.row: (i.code,) for i in untimed if holds_back(i)},
        },
        contents=labelled.contents,
        labels=places.labels,
        columns_offered=places.offered,
        columns_explained=places.explained,
        columns_unnamed=len(table.unnamed),
        strangers=places.strangers,
        status=when.status,
        statuses=when.statuses,
        offered=Counter(map(str, everything.values[contract.period.name])),
        faulty={**dict.fromkeys(_among(rows, register.explained), EXPLAINED), **rows.faulty},
        corrected=frozenset(_among(rows, register.values.keys())),
    )


def _among(rows: ConformedRows, cells: Set[str]) -> Iterator[tuple[int, str]]:
    """The figures (position, measure) that stand in some cells: those of the register, those that it explains."""
    for name, column in rows.cells.items() if cells else ():
        yield from ((position, name) for position, cell in enumerate(column) if cell in cells)


def timed(table: Table, contract: Contract, places: Places, when: When) -> Places:
    """The places that are left once the period of each column is known, with what that brought to light.

    Two columns that differ only by a period that neither counts for are one column twice; a column without a period
    beside others that name theirs belongs to none.
    """
    if when.per_column:
        lost = [p for p in places.figures if p.period is None and not p.total]
        said: list[Finding] = [timeless_column(p, table, contract) for p in lost]
        kept = tuple(p for p in places.figures if p not in lost)
    else:
        kept, doubled = without_doubles(places.figures, table, when.period if when.rows is None else None)
        said = list({u.letter: u.finding for u in doubled}.values())
        said = [f for i, f in enumerate(said) if f not in said[:i]]
    if not kept and said:
        said = [replace(f, severity=Severity.BLOCKER) for f in said]
    return replace(places, figures=kept, findings=(*places.findings, *said))


def _periods(contract: Contract, places: Places, when: When, rows: ConformedRows) -> tuple[str, ...]:
    if when.rows is not None:
        return tuple(sorted(map(str, set(rows.values[contract.period.name]))))
    return _told_periods(places, when)


def _told_periods(places: Places, when: When) -> tuple[str, ...]:
    """The periods that title or headings tell; none where each row has its own."""
    if when.rows is not None:
        return ()
    if not places.figures and when.period:
        return (when.period,)  # a register without figures
    told = (place.period if when.per_column else when.period for place in places.figures)
    return tuple(dict.fromkeys(period for period in told if period))


def _aggregates(table: Table, observed: Set[int]) -> Iterator[Finding]:
    """Rows that are not loaded because they add up others or restate an earlier period, unless that is wanted."""
    rows = [r for r in (*table.totals, *table.history) if r.row not in observed]
    first = [f"{next(iter(r.cells), 'A')}{r.row}" for r in rows]
    if rows:
        yield finding("S02", sheet=table.sheet, cells=first, count=len(rows))


def _total_rows(contract: Contract, labelled: LabelledRows) -> frozenset[int]:
    """The sheet rows whose label is a category that adds up the others."""
    adding = [(p.name, p.total_codes) for p in contract.of_kind(Kind.CATEGORY) if p.total_codes]
    told = [(codes, labelled.values[name]) for name, codes in adding if name in labelled.values]
    return frozenset(
        row for codes, column in told for row, code in zip(labelled.numbers, column, strict=True) if code in codes
    )
