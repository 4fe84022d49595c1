"""Measures that must add up to another one, row by row (``sumOf`` of the contract): X01.

Where a part is left blank nothing is said of the sum; of one that says that it is not available the shortfall is (C17).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from expectations.outcome import Outcome
from expectations.rules.crossing import NONE, Crossings, at_crossing
from expectations.rules.marks import Beyond, counted
from expectations.rules.partial_sums import PartialSum, partial_sums
from lumbung.contracts.model import Contract, Property
from lumbung.findings import Finding, finding
from lumbung.harmonise.model import Conformed
from lumbung.text import figure_text


@dataclass(frozen=True)
class WrongSum:
    """One conformed row whose measure is not the sum of its parts."""

    index: int
    measure: Property
    value: float
    added_up: float
    cell: str = ""  # where the measure stands


@dataclass(frozen=True)
class SumsOutcome:
    """The wrong sums, and the index labels of the rows that were tested (once for each measure)."""

    wrong: tuple[WrongSum, ...]
    tested: tuple[int, ...]
    unknown: tuple[tuple[Property, PartialSum], ...] = ()  # sums that count a part that is said not to be available


NO_SUMS = SumsOutcome((), ())
"""Of a contract without sums between measures."""


def sums_of(conformed: Conformed, outcomes: Sequence[Outcome], parted: Set[int] = frozenset()) -> SumsOutcome:
    """What the suite said of every measure with ``sum_of``, in rows where it and all its parts have a figure; and the
    rows in which it counts more than is known. ``parted``: rows that go on in another table."""
    wrong: list[WrongSum] = []
    tested: list[int] = []
    unknown: list[tuple[Property, PartialSum]] = []
    for outcome in outcomes:
        if outcome.rule.is_sum and not outcome.crashed:
            figures = conformed.frame[list(outcome.rule.columns)]
            tested += [int(i) for i in figures.dropna().index]
            measure = conformed.contract.named(outcome.rule.columns[0])
            both = zip(
                outcome.failed, figures.loc[list(outcome.failed)].itertuples(index=False, name=None), strict=True
            )
            cells = conformed.cells[measure.name]
            wrong += [
                WrongSum(i, measure, float(value), float(sum(parts)), str(cells.at[i]) or "")
                for i, (value, *parts) in both
            ]
            unknown += [(measure, p) for p in partial_sums(conformed, measure) if p.index not in parted]
    return SumsOutcome(tuple(wrong), tuple(tested), tuple(unknown))


def sum_findings(conformed: Conformed, outcome: SumsOutcome, crossed: Crossings = NONE) -> Iterator[Finding]:
    """One finding for each wrong sum, at the cell of the measure; where totals over rows tell it, at the wrong part."""
    contract = conformed.contract
    for wrong in outcome.wrong:
        said = finding(
            "X01",
            sheet=conformed.sheet,
            cells=(wrong.cell,) if wrong.cell else (),
            dataset=contract.dataset,
            period=str(conformed.frame.at[wrong.index, contract.period.name]),
            column=_name(contract, wrong.measure),
            found=figure_text(wrong.value),
            expected=figure_text(wrong.added_up),
            difference=figure_text(wrong.value - wrong.added_up),
        )
        yield at_crossing(said, crossed.at[wrong.cell]) if wrong.cell in crossed.at else said
    for measure, partial in outcome.unknown:
        period = str(conformed.frame.at[partial.index, contract.period.name])
        amounts = Beyond(_name(contract, measure), partial.cell, partial.value, partial.known)
        yield counted(conformed, period, amounts, partial.unknown)


def _name(contract: Contract, measure: Property) -> str:
    return f"{measure.title} ({' + '.join(contract.named(p).title for p in measure.sum_of)})"
