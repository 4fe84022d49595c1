"""Table + places + labels → conformed rows: one row per region, categories and period, with every cell's address."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from datetime import date

from lumbung.contracts.model import Contract, Kind, Property
from lumbung.findings import Finding, Severity, finding
from lumbung.harmonise.correcting import EXPLAINED, Corrected, corrected
from lumbung.harmonise.figures.doubts import Doubts
from lumbung.harmonise.figures.figure_cells import FigureCells
from lumbung.harmonise.figures.held_columns import FigureCell, FigureColumn
from lumbung.harmonise.headings.doubled_columns import without_doubles
from lumbung.harmonise.headings.figure_columns import timeless_column
from lumbung.harmonise.issues import Issue, holds_back, issue_findings
from lumbung.harmonise.labels.labels import LabelledRow, Labeller, attribute_value, is_numeric_attribute
from lumbung.harmonise.labels.repeated_rows import repeated_rows
from lumbung.harmonise.labels.row_numbers import jumps
from lumbung.harmonise.model import Conformed
from lumbung.harmonise.places import Places
from lumbung.harmonise.rows import ConformedRow, frames, joined
from lumbung.harmonise.times.region_times import out_of_time
from lumbung.harmonise.times.when import When
from lumbung.harmonise.totals.parents import of_parents
from lumbung.harmonise.totals.printed import ReadColumn, category_totals, column_totals, history, row_totals
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
    labelled = repeated.without(labelled)
    untimed = tuple(when.rows.issues(contract, places.figures)) if when.rows else ()
    register = corrected(table, contract, places, when, labelled)
    figures = FigureCells(table, places, doubts, contract.decisions, register)
    columns = [ReadColumn(column) for column in figures.columns]
    sums = _total_rows(contract, labelled)
    body = [r for r in labelled if r.row.row not in sums and not _unplaced(r, contract)]
    everything = list(_conformed_rows(contract, body, figures.columns, when))
    if places.beside_rows.listed.measures:
        everything = joined(contract, everything)
    measures = [m.name for m in contract.measures]
    rows = [r for r in everything if r.codes or _holds_anything(contract, r, measures)]
    expired = list(out_of_time(contract, {r.row.row: r.row for r in labelled}, rows, places, gazetteer))
    frame, cells = frames(contract, rows)
    over_rows = column_totals(table, figures, columns, when, sums, frozenset(repeated.of))
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
            *issue_findings(table.sheet, contract, (*(i for r in labelled for i in r.issues), *untimed, *expired)),
            *figures.findings(),
            *(figures.unreadable_in(table.history) if contract.history else ()),
            *register.findings,
        ),
        quarantined={i: tuple(dict.fromkeys(r.codes)) for i, r in enumerate(rows) if r.codes},
        lost_rows={
            **{r.row.row: _codes(r.issues) for r in labelled if _unplaced(r, contract) and r.issues},
            **{i.row: (i.code,) for i in untimed if holds_back(i)},
        },
        contents={r.row.row: r.row.cells for r in labelled},
        labels=places.labels,
        columns_offered=places.offered,
        columns_explained=places.explained,
        columns_unnamed=len(table.unnamed),
        strangers=places.strangers,
        status=when.status,
        statuses=when.statuses,
        offered=Counter(str(r.values[contract.period.name]) for r in everything),
        faulty={**_explained(rows, register), **_faulty(rows)},
        corrected=_corrected(rows, register),
    )


def _faulty(rows: Sequence[ConformedRow]) -> dict[tuple[int, str], str]:
    return {(i, name): code for i, r in enumerate(rows) for name, code in r.faulty.items()}


def _corrected(rows: Sequence[ConformedRow], register: Corrected) -> frozenset[tuple[int, str]]:
    """Figures of the register, not of their cells."""
    if not register.values:
        return frozenset()
    return frozenset((i, n) for i, r in enumerate(rows) for n, c in r.cells.items() if c in register.values)


def _explained(rows: Sequence[ConformedRow], register: Corrected) -> dict[tuple[int, str], str]:
    """Figures that a person explained: no rule complains about them."""
    if not register.explained:
        return {}
    cells = ((i, name, cell) for i, r in enumerate(rows) for name, cell in r.cells.items())
    return {(i, name): EXPLAINED for i, name, cell in cells if cell in register.explained}


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


def _periods(contract: Contract, places: Places, when: When, rows: Sequence[ConformedRow]) -> tuple[str, ...]:
    if when.rows is not None:
        return tuple(sorted({str(r.values[contract.period.name]) for r in rows}))
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


def _unplaced(row: LabelledRow, contract: Contract) -> bool:
    """True when a key label is unknown: the row's figures belong nowhere."""
    if None not in row.values.values():
        return False
    return any(name in row.values and row.values[name] is None for name in contract.key)


