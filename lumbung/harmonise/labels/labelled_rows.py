"""The body rows of a table with what identifies them, kept by column: a table has hundreds of thousands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from lumbung.harmonise.issues import Issue
from lumbung.sheets.model import Table, TableRow, TableValue


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A body row with the values of its label properties (codes for regions and categories)."""

    row: TableRow
    values: Mapping[str, str | None]


@dataclass(frozen=True)
class LabelledRows:
    """Body rows in order; ``chosen`` are their positions in the table, ``values`` what each of them is, by property.

    Walking along them gives :class:`LabelledRow` one by one.
    """

    table: Table
    chosen: Sequence[int]
    values: Mapping[str, Sequence[str | None]]
    issues: Mapping[int, tuple[Issue, ...]] = field(default_factory=dict)  # sheet row → what is wrong, in sheet order

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.chosen)

    def __iter__(self) -> Iterator[LabelledRow]:
        """All rows from top to bottom."""
        return map(self.at, range(len(self)))

    def at(self, position: int) -> LabelledRow:
        """The row at a position among these."""
        row = self.table.rows[self.chosen[position]]
        return LabelledRow(row, {name: column[position] for name, column in self.values.items()})

    @cached_property
    def numbers(self) -> Sequence[int]:
        """The sheet row of each row."""
        every = self.table.numbers
        return every if len(self.chosen) == len(every) else [every[i] for i in self.chosen]

    def nameless(self, names: Collection[str]) -> frozenset[int]:
        """The sheet rows in which one of some properties is unknown."""
        columns = [self.values[name] for name in names if name in self.values]
        lacking = [zip(self.numbers, column, strict=True) for column in columns if None in column]
        return frozenset(row for pairs in lacking for row, value in pairs if value is None)

    def without(self, rows: Collection[int]) -> LabelledRows:
        """These rows but some, given by sheet row."""
        if not rows:
            return self
        kept = [i for i, row in enumerate(self.numbers) if row not in rows]
        return replace(
            self,
            chosen=[self.chosen[i] for i in kept],
            values={name: [column[i] for i in kept] for name, column in self.values.items()},
            issues={row: said for row, said in self.issues.items() if row not in rows},
        )

    @cached_property
    def contents(self) -> Mapping[int, Mapping[str, TableValue]]:
        """Sheet row → what stands in it, by column letter."""
        return _Contents(self.table, dict(zip(self.numbers, self.chosen, strict=True)))


@dataclass(frozen=True)
class _Contents(Mapping[int, Mapping[str, TableValue]]):
    """The cells of rows, looked up when asked for."""

    table: Table
    positions: Mapping[int, int]

    def __getitem__(self, row: int) -> Mapping[str, TableValue]:
        return self.table.rows[self.positions[row]].cells

    def __iter__(self) -> Iterator[int]:
        return iter(self.positions)

    def __len__(self) -> int:
        return len(self.positions)
