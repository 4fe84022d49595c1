"""What only follows from a figure that is refused already: no rule between several figures judges it again.

A figure that a rule of its own refuses proves nothing about the sums it goes into, nor about the figures it is held
against.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from expectations.outcome import Figures, Outcome
from lumbung.contracts.model import Contract
from lumbung.findings import Severity


def without_consequences(outcomes: Sequence[Outcome], contract: Contract) -> tuple[Outcome, ...]:
    """The outcomes, rules between several figures without the rows in which one of these is refused by itself."""
    return without_figures(outcomes, contract, refused_alone(outcomes, contract))


def without_figures(outcomes: Sequence[Outcome], contract: Contract, spoilt: Figures) -> tuple[Outcome, ...]:
    """The outcomes, rules between several figures without the rows in which one of these is spoilt."""
    return tuple(_fresh(o, spoilt) if len(_measures(o, contract)) > 1 else o for o in outcomes)


def refused_alone(outcomes: Sequence[Outcome], contract: Contract) -> Figures:
    """The figures that rules about a single measure refuse."""
    return refused((o for o in outcomes if len(_measures(o, contract)) == 1), contract)


def refused(outcomes: Iterable[Outcome], contract: Contract) -> Figures:
    """The figures that hold their row back."""
    return frozenset(
        (index, measure)
        for outcome in outcomes
        if outcome.rule.severity in (Severity.ERROR, Severity.BLOCKER)
        for index in outcome.failed
        for measure in _measures(outcome, contract)
    )


def _fresh(outcome: Outcome, spoilt: Figures) -> Outcome:
    failed = tuple(i for i in outcome.failed if not any((i, column) in spoilt for column in outcome.rule.columns))
    return replace(outcome, failed=failed)


def _measures(outcome: Outcome, contract: Contract) -> list[str]:
    names = {m.name for m in contract.measures}
    return [column for column in outcome.rule.columns if column in names]
