"""The figures a sheet prints about its own rows: totals and restated totals, with the sums they claim to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from lumbung.contracts.model import Contract, Kind, PeriodGrain
from lumbung.contracts.periods import find_periods
from lumbung.harmonise.figures.figure_cells import FigureCells
from lumbung.harmonise.headings.figure_places import FigurePlace
from lumbung.harmonise.labels.labelled_rows import LabelledRow, LabelledRows
from lumbung.harmonise.model import PrintedFigure, Scope
from lumbung.harmonise.times.when import When
from lumbung.harmonise.totals.counted import Counted
from lumbung.harmonise.totals.read_columns import ReadColumn
from lumbung.harmonise.totals.rounding import slack_of
from lumbung.harmonise.totals.summed import AVERAGE_WORDS, SummedRows
from lumbung.sheets.model import Role, Table, TableRow
from lumbung.text import fold

_KEPT = 0.5
"""Share of the rows that must have a total before one left blank is missed."""


def column_totals(
    table: Table,
    cells: FigureCells,
    columns: Sequence[ReadColumn],
    when: When,
    sums: frozenset[int] = frozenset(),
    repeated: frozenset[int] = frozenset(),
    strange: frozenset[int] = frozenset(),
) -> Iterator[PrintedFigure]:
    """The printed totals over rows, each with the sum of the rows it is about; averages add nothing up.

    ``sums``: body rows whose category adds up others (*Lahan sawah* over *irigasi*): no total counts them.
    ``repeated``: rows that stand twice; a total may have counted them twice or once, which is no mistake of its own.
    ``strange``: rows whose label nobody knows, which it may have left out. A row longer or shorter than the headings
    proves nothing: its figures may have slipped.
    """
    counted = [sums | repeated]
    counted += [sums] if repeated else []
    counted += [sums | repeated | strange] if strange else []
    first, *others = ({p.cell: p for p in _totals(table, cells, columns, when, rows)} for rows in counted)
    for cell, said in first.items():
        read = next((p for p in (said, *(o[cell] for o in others if cell in o)) if p.agrees), said)
        slipped = not read.agrees and not table.ragged.keys().isdisjoint(read.rows)
        yield replace(read, added_up=None) if slipped else read


def _totals(
    table: Table, cells: FigureCells, columns: Sequence[ReadColumn], when: When, sums: frozenset[int]
) -> Iterator[PrintedFigure]:
    additive = [c for c in columns if c.place.measure.additive]
    totals = [t for t in table.totals if not fold(row_label(t)).startswith(AVERAGE_WORDS) and row_label(t)]
    printed = {
        t.row: {c.place.name: cells.printed(t, c.place) for c in additive if c.place.speaks_for(t.row)} for t in totals
    }
    summed = SummedRows(table, additive, printed, sums)
    for total in totals:
        rows = summed.of(total)
        for column in additive if rows is not None else ():
            value, period = printed[total.row].get(column.place.name), when.over(column.place, rows or ())
            if value is not None and period is not None:
                yield _over_rows(column, total.row, rows or (), value, period)


def _over_rows(
    column: ReadColumn, row: int, rows: Sequence[int], value: float, period: str, dimensions: Mapping[str, str] = {}
) -> PrintedFigure:
    place, added, slack = column.place, column.sum_of(rows), column.slack(value, rows)
    unknown = [f"{place.letter}{r}" for r in rows if r in column.unavailable]
    counted = Counted.of(place.measure, value, added, slack, unknown)
    return PrintedFigure(
        period=period,
        measure=place.measure.name,
        dimensions={**dict(place.categories), **dimensions},
        value=value,
        cell=f"{place.letter}{row}",
        row=row,
        scope=Scope.COLUMN,
        added_up=counted.added,
        tolerance=slack,
        title=place.title,
        rows=tuple(rows),
        unknown=counted.unknown,
        beyond=counted.beyond,
    )


def category_totals(
    contract: Contract, labelled: LabelledRows, columns: Sequence[ReadColumn], when: When
) -> Iterator[PrintedFigure]:
    """Totals that stand among the rows as a category of their own (*L, P, L+P* of every kecamatan)."""
    for prop in contract.of_kind(Kind.CATEGORY):
        if not any(map(prop.is_total, set(labelled.values.get(prop.name, ())))):
            continue
        groups: dict[tuple[object, ...], list[LabelledRow]] = defaultdict(list)
        for row in labelled:
            if row.values.get(prop.name):
                others = tuple(sorted((n, v) for n, v in row.values.items() if n != prop.name and n in contract.key))
                groups[when.said_by(row.row.row), *others].append(row)
        for same in groups.values():
            for total in (r for r in same if prop.is_total(r.values[prop.name])):
                code = str(total.values[prop.name])
                rows = [r.row.row for r in same if r.values[prop.name] in prop.parts_of(code)]
                yield from _of_category(columns, total.row.row, rows, when, {prop.name: code})


def _of_category(
    columns: Sequence[ReadColumn], row: int, rows: Sequence[int], when: When, dimensions: Mapping[str, str]
) -> Iterator[PrintedFigure]:
    for column in columns if len(rows) > 1 else ():
        value, period = column.value(row), when.of(column.place, row)
        if value is not None and period is not None and column.place.measure.additive:
            yield _over_rows(column, row, rows, value, period, dimensions)


def row_totals(columns: Sequence[ReadColumn], contract: Contract, when: When, whole: bool) -> Iterator[PrintedFigure]:
    """Printed totals over categories within one row (``Negeri + Swasta = Jumlah``), each with its sum.

    ``whole``: every column of figures is loaded; else a total may count one that is not, and only agreement tells.
    A total left blank over parts that are there is one too, where most rows have theirs.
    """
    for column in columns:
        if not column.place.total or not column.place.measure.additive:
            continue
        parts = [c for c in columns if _is_part(c.place, column.place, contract, when)]
        if len(parts) < 2:
            continue
        kept = sum(value is not None for value in column.column.values) > _KEPT * len(column.column.rows)
        unknown = column.unreadable | column.unavailable
        for row, value in zip(column.column.rows, column.column.values, strict=True):
            period = when.of(column.place, row) or when.of(parts[0].place, row)
            if value is not None and period is not None:
                yield _over_columns(column, parts, row, value, period, whole)
            elif period is not None and whole and kept and row not in unknown:
                left_out = replace(_over_columns(column, parts, row, 0.0, period, whole), scope=Scope.BLANK)
                if left_out.added_up:
                    yield left_out


def _over_columns(
    column: ReadColumn, parts: Sequence[ReadColumn], row: int, value: float, period: str, whole: bool
) -> PrintedFigure:
    figures = [v for p in parts if (v := p.value(row)) is not None]
    added: float | None = sum(figures)
    factor = max(p.place.factor for p in (column, *parts))
    tolerance = slack_of(column.place.measure.logical_type, value, figures, factor)
    unreadable = any(row in p.unreadable for p in parts)
    if unreadable or not figures or (not whole and abs(value - sum(figures)) > tolerance):
        added = None
    place = column.place
    unknown = [f"{p.place.letter}{row}" for p in parts if row in p.unavailable]
    counted = Counted.of(place.measure, value, added, tolerance, unknown)
    return PrintedFigure(
        period=period,
        measure=place.measure.name,
        dimensions=dict(place.categories),
        value=value,
        cell=f"{place.letter}{row}",
        row=row,
        scope=Scope.ROW,
        added_up=counted.added,
        tolerance=tolerance,
        title=place.title,
        rows=(row,),
        unknown=counted.unknown,
        beyond=counted.beyond,
    )


def _is_part(part: FigurePlace, whole: FigurePlace, contract: Contract, when: When) -> bool:
    """True when ``part`` is one of the columns that ``whole`` adds up."""
    if part.total or part.measure != whole.measure:
        return False
    if when.said_over(part) != when.said_over(whole) and when.said_over(whole):
        return False
    mine = dict(part.categories)
    return all(
        mine.get(name) == code
        or (contract.named(name).is_total(code) and mine.get(name) in contract.named(name).parts_of(code))
        for name, code in whole.categories
    )


def history(
    table: Table, contract: Contract, cells: FigureCells, columns: Sequence[ReadColumn]
) -> Iterator[PrintedFigure]:
    """The totals of earlier periods restated under the table."""
    for row in table.history:
        label = history_label(table, row)
        periods = find_periods(label, contract.grain) or find_periods(label, PeriodGrain.TAHUN)
        for column in (c for c in columns if len(periods) == 1 and c.place.speaks_for(row.row)):
            value = cells.printed(row, column.place)
            if value is not None:
                place = column.place
                yield PrintedFigure(
                    period=periods[0],
                    measure=place.measure.name,
                    dimensions=dict(place.categories),
                    value=value,
                    cell=f"{place.letter}{row.row}",
                    row=row.row,
                    scope=Scope.HISTORY,
                    title=place.title,
                )


def row_label(row: TableRow) -> str:
    """The text that labels a total or history row."""
    return next((v for v in row.cells.values() if isinstance(v, str) and v.strip()), "")


def history_label(table: Table, row: TableRow) -> str:
    """What a history row says of its time: a text, or a year that stands as a number beside the figures."""
    beside = (row.cells.get(c.letter) for c in table.columns if c.role is not Role.VALUE)
    year = next((f"{v:.0f}" for v in beside if isinstance(v, int | float) and not isinstance(v, bool)), "")
    return row_label(row) or year
