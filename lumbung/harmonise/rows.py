"""Conformed rows in the making, kept by column, and the frames they become."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from lumbung.contracts.model import Contract, Kind, Property
from lumbung.harmonise.model import ROW

NO_CELL = ""


@dataclass(frozen=True)
class ConformedRows:
    """Rows in the order of the sheet: their sheet rows, and what each holds, by property.

    ``cells`` has a column for every measure: the A1 address of its figure, :data:`NO_CELL` where no column of the
    sheet offers one. ``codes`` are those that hold a row back, ``faulty`` those about one cell of it; both by the
    row's position.
    """

    contract: Contract
    rows: Sequence[int]
    values: Mapping[str, list[object]]
    cells: Mapping[str, list[str]]
    codes: dict[int, tuple[str, ...]] = field(default_factory=dict)
    faulty: dict[tuple[int, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, contract: Contract, rows: Sequence[int], labels: Mapping[str, list[object]]) -> ConformedRows:
        """Rows with their labels and without any figure."""
        values = {p.name: labels.get(p.name) or [None] * len(rows) for p in contract.properties}
        return cls(contract, rows, values, {m.name: [NO_CELL] * len(rows) for m in contract.measures})

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def put(self, position: int, measure: str, value: float | None, cell: str) -> None:
        """Give a row the figure of a measure."""
        self.values[measure][position] = value
        self.cells[measure][position] = cell

    def blame(self, position: int, name: str, code: str) -> None:
        """Hold a row back for what is wrong with the cell of a property."""
        self.codes[position] = (*self.codes.get(position, ()), code)
        self.faulty[position, name] = code

    def only(self, positions: Sequence[int]) -> ConformedRows:
        """Some of the rows; ``positions`` in ascending order, each once."""
        if len(positions) == len(self):
            return self
        new = {old: i for i, old in enumerate(positions)}
        return replace(
            self,
            rows=[self.rows[i] for i in positions],
            values={name: [column[i] for i in positions] for name, column in self.values.items()},
            cells={name: [column[i] for i in positions] for name, column in self.cells.items()},
            codes={new[i]: codes for i, codes in self.codes.items() if i in new},
            faulty={(new[i], name): code for (i, name), code in self.faulty.items() if i in new},
        )

    def holding_something(self) -> ConformedRows:
        """The rows without those that were left blank: no figure, none that the contract requires, nothing wrong."""
        measures = self.contract.measures
        if not measures or not any(None in self.values[m.name] for m in measures):
            return self
        kept = set(self.codes)
        for measure in measures:
            kept.update(i for i, value in enumerate(self.values[measure.name]) if value is not None)
            if measure.required:
                kept.update(i for i, cell in enumerate(self.cells[measure.name]) if cell)
        return self.only(sorted(kept))

    def joined(self) -> ConformedRows:
        """Rows about one key that each hold another measure, as one row; it is said to stand in the first of them."""
        first: dict[tuple[object, ...], int] = {}
        kept: list[int] = []
        for position in range(len(self)):
            key = tuple(self.values[name][position] for name in self.contract.key)
            into = first.setdefault(key, position)
            mine = [name for name, column in self.cells.items() if column[position]]
            if into == position or any(self.cells[name][into] for name in mine):
                kept.append(position)
            else:
                self._move(position, into, mine)
        return self.only(kept)

    def _move(self, position: int, into: int, measures: Iterable[str]) -> None:
        for column in self.values.values():
            if column[into] is None:
                column[into] = column[position]
        for name in measures:
            self.put(into, name, self.values[name][position], self.cells[name][position])  # type: ignore[arg-type]
        if codes := self.codes.pop(position, ()):
            self.codes[into] = (*self.codes.get(into, ()), *codes)
        for name in self.values:
            if (position, name) in self.faulty:
                self.faulty[into, name] = self.faulty.pop((position, name))

    def frames(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """``frame`` and ``cells`` of :class:`~lumbung.harmonise.model.Conformed`."""
        frame = pd.DataFrame({p.name: _series(self.values[p.name], p) for p in self.contract.properties})
        frame[ROW] = pd.Series(self.rows, dtype="int64")
        nowhere = [NO_CELL] * len(self)
        columns = {p.name: self.cells.get(p.name, nowhere) for p in self.contract.properties}
        return frame, pd.DataFrame({name: pd.Series(cells, dtype="object") for name, cells in columns.items()})


def _series(values: list[object], prop: Property) -> pd.Series:
    if prop.kind is Kind.MEASURE:
        return pd.Series(values, dtype="float64")
    return pd.Series(values, dtype="object")
