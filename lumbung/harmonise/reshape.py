"""Table + places + labels → conformed rows: one row per region, categories and period, with every cell's address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from lumbung.contracts.model import Contract, Kind, Property
from lumbung.findings import Finding, finding
from lumbung.harmonise.labels import Issue, Labeller, LabelledRow, attribute_value, issue_findings
from lumbung.harmonise.model import ROW, Conformed
from lumbung.harmonise.places import FigurePlace, Places
from lumbung.harmonise.printed import ReadColumn, column_totals, history, row_totals
from lumbung.harmonise.values import Absence, Figure, convert, read_figure, settle, suggestion
from lumbung.harmonise.when import When
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.addresses import number as column_number
from lumbung.sheets.model import EMPTY_CELL, Cell, Table

_SILENT_CODES = frozenset({"C01", "C02"})
"""Found when the sheet was read, with their cells; said once."""


@dataclass
class _Row:
    """A conformed row in the making."""

    row: int
    values: dict[str, object]
    cells: dict[str, str]
    codes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _FigureCell:
    """One cell of figures, read and settled."""

    place: FigurePlace
    row: int
    figure: Figure
    value: float | None  # in the measure's unit

    @property
    def cell(self) -> str:
        return f"{self.place.letter}{self.row}"


def conform(
    table: Table, contract: Contract, places: Places, when: When, gazetteer: Gazetteer
) -> Conformed:
    """The table harmonised to the contract. Needs complete places and a known period."""
    labelled = Labeller(table, contract, places, gazetteer).rows()
    figures = _figures(table, places)
    columns = [_read_column(place, figures[place.letter], when) for place in places.figures]
    rows = list(_conformed_rows(contract, labelled, figures, when))
    findings = [
        *places.findings,
        *when.findings,
        *issue_findings(table.sheet, contract, (i for r in labelled for i in r.issues)),
        *_figure_findings(table, figures),
    ]
    frame, cells = _frames(contract, rows)
    return Conformed(
        contract=contract,
        sheet=table.sheet,
        range=table.range,
        periods=tuple(dict.fromkeys(p for place in places.figures if (p := when.of(place)))),
        frame=frame,
        cells=cells,
        printed=(
            *row_totals(columns, contract, when),
            *column_totals(table, contract, columns, when, gazetteer),
            *history(table, contract, columns),
        ),
        findings=tuple(findings),
        quarantined={i: tuple(dict.fromkeys(r.codes)) for i, r in enumerate(rows) if r.codes},
        lost_rows={r.row.row: _codes(r.issues) for r in labelled if _unplaced(r, contract) and r.issues},
        contents={r.row: dict(r.cells) for r in table.rows},
        labels=places.labels,
        columns_offered=places.offered,
        columns_explained=places.explained,
        status=when.status,
    )


# -- figures -----------------------------------------------------------------------------------------------------


def _figures(table: Table, places: Places) -> Mapping[str, tuple[_FigureCell, ...]]:
    """Every cell of figures, by column letter; blanks settled by what stands beside them."""
    read = {p.letter: [read_figure(r.cells.get(p.letter), _cell(table, r.row, p)) for r in table.rows] for p in places.figures}
    filled_rows = {i for figures in read.values() for i, f in enumerate(figures) if f.value is not None}
    return {
        place.letter: tuple(_settled(table, place, read[place.letter], filled_rows)) for place in places.figures
    }


def _settled(
    table: Table, place: FigurePlace, figures: Sequence[Figure], filled_rows: set[int]
) -> Iterator[_FigureCell]:
    filled_column = any(f.value is not None for f in figures)
    for index, (row, figure) in enumerate(zip(table.rows, figures, strict=True)):
        value = settle(figure, place.measure, filled_column and index in filled_rows)
        in_unit = None if value is None else value if place.factor == 1.0 else convert(value, place.factor)
        yield _FigureCell(place, row.row, figure, in_unit)


def _cell(table: Table, row: int, place: FigurePlace) -> Cell:
    return table.grid.cell(row, column_number(place.letter)) if table.grid else EMPTY_CELL


def _read_column(place: FigurePlace, cells: Sequence[_FigureCell], when: When) -> ReadColumn:
    return ReadColumn(
        place=place,
        figures={c.row: c.value for c in cells},
        unreadable=frozenset(c.row for c in cells if c.figure.code),
    )


def _figure_findings(table: Table, figures: Mapping[str, Sequence[_FigureCell]]) -> Iterator[Finding]:
    cells = [c for column in figures.values() for c in column]
    yield from _unreadable(table, cells)
    yield from _absences(table, cells)


def _unreadable(table: Table, cells: Sequence[_FigureCell]) -> Iterator[Finding]:
    groups: dict[tuple[str, str, str], list[_FigureCell]] = defaultdict(list)
    for c in cells:
        if c.figure.code and c.figure.code not in _SILENT_CODES:
            groups[c.figure.code, c.place.letter, c.figure.found].append(c)
    for (code, _, found), same in groups.items():
        hint = suggestion(found)
        yield finding(
            code,
            sheet=table.sheet,
            cells=[c.cell for c in same],
            column=same[0].place.title,
            found=found,
            suggestion=f" Mungkin maksudnya {hint}." if hint else "",
        )


def _absences(table: Table, cells: Sequence[_FigureCell]) -> Iterator[Finding]:
    groups: dict[tuple[Absence, bool], list[_FigureCell]] = defaultdict(list)
    for c in cells:
        if c.figure.absence and (c.figure.absence is not Absence.BLANK or c.value is not None):
            groups[c.figure.absence, c.value is not None].append(c)
    for (absence, zero), same in groups.items():
        yield finding(
            "C17",
            sheet=table.sheet,
            cells=[c.cell for c in same],
            count=len(same),
            found="(kosong)" if absence is Absence.BLANK else same[0].figure.found or "-",
            meaning="0" if zero else "tidak ada data",
        )


# -- rows --------------------------------------------------------------------------------------------------------


def _unplaced(row: LabelledRow, contract: Contract) -> bool:
    """True when a key label is unknown: the row's figures belong nowhere."""
    return any(name in row.values and row.values[name] is None for name in contract.key)


