"""Columns of figures: which measure, categories, period and unit each holds, and why one cannot be loaded."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from lumbung.contracts.model import Contract, Property
from lumbung.findings import Finding, Severity, finding
from lumbung.harmonise.figures.row_measures import MeasureRows
from lumbung.harmonise.headings.column_meaning import ColumnMeaning, column_meaning, is_stranger
from lumbung.harmonise.headings.doubled_columns import without_doubles
from lumbung.harmonise.headings.explain import TOTAL_WORDS, Explanation, Headings
from lumbung.harmonise.headings.figure_places import FigurePlace, Unusable
from lumbung.harmonise.headings.header_regions import HeaderRegions
from lumbung.harmonise.headings.unknown_columns import is_missed, joined, title_of, unknown_column
from lumbung.harmonise.titles.title_cells import heading_cell
from lumbung.harmonise.titles.title_units import units_between
from lumbung.reference.satuan import Unit
from lumbung.sheets.model import Role, Table
from lumbung.text import fold


@dataclass(frozen=True)
class FigureColumns:
    """The columns of figures of a table: loadable, refused with a reason, and unknown ones that hold figures."""

    places: tuple[FigurePlace, ...]
    unusable: tuple[Unusable, ...]
    unknown: tuple[Finding, ...]
    notes: tuple[Finding, ...]  # what was done: units converted, headings read loosely
    unexplained: int = 0  # columns that those unknown are about
    unnamed: int = 0  # columns without a heading of their own: said when the sheet was read
    strangers: frozenset[str] = frozenset()  # cells of unknown headings that share nothing with those around them

    @property
    def offered(self) -> int:
        """How many columns hold figures that somebody wants loaded."""
        known = {p.letter for p in self.places} | {u.letter for u in self.unusable}
        return len(known) + self.unexplained + self.unnamed


def find_figures(
    table: Table,
    contract: Contract,
    year: str | None,
    measures: MeasureRows,
    regions: HeaderRegions | None = None,
    labels: Collection[str] = (),
) -> FigureColumns:
    """Every column of figures of the table; ``year`` as in :meth:`Headings.explain`.

    ``measures`` gives the measure of columns whose headings leave it open; ``labels``: columns that are known for what
    they say of their rows, be it a number.
    """
    headings = Headings(contract, regions)
    columns = _Columns(table, contract)
    explanations = [e for e in headings.explain(table, year) if e.column.letter not in table.unnamed]
    alone = sum(e.column.role is Role.VALUE for e in explanations) == 1
    for explanation in explanations:
        column = column_meaning(explanation, contract, alone)
        if column is None:
            if explanation.column.letter not in labels and is_missed(table, explanation):
                said = unknown_column(explanation, headings, table, contract)
                columns.unknown.append((explanation, said))
                if is_stranger(explanation, contract) and said.code == "H03":
                    columns.strangers.update(said.cells)
        elif column.measure is not None:
            columns.add(column, column.measure, None)
        else:
            for measure, rows in measures.rows_of(contract).items():
                columns.add(column, contract.named(measure), rows)
    kept, doubled = without_doubles(_with_totals_over_time(columns.places), table)
    unusable = (*columns.unusable, *doubled)
    return FigureColumns(
        places=kept,
        unusable=unusable,
        unknown=joined(columns.unknown),
        unexplained=len(columns.unknown),
        notes=tuple(columns.notes),
        unnamed=len(table.unnamed),
        strangers=frozenset(columns.strangers),
    )


class _Columns:
    """The columns of one table as they are explained one after the other."""

    def __init__(self, table: Table, contract: Contract) -> None:
        self.table = table
        self.contract = contract
        self.places: list[FigurePlace] = []
        self.unusable: list[Unusable] = []
        self.unknown: list[tuple[Explanation, Finding]] = []
        self.strangers: set[str] = set()
        self.notes: list[Finding] = []

    def add(self, column: ColumnMeaning, measure: Property, rows: frozenset[int] | None) -> None:
        """Take a column for figures of a measure, in all rows or in some."""
        explanation = column.explanation
        found, wanted = units_between(explanation, measure, self.contract, self.table)
        factor = 1.0 if found is None or wanted is None else found.conversion(wanted)
        if factor is None:
            said = _wrong_unit(explanation, found, wanted, self.table)
            self.unusable.append(Unusable(explanation.column.letter, measure.name, said))
            return
        self.notes += _notes(explanation, measure, self.table, (found, wanted) if factor != 1.0 else None)
        self.places.append(
            FigurePlace(
                letter=explanation.column.letter,
                measure=measure,
                categories=column.categories,
                period=explanation.periods[0] if len(set(explanation.periods)) == 1 else None,
                factor=factor,
                total=column.total,
                title=title_of(explanation),
                time=" ".join(explanation.times),
                rows=rows,
            )
        )


def timeless_column(place: FigurePlace, table: Table, contract: Contract) -> Finding:
    """What to say of a column without a period beside columns that each name theirs."""
    cells = (heading_cell(table, place.letter),)
    return finding("H03", sheet=table.sheet, cells=cells, column=place.title, dataset_name=contract.title)


def _with_totals_over_time(places: Sequence[FigurePlace]) -> list[FigurePlace]:
    """The same places; a column called Jumlah beside one column per period adds these up."""
    dated = len({p.period or p.time for p in places if p.period or p.time}) > 1
    return [replace(p, total=True) if dated and _adds_up(p) else p for p in places]


def _adds_up(place: FigurePlace) -> bool:
    timeless = place.period is None and not place.time
    return timeless and fold(place.title.rsplit("/")[-1]) in TOTAL_WORDS


def _notes(
    explanation: Explanation, measure: Property, table: Table, converted: tuple[Unit | None, Unit | None] | None
) -> list[Finding]:
    cells = (heading_cell(table, explanation.column.letter),)
    told = [
        finding("H06", sheet=table.sheet, cells=cells, column=element, property=_read_as(explanation, measure))
        for element in explanation.loosely
    ]
    if converted and converted[0] and converted[1]:
        said_above = explanation.unit or explanation.multiple
        weight = Severity.INFO if said_above else Severity.WARNING  # a title may be another table's
        said = finding("U02", sheet=table.sheet, cells=cells, severity=weight, column=title_of(explanation))
        names = {"found": converted[0].name, "expected": converted[1].name}
        told.append(replace(said, parameters={**said.parameters, **names}))
    return told


def _read_as(explanation: Explanation, measure: Property) -> str:
    return ", ".join(explanation.categories.values()) or measure.title


def _wrong_unit(explanation: Explanation, found: Unit | None, wanted: Unit | None, table: Table) -> Finding:
    return finding(
        "H11",
        sheet=table.sheet,
        cells=(heading_cell(table, explanation.column.letter),),
        column=title_of(explanation),
        found=found.name if found else "-",
        expected=wanted.name if wanted else "-",
    )