def _codes(issues: Sequence[Issue]) -> tuple[str, ...]:
    """What holds a row back."""
    return tuple(dict.fromkeys(i.code for i in issues if holds_back(i)))


def _conformed_rows(
    contract: Contract, labelled: Sequence[LabelledRow], figures: Sequence[FigureColumn], when: When
) -> Iterator[ConformedRow]:
    """Every combination of region, categories and period that the sheet offers, also those left blank."""
    numeric = [p for p in contract.properties if is_numeric_attribute(p)]
    together = _together([column for column in figures if not column.place.total], when)
    for row in labelled:
        number, base = row.row.row, _new_row(row, numeric)
        if not contract.measures and (period := when.of_row(number)):
            yield base.at(contract, (), period)
        combinations: dict[tuple[object, ...], ConformedRow] = {}
        for columns in together:
            place = columns[0].place
            cells = [cell for column in columns if (cell := column.cells.get(number)) is not None]
            period = when.of(place, number) if cells else None
            if period is None:
                continue
            key = (place.categories, period)
            if key not in combinations:
                combinations[key] = base.at(contract, place.categories, period)
            _place_figures(combinations[key], cells)
        yield from combinations.values()


def _together(columns: Sequence[FigureColumn], when: When) -> Sequence[Sequence[FigureColumn]]:
    """The columns whose figures of one sheet row are always about the same categories and period."""
    groups: dict[tuple[object, ...], list[FigureColumn]] = defaultdict(list)
    for column in columns:
        groups[column.place.categories, when.said_over(column.place)].append(column)
    return list(groups.values())


def _holds_anything(contract: Contract, row: ConformedRow, measures: Sequence[str]) -> bool:
    """False for a combination that was left blank, unless the contract requires its figure."""
    for name in measures:
        if row.values.get(name) is not None:
            return True
    return not measures or any(m.required and m.name in row.cells for m in contract.measures)


def _place_figures(target: ConformedRow, cells: Sequence[FigureCell]) -> None:
    for cell in cells:
        name = cell.place.measure.name
        target.values[name] = cell.value
        target.cells[name] = cell.cell
        if cell.figure.code:
            target.blame(name, cell.figure.code)


def _new_row(row: LabelledRow, numeric: Sequence[Property]) -> ConformedRow:
    """What the labels of a sheet row give to each of its conformed rows; ``numeric``: attributes that are numbers."""
    values: dict[str, object] = dict(row.values)
    for prop in numeric:
        if prop.name in values:
            values[prop.name] = attribute_value(row.values[prop.name])
    if not row.issues:
        return ConformedRow(row.row.row, values)
    faulty = {i.property: i.code for i in row.issues if holds_back(i)}
    return ConformedRow(row.row.row, values, codes=_codes(row.issues), faulty=faulty)


def _total_rows(contract: Contract, labelled: Sequence[LabelledRow]) -> frozenset[int]:
    """The sheet rows whose label is a category that adds up the others."""
    adding = [(p.name, p.total_codes) for p in contract.of_kind(Kind.CATEGORY) if p.total_codes]
    return frozenset(r.row.row for r in labelled for name, codes in adding if r.values.get(name) in codes)
