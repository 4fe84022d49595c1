"""Figures in another unit than their column, proved by totals that are right (U03).

Where some figures of a column are a thousand times too large, the totals they go into are wrong by just what dividing
them takes away. Two figures at least must be so proved, by the totals of their rows or by one over rows: a single one
may be a slip of another kind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from expectations.outcome import Figures
from expectations.rules.crossing import Part, WrongTotal
from lumbung.contracts.model import LogicalType, Property
from lumbung.findings import Finding, finding
from lumbung.harmonise.figures.magnitudes import unit_factors
from lumbung.harmonise.model import Conformed
from lumbung.reference.satuan import units
from lumbung.sheets.addresses import split

_FEWEST = 2
_MOST = 500
"""Figures of a column that are tried together."""
_EXACT = 1e-9
_CENT = 0.02
"""How far rounding brings a total of fractions from their sum."""


@dataclass(frozen=True)
class _Scale:
    """A column, and what its wrong figures must be multiplied by."""

    letter: str
    measure: str
    by: float


@dataclass(frozen=True)
class Mixture:
    """The figures of one column that are in another unit."""

    measure: Property
    cells: tuple[str, ...]
    parts: Figures
    factor: float


def mixtures(conformed: Conformed, rows: Sequence[WrongTotal], columns: Sequence[WrongTotal]) -> list[Mixture]:
    """What the wrong totals of rows and those over rows prove, each column once."""
    proved: dict[_Scale, set[Part]] = defaultdict(set)
    table = _Figures(conformed)
    sums: dict[_Scale, set[Part]] = defaultdict(set)
    for total in rows:
        for scale, part in table.single(total):
            proved[scale].add(part)
        for scale, part in table.sum_itself(total):
            sums[scale].add(part)
    for total in columns:
        for scale, several in table.several(total):
            proved[scale] |= several
    proved |= {s: sums[s] for s in sums if not any(len(parts) >= len(sums[s]) for parts in proved.values())}
    best: dict[tuple[str, str], tuple[_Scale, set[Part]]] = {}
    for scale, parts in proved.items():
        known = best.get((scale.letter, scale.measure))
        if len(parts) >= _FEWEST and (known is None or len(known[1]) < len(parts)):
            best[scale.letter, scale.measure] = scale, parts
    return [table.mixture(scale, parts) for scale, parts in best.values()]


def mixture_findings(conformed: Conformed, found: Sequence[Mixture]) -> Iterator[Finding]:
    """One finding for each column."""
    for mixture in found:
        unit = units().get(mixture.measure.unit or "")
        yield finding(
            "U03",
            sheet=conformed.sheet,
            cells=mixture.cells,
            count=len(mixture.cells),
            dataset=conformed.contract.dataset,
            column=mixture.measure.title,
            factor=f"{mixture.factor:,.0f}".replace(",", "."),
            expected=unit.name if unit else "-",
        )


class _Figures:
    """The figures of one table, and what they would be in another unit."""

    def __init__(self, conformed: Conformed) -> None:
        self.conformed = conformed
        self._values: dict[str, dict[Hashable, object]] = {}

    def single(self, total: WrongTotal) -> Iterator[tuple[_Scale, Part]]:
        """The parts of a total of a row that would make it right in another unit."""
        for part in total.parts:
            for by in self._scales(part[1]):
                if self._fits(part[1], self._value(part) * (by - 1), total.excess):
                    yield self._scale(part, by), part

    def sum_itself(self, total: WrongTotal) -> Iterator[tuple[_Scale, Part]]:
        """A sum between measures that would be right in another unit."""
        for by in self._scales(total.own[1]) if total.own else ():
            if total.own and self._fits(total.own[1], self._value(total.own) * (1 - by), total.excess):
                yield self._scale(total.own, by), total.own

    def several(self, total: WrongTotal) -> Iterator[tuple[_Scale, frozenset[Part]]]:
        """The largest, or the smallest, parts of a total over rows that would make it right in another unit."""
        measures = {measure for _, measure in total.parts}
        ordered = sorted(total.parts, key=self._value)
        for by in self._scales(measures.pop()) if len(measures) == 1 else ():
            likely = ordered[::-1] if by < 1 else [p for p in ordered if self._value(p) > 0]
            likely = likely[: min(len(ordered) // 2, _MOST)]
            for number, change in enumerate(accumulate(self._value(p) * (by - 1) for p in likely), start=1):
                if number >= _FEWEST and self._fits(likely[0][1], change, total.excess):
                    yield self._scale(likely[0], by), frozenset(likely[:number])

    def mixture(self, scale: _Scale, parts: set[Part]) -> Mixture:
        """What is told of a column."""
        cells = [str(self.conformed.cells.at[index, measure]) for index, measure in parts]
        ordered = sorted(cells, key=lambda cell: split(cell)[1])
        measure = self.conformed.contract.named(scale.measure)
        return Mixture(measure, tuple(ordered), frozenset(parts), max(scale.by, 1 / scale.by))

    def _scale(self, part: Part, by: float) -> _Scale:
        return _Scale(split(str(self.conformed.cells.at[part]))[0], part[1], by)

    def _scales(self, measure: str) -> Iterator[float]:
        for factor in unit_factors(self.conformed.contract.named(measure).unit):
            yield from (1 / factor, factor)

    def _value(self, part: Part) -> float:
        index, measure = part
        if measure not in self._values:
            self._values[measure] = self.conformed.frame[measure].to_dict()
        value = self._values[measure][index]
        return float(str(value)) if value is not None and value == value else 0.0

    def _fits(self, measure: str, change: float, excess: float) -> bool:
        counts = self.conformed.contract.named(measure).logical_type is LogicalType.INTEGER
        slack = _EXACT * abs(excess) if counts else max(_EXACT * abs(excess), _CENT)
        return abs(excess) > 100 * slack and abs(change - excess) <= slack
