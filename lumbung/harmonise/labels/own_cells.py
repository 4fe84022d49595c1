"""The cells of one label column: what stands alike in them is resolved once, and words are taken as they stand."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from lumbung.harmonise.labels.label_texts import unquoted
from lumbung.sheets.addresses import number
from lumbung.sheets.figures.scientific import any_scientific, is_scientific
from lumbung.sheets.model import Table, TableValue

Item = TypeVar("Item")


@dataclass(frozen=True)
class OwnCells:
    """The cells of a column (None: a label without one) in some rows of a table, given by position."""

    table: Table
    letter: str | None
    chosen: Sequence[int]

    @cached_property
    def held(self) -> Sequence[TableValue]:
        """What they hold, without the labels that a row has from the first row of its group."""
        return self.of_these(self.table.own_values(self.letter)) if self.letter else [None] * len(self.chosen)

    @property
    def stored(self) -> Iterator[type]:
        """The types of what the sheet stores in them: a number may be shown as a text of digits."""
        grid = self.table.grid
        rows = self.of_these(self.table.numbers)
        return map(type, grid.stored(number(self.letter), rows) if grid and self.letter else self.held)

    def of_these(self, column: Sequence[Item]) -> Sequence[Item]:
        """What a column of the whole table holds in these rows."""
        return column if len(self.chosen) == len(column) else [column[i] for i in self.chosen]

    def keys(self, beside: Iterable[object]) -> Sequence[Hashable]:
        """All that the code of each label depends on: what its cell holds, and what stands ``beside`` it.

        None where nothing is to be seen: such a label comes from elsewhere, for each row its own.
        """
        pairs = zip(self.held, beside, strict=True)
        return [None if value is None or value == "" else (type(value), value, more) for value, more in pairs]


def as_they_stand(keys: Sequence[Hashable]) -> dict[Hashable, str | None]:
    """Keys of :meth:`OwnCells.keys` beside :attr:`OwnCells.stored` → the text, for texts with which nothing can be
    wrong."""
    words = (key for key in set(keys) if isinstance(key, tuple) and key[0] is key[2] is str)
    texts: dict[Hashable, str | None] = {key: unquoted(str(key[1])) for key in words}
    if any_scientific(map(str, texts.values())):
        return {key: text for key, text in texts.items() if not is_scientific(str(text))}
    return texts
