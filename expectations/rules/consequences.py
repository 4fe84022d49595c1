"""What only follows from a mistake that is told already is not told again: one mistake is one finding.

A figure that a rule of its own refuses proves nothing about the sums it goes into, nor about the figures it is held
against.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from expectations.outcome import Figures, Outcome
from lumbung.contracts.model import Contract
from lumbung.findings import Finding, Severity
from lumbung.sheets.addresses import split

Cell = tuple[str | None, str]
"""Sheet, A1 address."""


def without_consequences(outcomes: Sequence[Outcome], contract: Contract) -> tuple[Outcome, ...]:
    """The outcomes, rules between several figures without the rows in which one of these is refused by itself."""
    return without_figures(outcomes, contract, refused_alone(outcomes, contract))


def without_figures(outcomes: Sequence[Outcome], contract: Contract, spoilt: Figures) -> tuple[Outcome, ...]:
    """The outcomes, rules between several figures without the rows in which one of these is spoilt."""
    return tuple(_fresh(o, spoilt) if len(_measures(o, contract)) > 1 else o for o in outcomes)


def refused_alone(outcomes: Sequence[Outcome], contract: Contract) -> Figures:
    """The figures that rules about a single measure refuse."""
    return refused((o for o in outcomes if len(_measures(o, contract)) == 1), contract)


def without_strange_rows(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, without units (U01, H11) of rows whose label is no known choice: they are about other things."""
    strange = {(f.sheet, split(c)[1]) for f in findings if f.code in ("V02", "S11") for c in f.cells}
    units = ("U01", "H11")
    return tuple(
        f for f in findings if f.code not in units or not all((f.sheet, split(c)[1]) in strange for c in f.cells)
    )


def without_told_blanks(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, without blank rows (T04) all of whose cells another one tells."""
    blank = [f for f in findings if f.code == "T04" and f.parameters.get("variant") == "blank"]
    told = {(f.sheet, c) for f in findings if f.severity is not Severity.INFO and f not in blank for c in f.cells}
    return tuple(f for f in findings if f not in blank or not all((f.sheet, c) in told for c in f.cells))


def told_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, without those that tables with one title or heading in common say of the same cell alike."""
    told: dict[tuple[str, str | None, tuple[str, ...]], list[Finding]] = {}
    for f in findings:
        same = told.setdefault((f.code, f.sheet, f.cells), [])
        if not f.cells or f not in same:
            same.append(f)
            yield f


def without_consequent(findings: Sequence[Finding], short: Set[Cell]) -> tuple[Finding, ...]:
    """The findings of a file, each mistake told once; ``short`` as in :func:`without_totals_over_missing`."""
    own = without_told_blanks(without_strange_rows(findings))
    return tuple(told_once(without_totals_over_missing(own, short)))


def without_totals_over_missing(findings: Sequence[Finding], short: Set[Cell]) -> tuple[Finding, ...]:
    """The findings, without totals (X02, X03) over rows of which some are missing (T04, S10), as the totals say alike.

    ``short``: the cells of totals that are above their sum together.
    """
    gaps = {(f.sheet, f.dataset, f.period) for f in findings if f.code == "S10" or tells_missing_rows(f)}
    return tuple(f for f in findings if not _follows(f, short, gaps))


def _follows(said: Finding, short: Set[Cell], lacking: Set[tuple[str | None, str | None, str | None]]) -> bool:
    if said.code not in ("X02", "X03") or not any((said.sheet, cell) in short for cell in said.cells):
        return False
    return bool(lacking & {(said.sheet, said.dataset, period) for period in (said.period, None)})


def tells_missing_rows(said: Finding) -> bool:
    """True for a finding that names rows which ought to be there, or ought to hold figures."""
    return said.code == "T04" and said.parameters.get("variant") != "columns"


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
