"""Which conformed rows a printed total adds up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from expectations.outcome import Figures
from lumbung.harmonise.model import ROW, Conformed, PrintedFigure, Scope
from lumbung.sheets.addresses import split


class Members:
    """The rows of one table, by the totals over them."""

    def __init__(self, conformed: Conformed) -> None:
        self.conformed = conformed

    @cached_property
    def _by_row(self) -> Mapping[int, list[int]]:
        rows: dict[int, list[int]] = defaultdict(list)
        for index, row in zip(self.conformed.frame.index, self.conformed.frame[ROW], strict=True):
            rows[int(row)].append(int(index))
        return rows

    @cached_property
    def _columns(self) -> Mapping[str, Sequence[object]]:
        return {name: list(self.conformed.frame[name]) for name in self.conformed.frame.columns}

    @cached_property
    def _letters(self) -> Mapping[str, list[str]]:
        measures = [m.name for m in self.conformed.contract.measures]
        return {m: [split(c)[0] if c else "" for c in self.conformed.cells[m]] for m in measures}

    def of(self, printed: PrintedFigure) -> Figures:
        """The figures that a printed total adds up."""
        rows = self.of_row(printed) if printed.scope is Scope.ROW else self.of_column(printed)
        return frozenset((i, printed.measure) for i in rows)

    def claimed(self, printed: PrintedFigure) -> Figures:
        """The figures that a printed total adds up, with those that ought to be there and are not."""
        rows = self.of_row(printed, blank=True) if printed.scope is Scope.ROW else self.of_column(printed)
        return frozenset((i, printed.measure) for i in rows)

    def of_row(self, printed: PrintedFigure, *, blank: bool = False) -> Iterator[int]:
        """The conformed rows whose figures a row total adds up; ``blank``: those without a figure too."""
        contract = self.conformed.contract
        wanted = {contract.period.name: frozenset({printed.period})}
        for name, code in printed.dimensions.items():
            prop = contract.named(name)
            wanted[name] = prop.parts_of(code) if prop.is_total(code) else frozenset({code})
        for index in self._by_row.get(printed.row, ()):
            filled = blank or self._columns[printed.measure][index] == self._columns[printed.measure][index]
            if filled and all(self._columns[name][index] in codes for name, codes in wanted.items()):
                yield index

    def of_column(self, printed: PrintedFigure) -> Iterator[int]:
        """The conformed rows whose figure stands in the column of a printed total, in the rows it adds up."""
        letter = split(printed.cell)[0]
        for row in printed.rows or self._by_row:
            yield from (i for i in self._by_row.get(row, ()) if self._letters[printed.measure][i] == letter)
