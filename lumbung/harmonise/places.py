"""Where on the sheet each property of a contract stands, and what is wrong with the headings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lumbung.contracts.model import Contract, Property
from lumbung.findings import Finding
from lumbung.harmonise.figures.row_measures import measure_rows
from lumbung.harmonise.headings.column_order import changed_order
from lumbung.harmonise.headings.figure_columns import find_figures
from lumbung.harmonise.headings.figure_places import FigurePlace
from lumbung.harmonise.headings.header_regions import HeaderRegions
from lumbung.harmonise.headings.heading_proposals import label_proposals
from lumbung.harmonise.headings.missing_columns import about_columns, missing_column
from lumbung.harmonise.labels.label_claims import rival_labels
from lumbung.harmonise.labels.label_columns import find_labels, unit_columns
from lumbung.harmonise.labels.label_places import LabelPlaces
from lumbung.harmonise.labels.renamed import renamed_labels
from lumbung.harmonise.times.time_columns import time_columns
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.addresses import number
from lumbung.sheets.model import Role, Table


@dataclass(frozen=True)
class Places:
    """Every property that was found on a table, and what was wrong with the headings."""

    figures: tuple[FigurePlace, ...]
    findings: tuple[Finding, ...]
    offered: int  # value columns explained, and those that hold figures and cannot be loaded
    beside_rows: LabelPlaces = field(default_factory=lambda: LabelPlaces({}))
    units: Mapping[str, str] = field(default_factory=dict)  # column of figures → column of its rows' units
    strangers: frozenset[str] = frozenset()  # cells of unknown headings that share nothing with those around them

    @property
    def explained(self) -> int:
        """Value columns that are loaded."""
        return len({p.letter for p in self.figures})

    @property
    def labels(self) -> Mapping[str, str]:
        """Property name → column letter."""
        return self.beside_rows.columns

    @property
    def spread(self) -> frozenset[str]:
        """Properties that every column of figures names in its heading; totals over them name fewer."""
        named = [{name for name, _ in p.categories} for p in self.figures if not p.total]
        return frozenset.intersection(*map(frozenset, named)) if named else frozenset()

    @property
    def coverage(self) -> float:
        """Share of the value columns that the contract explains."""
        return self.explained / self.offered if self.offered else 0.0

    @property
    def whole(self) -> bool:
        """True when every column that holds figures is loaded: only then must totals across columns agree."""
        return self.explained == self.offered


def find_places(
    table: Table, contract: Contract, gazetteer: Gazetteer, year: str | None, file_name: str = ""
) -> Places:
    """Where the properties of ``contract`` stand on ``table``; ``year`` as in :meth:`Headings.explain`."""
    labels, missing = find_labels(table, contract, gazetteer)
    listed = measure_rows(table, contract, gazetteer, labels, file_name)
    regions = HeaderRegions(table, contract, gazetteer, file_name)
    columns = find_figures(table, contract, year, listed, regions, labels.values())
    taken = {*labels.values(), *(p.letter for p in columns.places)}
    times = time_columns(table, contract, taken)
    in_list = {name for composed in listed.labels.values() for name in (*composed.regions, *composed.categories)}
    findings = [
        *columns.notes,
        *about_columns(columns, table, contract),
        *(_missing_label(p, table, contract, set(labels.values())) for p in missing if p.name not in in_list),
        *listed.findings(table, contract),
    ]
    findings += [
        *renamed_labels(table, contract, labels),
        *rival_labels(table, contract, labels, gazetteer),
        *changed_order(table, contract, labels, columns.places),
    ]
    beside_rows = LabelPlaces(labels, times, listed, file_name)
    units = unit_columns(table, labels)
    return Places(columns.places, tuple(findings), columns.offered, beside_rows, units, columns.strangers)


def holds_figures(table: Table, places: Places) -> bool:
    """True when some cell of the explained columns is filled, be it with '-'; where none is explained, of any."""
    letters = [p.letter for p in places.figures] or [c.letter for c in table.columns if c.role is Role.VALUE]
    return any(_says_anything(table, letter) for letter in letters)


def _says_anything(table: Table, letter: str) -> bool:
    column = number(letter)
    return any(
        value is not None or (table.grid and not table.grid.cell(row, column).is_empty)
        for row, value in zip(table.numbers, table.values(letter), strict=True)
    )


def _missing_label(prop: Property, table: Table, contract: Contract, taken: set[str]) -> Finding:
    free = [c for c in table.columns if c.role is Role.LABEL and c.letter not in taken]
    return replace(missing_column(prop, table), proposals=label_proposals(contract, prop, free))
