"""The invented truth of one dataset: the figures of any row, category and period, in keeping with its contract.

A figure follows from its own key alone. Whole numbers where the contract wants them, within its limits; a measure
that adds up others does; a percentage with a formula follows from its counts; where a rule says that one measure is
never below another, it is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from lumbung.contracts.model import Contract, LogicalType, Property
from sites.samples import formula
from sites.samples.dice import about, dice
from sites.samples.sizes import Sizes, decimals
from sites.samples.table import Number

Codes = tuple[tuple[str, str], ...]
"""(property, code) of the categories and key attributes of a figure."""
Counted = Mapping[str, Mapping[str, int]]
"""Region → what the region list itself counts in it; a formula may name these beside the measures of its row."""
_NOT_BELOW = "expect_column_pair_values_a_to_be_greater_than_b"


class Invented:
    """The figures of one dataset."""

    def __init__(self, contract: Contract, sizes: Sizes, counted: Counted | None = None) -> None:
        self.contract = contract
        self.sizes = sizes
        self.counted = counted or {}
        self._known: dict[tuple[str, Codes, str], Mapping[str, Number | None]] = {}

    def figures(self, region: str, codes: Codes, period: str) -> Mapping[str, Number | None]:
        """Every measure of one region, category and period; None where it has no value."""
        key = (region, codes, period)
        if key not in self._known:
            found: dict[str, Number | None] = {}
            for measure in self._ordered:
                found[measure.name] = self._figure(measure, key, found)
            self._known[key] = found
        return self._known[key]

    def derived(self, measure: Property, sums: Mapping[str, Number | None]) -> Number | None:
        """What a total row shows for a measure: its sum, or of a rate what its formula makes of the sums."""
        if measure.additive:
            return sums.get(measure.name)
        written = self.sizes.formula(self.contract.dataset, measure)
        return _rounded(measure, formula.evaluate(written, sums)) if written else None

    @cached_property
    def _ordered(self) -> tuple[Property, ...]:
        """The measures, each after those it follows from."""
        ordered: list[Property] = []
        waiting = list(self.contract.measures)
        while waiting:
            known = {m.name for m in ordered}
            ready = [m for m in waiting if self._needs(m) <= known] or waiting[:1]
            ordered += ready
            waiting = [m for m in waiting if m not in ready]
        return tuple(ordered)

    def _needs(self, measure: Property) -> set[str]:
        written = self.sizes.formula(self.contract.dataset, measure)
        named = {m.name for m in self.contract.measures} & (formula.names(written) if written else {*measure.sum_of})
        return named | set(self._caps.get(measure.name, ()))

    @cached_property
    def _caps(self) -> Mapping[str, tuple[str, ...]]:
        """Measure → those it must not exceed, by the contract's own rules."""
        caps: dict[str, tuple[str, ...]] = {}
        for rule in self.contract.rules:
            if rule.expectation == _NOT_BELOW:
                above, below = str(rule.arguments["column_A"]), str(rule.arguments["column_B"])
                if not self._follows(above, below):
                    caps[below] = (*caps.get(below, ()), above)
        return caps

    def _follows(self, name: str, other: str) -> bool:
        """True when a measure adds up or is computed from the other."""
        measure = self.contract.named(name)
        written = self.sizes.formula(self.contract.dataset, measure)
        return other in measure.sum_of or (bool(written) and other in formula.names(written))

    def _figure(
        self, measure: Property, key: tuple[str, Codes, str], found: Mapping[str, Number | None]
    ) -> Number | None:
        region, codes, period = key
        dataset = self.contract.dataset
        if written := self.sizes.formula(dataset, measure):
            return _rounded(measure, formula.evaluate(written, {**self.counted.get(region, {}), **found}))
        if measure.sum_of:
            return _rounded(measure, sum(found.get(name) or 0 for name in measure.sum_of))
        caps = [cap for name in self._caps.get(measure.name, ()) if (cap := found.get(name)) is not None]
        if caps:
            share = about(0.7, 0.35, dataset, measure.name, region, codes, period)
            return _rounded(measure, min(caps) * share)
        return _rounded(measure, self._size(measure, region, codes, period))

    def _size(self, measure: Property, region: str, codes: Codes, period: str) -> float:
        dataset, centre = self.contract.dataset, self.sizes.centre(self.contract.dataset, measure)
        for prop, code in codes:
            weight = self.sizes.weight(dataset, prop, code)
            if weight is not None or measure.additive:
                centre *= weight if weight is not None else 0.4 + 1.2 * dice(dataset, prop, code).random()
        if not measure.additive:
            return about(centre, 0.12, dataset, measure.name, region, codes, period)
        drift = 1 + 0.015 * (int(period[:4]) - 2020)
        return about(
            about(centre * drift, 0.6, dataset, measure.name, region, codes),
            0.05,
            dataset,
            measure.name,
            region,
            codes,
            period,
        )


def _rounded(measure: Property, value: float | None) -> Number | None:
    if value is None:
        return None
    low = measure.minimum if measure.minimum is not None else value
    high = measure.maximum if measure.maximum is not None else value
    kept = min(max(value, low), high)
    if measure.logical_type is LogicalType.INTEGER:
        return round(kept)
    return round(kept, decimals(measure))
