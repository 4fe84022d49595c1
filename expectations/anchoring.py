"""Finding → what it is about: the anchors of its cells, looked up in the conformed tables of the file."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from lumbung.anchors import Anchor
from lumbung.findings import Finding
from lumbung.harmonise.model import ROW, Conformed, PrintedFigure
from lumbung.sheets.addresses import split
from lumbung.text import squash

TOTAL = "jumlah"
"""Stands for the key of a row: a printed total."""


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
        for index in self._by_row.get(row, ()):
            name = next((n for n in self._names if self.conformed.cells.at[index, n] == cell), None)
            if name is not None:
                value = _text(self.conformed.frame.at[index, name])
                anchor = Anchor(self._dataset, self._key(index, finding.period), name, value + extra)
                return Place(cell, anchor, (index,), name if name in self._measures else "")
        if cell in self._printed:
            return self._of_printed(cell, row, extra)
        if row in self.conformed.contents:
            content = self.conformed.contents[row]
            label = next((squash(str(v)) for k, v in content.items() if isinstance(v, str) and k != letter), "")
            return Place(
                cell,
                Anchor(self._dataset, label, letter, _text(content.get(letter)) + extra),
                self._by_row.get(row, ()),
            )
        return None

    def _of_printed(self, cell: str, row: int, extra: str) -> Place:
        printed = self._printed[cell]
        told = [TOTAL, printed.region or "", *(f"{k}={v}" for k, v in sorted(printed.dimensions.items()))]
        anchor = Anchor(self._dataset, "; ".join(t for t in told if t), printed.measure, _text(printed.value) + extra)
        return Place(cell, anchor, self._by_row.get(row, ()), printed.measure)

    def _key(self, index: int, period: str | None) -> str:
        contract, frame = self.conformed.contract, self.conformed.frame
        names = [n for n in contract.key if not (period and n == contract.period.name)]
        return "; ".join(f"{n}={_text(frame.at[index, n])}" for n in names)

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
    return Anchor(finding.dataset or "", "", "", hashlib.sha256(told.encode()).hexdigest()[:12])


def _expected(finding: Finding) -> str:
    expected = finding.parameters.get("expected")
    return f"; {squash(str(expected))}" if expected not in (None, "") else ""


def _text(value: object) -> str:
    if isinstance(value, float):
        return "" if value != value else f"{value:.15g}"
    if value is None or value is pd.NA:
        return ""
    return squash(str(value))
