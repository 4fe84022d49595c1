"""Conformed rows in the making, and the frames they become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from lumbung.contracts.model import Contract, Kind, Property
from lumbung.harmonise.model import ROW


@dataclass(slots=True)
class ConformedRow:
    """One row: sheet row, values and cells by property, and what is wrong with it."""

    row: int
    values: dict[str, object]
    cells: dict[str, str] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    faulty: dict[str, str] = field(default_factory=dict)  # property → code of the finding about its cell

    def at(self, contract: Contract, categories: tuple[tuple[str, str], ...], period: str) -> ConformedRow:
        """The same labels for one combination of header categories and period."""
        values: dict[str, object] = {**self.values, **dict(categories), contract.period.name: period}
        return ConformedRow(self.row, values, {}, self.codes, self.faulty)

    def blame(self, name: str, code: str) -> None:
        """Note what is wrong with the cell of a property."""
        self.codes = (*self.codes, code)
        self.faulty = {**self.faulty, name: code}


def joined(contract: Contract, rows: Sequence[ConformedRow]) -> list[ConformedRow]:
    """Rows about one key that each hold another measure, as one row; it is said to stand in the first of them."""
    found: list[ConformedRow] = []
    by_key: dict[tuple[object, ...], ConformedRow] = {}
    for row in rows:
        key = tuple(row.values.get(name) for name in contract.key)
        first = by_key.setdefault(key, row)
        if first is row or first.cells.keys() & row.cells.keys():
            found.append(row)
        else:
            first.values = {**row.values, **first.values, **{name: row.values[name] for name in row.cells}}
            first.cells = {**first.cells, **row.cells}
            first.codes = (*first.codes, *row.codes)
            first.faulty = {**first.faulty, **row.faulty}
    return found


def frames(contract: Contract, rows: Sequence[ConformedRow]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """``frame`` and ``cells`` of :class:`~lumbung.harmonise.model.Conformed`."""
    names = [p.name for p in contract.properties]
    frame = pd.DataFrame({n: _series([r.values.get(n) for r in rows], contract.named(n)) for n in names})
    frame[ROW] = pd.Series([r.row for r in rows], dtype="int64")
    cells = pd.DataFrame({n: pd.Series([r.cells.get(n, "") for r in rows], dtype="object") for n in names})
    return frame, cells


def _series(values: list[object], prop: Property) -> pd.Series:
    if prop.kind is Kind.MEASURE:
        return pd.Series(values, dtype="float64")
    return pd.Series(values, dtype="object")