def _codes(issues: Sequence[Issue]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i.code for i in issues))


def _conformed_rows(
    contract: Contract,
    labelled: Sequence[LabelledRow],
    figures: Mapping[str, Sequence[_FigureCell]],
    when: When,
) -> Iterator[_Row]:
    for index, row in enumerate(labelled):
        if _unplaced(row, contract):
            continue
        combinations: dict[tuple[object, ...], _Row] = {}
        for column in figures.values():
            _place_figure(contract, row, column[index], when, combinations)
        yield from (r for r in combinations.values() if r.codes or _holds_anything(contract, r))


def _holds_anything(contract: Contract, row: _Row) -> bool:
    return any(row.values.get(m.name) is not None for m in contract.measures)


def _place_figure(
    contract: Contract,
    row: LabelledRow,
    cell: _FigureCell,
    when: When,
    combinations: dict[tuple[object, ...], _Row],
) -> None:
    period = when.of(cell.place)
    if cell.place.total or period is None or _is_total_row(contract, row):
        return
    target = combinations.get((cell.place.categories, period))
    if target is None:
        target = _new_row(contract, row, cell.place, period)
        combinations[cell.place.categories, period] = target
    target.values[cell.place.measure.name] = cell.value
    target.cells[cell.place.measure.name] = cell.cell
    target.codes += [cell.figure.code] if cell.figure.code else []


def _new_row(contract: Contract, row: LabelledRow, place: FigurePlace, period: str) -> _Row:
    values: dict[str, object] = {
        name: attribute_value(contract.named(name), text) for name, text in row.values.items()
    }
    values |= dict(place.categories)
    values[contract.period.name] = period
    return _Row(row.row.row, values, {}, [i.code for i in row.issues])


def _is_total_row(contract: Contract, row: LabelledRow) -> bool:
    """True when a row label is a category that adds up the others."""
    for prop in contract.of_kind(Kind.CATEGORY):
        code = row.values.get(prop.name)
        if code is not None and any(c.total and c.code == code for c in prop.categories):
            return True
    return False


def _frames(contract: Contract, rows: Sequence[_Row]) -> tuple[pd.DataFrame, pd.DataFrame]:
    names = [p.name for p in contract.properties]
    frame = pd.DataFrame({n: _series([r.values.get(n) for r in rows], contract.named(n)) for n in names})
    frame[ROW] = pd.Series([r.row for r in rows], dtype="int64")
    cells = pd.DataFrame({n: pd.Series([r.cells.get(n, "") for r in rows], dtype="object") for n in names})
    return frame, cells


def _series(values: list[object], prop: Property) -> pd.Series:
    if prop.kind is Kind.MEASURE:
        return pd.Series(values, dtype="float64")
    return pd.Series(values, dtype="object")
