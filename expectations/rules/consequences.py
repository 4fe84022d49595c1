"""What only follows from a mistake that is told already is not told again: one mistake is one finding.

A figure that a rule of its own refuses proves nothing about the sums it goes into, nor about the figures it is held
against.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from expectations.outcome import Figures, Outcome
from lumbung.contracts.model import Contract, RegionLevel
from lumbung.findings import Finding, Severity


def without_consequences(outcomes: Sequence[Outcome], contract: Contract) -> tuple[Outcome, ...]:
    """The outcomes, rules between several figures without the rows in which one of these is refused by itself."""
    return without_figures(outcomes, contract, refused_alone(outcomes, contract))


def without_figures(outcomes: Sequence[Outcome], contract: Contract, spoilt: Figures) -> tuple[Outcome, ...]:
    """The outcomes, rules between several figures without the rows in which one of these is spoilt."""
    return tuple(_fresh(o, spoilt) if len(_measures(o, contract)) > 1 else o for o in outcomes)


def refused_alone(outcomes: Sequence[Outcome], contract: Contract) -> Figures:
    """The figures that rules about a single measure refuse."""
    return refused((o for o in outcomes if len(_measures(o, contract)) == 1), contract)


def told_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, without those that tables with one title or heading in common say of the same cell alike."""
    told: dict[tuple[str, str | None, tuple[str, ...]], list[Finding]] = {}
    for f in findings:
        same = told.setdefault((f.code, f.sheet, f.cells), [])
        if not f.cells or f not in same:
            same.append(f)
            yield f


def without_totals_over_missing(findings: Sequence[Finding], short: Set[tuple[str, str]]) -> tuple[Finding, ...]:
    """The findings, without totals (X02) over rows of which some are missing (T04), as every total of the table says.

    ``short``: (dataset, period) in which all totals are above the sum of the rows.
    """
    lacking = {
        (dataset, period)
        for dataset, period in short
        for f in findings
        if f.code == "T04" and f.parameters.get("level") in set(RegionLevel)
        if f.dataset == dataset and f.period in (None, period)
    }
    return tuple(f for f in findings if f.code != "X02" or (f.dataset, f.period) not in lacking)


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
