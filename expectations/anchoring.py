"""Finding → what it is about: the anchors of its cells, looked up in the conformed tables of the file."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from expectations.rules.members import Members
from lumbung.anchors import Anchor
from lumbung.findings import Finding
from lumbung.harmonise.model import ROW, Conformed, PrintedFigure, Scope
from lumbung.sheets.addresses import split
from lumbung.text import squash

TOTAL = "jumlah"
"""Begins the key of a printed total; what its parts have in common follows."""
SUMS = ("X01", "X04")
"""Findings about a sum within a row: about its parts as much as about the cell that they name."""
_TOLD = 6
"""As many parts of a sum an anchor tells one by one; of more it keeps a digest."""


@dataclass(frozen=True)
class Place:
    """One cell of a finding: its anchor, the conformed rows it belongs to, and its property ('' for no figure)."""

    cell: str
    anchor: Anchor
    indexes: tuple[int, ...] = ()
    measure: str = ""


class TableAnchors:
    """The cells of one conformed table."""

    def __init__(self, conformed: Conformed) -> None:
        self.conformed = conformed

    @property
    def _dataset(self) -> str:
        return self.conformed.contract.dataset

    def place(self, finding: Finding, cell: str) -> Place | None:
        """The place of one cell; None for a cell that belongs to no row of the table."""
        letter, row = split(cell)
        extra = _expected(finding)
        for index in self._of_row(row):
            name = next((n for n, cells in self._cells.items() if cells[self._positions[index]] == cell), None)
            if name is not None:
                parts = self._beside(index, row, name) if finding.code in SUMS and name in self._measures else ""
                value = self._told(index, name)
                anchor = Anchor(self._dataset, self._key(index, finding.period), name, value + extra + parts)
                return Place(cell, anchor, (index,), name if name in self._measures else "")
        if cell in self._printed:
            return self._of_printed(self._printed[cell], finding, extra)
        if row in self.conformed.contents:
            figures = _text(self.conformed.contents[row].get(letter)) + extra
            return Place(cell, Anchor(self._dataset, self._label(row, letter), letter, figures), self._of_row(row))
        return None

    def _of_printed(self, printed: PrintedFigure, finding: Finding, extra: str) -> Place:
        members = self._members_of(printed)
        common = self._common(members or self._of_row(printed.row), finding.period)
        told = [f"{k}={v}" for k, v in {**common, **dict(sorted(printed.dimensions.items()))}.items()]
        label = "" if common or printed.row not in self._by_row else self._label(printed.row, split(printed.cell)[0])
        row = "; ".join(dict.fromkeys(t for t in (TOTAL, printed.region or "", label, *told) if t))
        figures = _text(printed.value) + extra + self._parts((i, printed.measure) for i in members)
        return Place(
            printed.cell,
            Anchor(self._dataset, row, printed.measure, figures),
            self._of_row(printed.row),
            printed.measure,
        )

    def _members_of(self, printed: PrintedFigure) -> list[int]:
        """The rows whose figures a printed total adds up, in the order of their keys wherever they stand."""
        if printed.added_up is None:
            return []
        return sorted((i for i, _ in self._members.of(printed)), key=lambda i: self._key(i, None))

    def _beside(self, index: int, row: int, name: str) -> str:
        """The figures that a sum named at one of its own cells is about: those of its row, and those it adds up."""
        figures, totals = list[tuple[int, str]](), list[str]()
        for printed in self.conformed.printed:
            if printed.row == row and printed.scope is Scope.ROW and (index, name) in self._members.of(printed):
                totals.append(_text(printed.value))
                figures += ((i, name) for i in self._members_of(printed))
        for measure in self.conformed.contract.measures:
            if measure.sum_of and name in (measure.name, *measure.sum_of):
                figures += ((index, n) for n in (measure.name, *measure.sum_of))
        return self._parts(figures, totals)

    def _parts(self, figures: Iterable[tuple[int, str]], more: Sequence[str] = ()) -> str:
        """Told behind a sum: the figures that it adds up."""
        told = [self._told(i, name) or "-" for i, name in figures] + [*more]
        if len(told) > _TOLD:
            return f" = {len(told)} bagian {_digest(' + '.join(told))}"
        return f" = {' + '.join(told)}" if told else ""

    def _common(self, indexes: Sequence[int], period: str | None) -> dict[str, str]:
        """What the keys of these rows have in common."""
        values = {n: {self._told(i, n) for i in indexes} for n in self._key_names(period)}
        return {n: text for n, found in values.items() if len(found) == 1 and (text := next(iter(found)))}

    def _label(self, row: int, letter: str) -> str:
        """The first text of a sheet row beside a column."""
        content = self.conformed.contents.get(row, {})
        return next((squash(str(v)) for k, v in content.items() if isinstance(v, str) and k != letter), "")

    def _key_names(self, period: str | None) -> list[str]:
        contract = self.conformed.contract
        return [n for n in contract.key if not (period and n == contract.period.name)]

    def _key(self, index: int, period: str | None) -> str:
        return "; ".join(f"{n}={self._told(index, n)}" for n in self._key_names(period))

    def _told(self, index: int, name: str) -> str:
        """What a conformed row holds of a property, as text."""
        return _text(self._columns[name][self._positions[index]])

    def _of_row(self, row: int) -> tuple[int, ...]:
        return self._by_row.get(row, ())

    @cached_property
    def _columns(self) -> Mapping[str, Sequence[object]]:
        """The values of every property, by position."""
        return {str(name): column.tolist() for name, column in self.conformed.frame.items()}

    @cached_property
    def _cells(self) -> Mapping[str, Sequence[object]]:
        """The cells of every property, by position."""
        return {name: self.conformed.cells[name].tolist() for name in self._names}

    @cached_property
    def _positions(self) -> Mapping[int, int]:
        return {int(index): position for position, index in enumerate(self.conformed.cells.index)}

    @cached_property
    def _members(self) -> Members:
        return Members(self.conformed)

    @cached_property
    def _by_row(self) -> Mapping[int, tuple[int, ...]]:
        found: dict[int, list[int]] = defaultdict(list)
        for index, row in zip(self.conformed.frame.index, self.conformed.frame[ROW].tolist(), strict=True):
            found[int(row)].append(int(index))
        return {row: tuple(indexes) for row, indexes in found.items()}

    @cached_property
    def _printed(self) -> Mapping[str, PrintedFigure]:
        return {p.cell: p for p in self.conformed.printed}

    @cached_property
    def _names(self) -> Sequence[str]:
        return [p.name for p in self.conformed.contract.properties if p.name in self.conformed.cells.columns]

    @cached_property
    def _measures(self) -> frozenset[str]:
        return frozenset(m.name for m in self.conformed.contract.measures)


class Anchors:
    """The conformed tables of one file. Registers are left out: their keys and values are those of persons."""

    def __init__(self, tables: Sequence[Conformed]) -> None:
        self.tables = [TableAnchors(t) for t in tables if not t.contract.is_register]
        self.datasets = frozenset(t.conformed.contract.dataset for t in self.tables)

    def anchored(self, finding: Finding) -> Finding:
        """The finding with its anchors; without any where one of its cells stands in no row of a table."""
        if not any(t.place(finding, cell) for t in self._on_sheet(finding) for cell in finding.cells):
            known = finding.dataset in self.datasets
            return replace(finding, anchors=(_of_parameters(finding),)) if known else finding
        table = self.table_of(finding)
        if table is None or finding.count > len(finding.cells):
            return finding  # not every cell is known
        places = self.places(finding, table)
        return replace(finding, anchors=tuple(dict.fromkeys(p.anchor for p in places)))

    def table_of(self, finding: Finding) -> TableAnchors | None:
        """The only table in which the cells of a finding stand."""
        holding = [t for t in self._on_sheet(finding) if all(t.place(finding, cell) for cell in finding.cells)]
        return holding[0] if len(holding) == 1 else None

    def _on_sheet(self, finding: Finding) -> list[TableAnchors]:
        mine = [t for t in self.tables if t.conformed.sheet == finding.sheet]
        return [t for t in mine if finding.dataset in (None, t.conformed.contract.dataset)]

    def places(self, finding: Finding, table: TableAnchors) -> Iterator[Place]:
        """The places of the cells of a finding."""
        found = (table.place(finding, cell) for cell in finding.cells)
        return (p for p in found if p is not None)


def _of_parameters(finding: Finding) -> Anchor:
    """A finding about a table as a whole is known by what it says."""
    told = "; ".join(f"{k}={v}" for k, v in sorted(finding.parameters.items()))
    return Anchor(finding.dataset or "", "", "", _digest(told))


def _digest(told: str) -> str:
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def _expected(finding: Finding) -> str:
    expected = finding.parameters.get("expected")
    return f"; {squash(str(expected))}" if expected not in (None, "") else ""


def _text(value: object) -> str:
    if isinstance(value, float):
        return "" if value != value else f"{value:.15g}"
    if value is None or value is pd.NA:
        return ""
    return squash(str(value))
