"""The rows alike of a long table: read by column when somebody asks, and summed for the arithmetic of the totals.

Which rows these are is told by :mod:`lumbung.sheets.tables.alike`; how a column is read, by the lines looked at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, repeat
from math import isfinite
from operator import eq
from typing import cast, overload

from lumbung.sheets.addresses import letter
from lumbung.sheets.figures.marks import mark_of_figure, mark_of_label, may_be_marked
from lumbung.sheets.figures.values import ColumnReader
from lumbung.sheets.grid import Grid, Stored, cell_of
from lumbung.sheets.model import TableRow, TableValue
from lumbung.sheets.tables.legend import Legend
from lumbung.sheets.tables.sums import Row
from lumbung.text import are_tidy, squash

_EXACT = 2.0**53


def stored_column(grid: Grid, rows: range, column: int) -> Sequence[Stored]:
    """What one column holds in the given rows (1-based, without gaps)."""
    return grid.columns[column - 1][rows.start - 1 : rows.stop - 1] if column <= len(grid.columns) else ()


def read_column(grid: Grid, rows: range, column: int, reader: ColumnReader) -> Sequence[TableValue]:
    """The cells of one column in the given rows, as read; equal cells are read once."""
    stored = stored_column(grid, rows, column)
    kinds = set(map(type, stored))
    if kinds == {float} and not (reader.is_label and column in grid.formatted_columns):
        return _whole(cast("Sequence[float]", stored))
    if kinds == {str} and reader.is_label:
        return _texts(cast("Sequence[str]", stored))
    formats = (grid.formats.get((row, column)) for row in rows) if column in grid.formatted_columns else repeat(None)
    shown = list(zip(map(type, stored), stored, formats))  # noqa: B905  True is no 1
    known = {each: reader(cell_of(each[1], each[2])) for each in set(shown)}
    return [known[each] for each in shown]


def _texts(texts: Sequence[str]) -> Sequence[TableValue]:
    """Labels as :class:`ColumnReader` reads them; that nothing can be seen of one is rare."""
    if "" not in texts and are_tidy(texts):
        return texts
    known = {text: squash(text) or None for text in set(texts)}
    return [known[text] for text in texts]


def _whole(numbers: Sequence[float]) -> Sequence[TableValue]:
    """The numbers, whole ones as integers."""
    if not all(map(isfinite, numbers)):
        return numbers
    truncated = list(map(int, numbers))
    if max(truncated) < _EXACT and min(truncated) > -_EXACT and all(map(eq, truncated, numbers)):
        return truncated
    return [whole if whole == v and abs(v) < _EXACT else v for whole, v in zip(truncated, numbers, strict=True)]


def sum_alike(grid: Grid, rows: range, readers: Mapping[int, ColumnReader]) -> Row:
    """The rows as one row of sums, by column number; columns of labels and columns without figures are left out."""
    sums: dict[int, TableValue] = {}
    for column, reader in readers.items():
        if reader.is_label:
            continue
        stored = stored_column(grid, rows, column)
        if set(map(type, stored)) != {float}:
            stored = [v for v in read_column(grid, rows, column, reader) if isinstance(v, int | float)]
        if stored:
            sums[column] = sum(cast("Sequence[float]", stored))
    return sums


@dataclass(frozen=True)
class _Alike:
    """Rows alike without a gap: columns read when asked for, rows made of them."""

    grid: Grid
    rows: range
    readers: Mapping[int, ColumnReader]

    @cached_property
    def by_letter(self) -> Mapping[str, int]:
        """The columns that are read."""
        return {letter(column): column for column in self.readers}

    @cached_property
    def _read(self) -> dict[str, Sequence[TableValue]]:
        return {}

    def column(self, letters: str) -> Sequence[TableValue]:
        """What one column holds in the rows."""
        if letters not in self._read:
            column = self.by_letter.get(letters)
            empty: Sequence[TableValue] = [None] * len(self.rows)
            read = read_column(self.grid, self.rows, column, self.readers[column]) if column else empty
            self._read[letters] = read or empty
        return self._read[letters]

    def row(self, position: int) -> TableRow:
        """One of the rows."""
        return TableRow(self.rows[position], {letters: self.column(letters)[position] for letters in self.by_letter})

    def __iter__(self) -> Iterator[TableRow]:
        columns = [self.column(letters) for letters in self.by_letter]
        cells = (dict(zip(self.by_letter, row)) for row in zip(*columns, strict=True))  # noqa: B905  as wide as the columns
        return map(TableRow, self.rows, cells)


@dataclass(frozen=True)
class LongRows(Sequence[TableRow]):
    """Rows of a long table in order; those alike are kept as columns, and made into rows where somebody walks along."""

    grid: Grid
    readers: Mapping[int, ColumnReader]
    legend: Legend
    parts: Sequence[TableRow | range]

    def __getstate__(self) -> dict[str, object]:
        """Without what was read so far: it is quicker read again than sent."""
        return {"grid": self.grid, "readers": self.readers, "legend": self.legend, "parts": self.parts}

    def __setstate__(self, state: dict[str, object]) -> None:
        """The counterpart of :meth:`__getstate__`."""
        self.__dict__.update(state)

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.numbers)

    @overload
    def __getitem__(self, index: int) -> TableRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[TableRow]: ...
    def __getitem__(self, index: int | slice) -> TableRow | Sequence[TableRow]:
        """The row at a position, or several."""
        if isinstance(index, slice):
            return [self._at(position) for position in range(*index.indices(len(self)))]
        return self._at(range(len(self))[index])

    def __iter__(self) -> Iterator[TableRow]:
        """All rows from top to bottom."""
        for part in self._parts:
            yield from part if isinstance(part, _Alike) else (part,)

    def __eq__(self, other: object) -> bool:
        """True for the same rows, however they are kept."""
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    @cached_property
    def numbers(self) -> Sequence[int]:
        """The sheet row of each row."""
        return [n for part in self.parts for n in (part if isinstance(part, range) else (part.row,))]

    def column(self, letters: str) -> Sequence[TableValue]:
        """What each row holds in a column; None where it holds nothing."""
        if letters not in self._columns:
            parts = [p.column(letters) if isinstance(p, _Alike) else [p.cells.get(letters)] for p in self._parts]
            self._columns[letters] = parts[0] if len(parts) == 1 else list(chain.from_iterable(parts))
        return self._columns[letters]

    def carries(self, letters: str) -> bool:
        """True where some row has a label of a column from the first row of its group; rows alike have none."""
        return any(letters in part.carried for part in self._parts if isinstance(part, TableRow))

    @cached_property
    def _columns(self) -> dict[str, Sequence[TableValue]]:
        return {}

    @cached_property
    def _starts(self) -> Sequence[int]:
        """The position of the first row of each part."""
        lengths = (len(part.rows) if isinstance(part, _Alike) else 1 for part in self._parts)
        return list(accumulate(lengths, initial=0))[:-1]

    def _at(self, position: int) -> TableRow:
        which = bisect_right(self._starts, position) - 1
        part = self._parts[which]
        return part.row(position - self._starts[which]) if isinstance(part, _Alike) else part

    @cached_property
    def _parts(self) -> Sequence[TableRow | _Alike]:
        """The parts; rows alike that have marks, or a legend to be read by, are made one by one."""
        parts: list[TableRow | _Alike] = []
        for part in self.parts:
            if not isinstance(part, range):
                parts.append(part)
                continue
            alike, flags = _Alike(self.grid, part, self.readers), self._flags(part)
            plain = not (flags or self.legend.marks or self.legend.signs)
            parts += [alike] if plain else self._explained(alike, flags)
        return parts

    def _explained(self, alike: _Alike, flags: Mapping[int, Mapping[str, str]]) -> Iterator[TableRow]:
        labels = {letter(column) for column, reader in self.readers.items() if reader.is_label}
        for row in alike:
            read, marks = self.legend.read(dict(row.cells), labels)
            told = {letters: " ".join(found) for letters, found in marks.items()}
            yield TableRow(row.row, read, {**flags.get(row.row, {}), **told})

    def _flags(self, rows: range) -> dict[int, dict[str, str]]:
        """The marks in the cells of the rows; equal texts are looked at once."""
        flags: dict[int, dict[str, str]] = defaultdict(dict)
        for column, reader in self.readers.items():
            stored = stored_column(self.grid, rows, column)
            if str not in set(map(type, stored)):
                continue
            find = mark_of_label if reader.is_label else mark_of_figure
            told = {text for text in set(stored) if isinstance(text, str)}
            if reader.is_label and not may_be_marked(told):
                continue
            texts = {text: mark for text in told if (mark := find(squash(text)))}
            for row, value in zip(rows, stored, strict=True) if texts else ():
                if isinstance(value, str) and value in texts:
                    flags[row][letter(column)] = texts[value]
        return flags
