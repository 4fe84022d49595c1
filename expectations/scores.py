"""Scores (*rapor mutu*): passed over tested for each quality dimension, always with both numbers.

What was not tested has no score; engine faults never count. The formulas are published in ``docs/scores.md``.
Timeliness, accuracy and metadata are measured in the warehouse: no single file shows them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from expectations.model import Score
from expectations.outcome import Outcome
from expectations.rules.coverage import expected_regions
from expectations.rules.sums import SumsOutcome
from expectations.rules.totals import TotalsOutcome
from lumbung.contracts.model import Kind
from lumbung.findings import Dimension, Severity, catalogue
from lumbung.harmonise.model import ROW, Conformed
from lumbung.reference.wilayah import Gazetteer

_HEAVY = (Severity.ERROR, Severity.BLOCKER)


@dataclass(frozen=True)
class Evidence:
    """What the scores of one table and period are counted from."""

    conformed: Conformed
    period: str
    frame: pd.DataFrame  # the rows of the period
    outcomes: Sequence[Outcome]
    totals: TotalsOutcome
    sums: SumsOutcome
    held_back: Mapping[int, Sequence[str]]  # frame index of the period → codes
    missing_regions: int  # of those expected, in no table of the file
    gazetteer: Gazetteer
    elsewhere: frozenset[str] = frozenset()  # measures that another table of the file gives instead of this one

    @property
    def measures(self) -> list[str]:
        """The names of the measures asked of this table."""
        return [m.name for m in self.conformed.contract.measures if m.name not in self.elsewhere]

    @property
    def figures(self) -> int:
        """Cells that hold a figure."""
        return int(self.frame[self.measures].notna().sum().sum())


def scores(evidence: Evidence) -> tuple[Score, ...]:
    """One score per dimension that a file shows, in the order of :class:`Dimension`."""
    return (
        Score(Dimension.STRUCTURE, evidence.conformed.columns_explained, evidence.conformed.columns_offered),
        _completeness(evidence),
        _validity(evidence),
        _uniqueness(evidence),
        _consistency(evidence),
        _reference(evidence),
    )


def _completeness(e: Evidence) -> Score:
    """Filled cells of figures, also of rows left blank, and regions present of those expected."""
    expected = len(expected_regions(e.conformed.contract, e.gazetteer, e.period))
    cells = e.conformed.offered.get(e.period, len(e.frame)) * len(e.measures)
    filled = e.figures + len(_unreadable(e))
    return Score(Dimension.COMPLETENESS, filled + expected - e.missing_regions, cells + expected)


def _unreadable(e: Evidence) -> set[tuple[int, str]]:
    """Cells in which something stands that could not be taken as a figure."""
    return {(i, name) for (i, name) in e.conformed.faulty if name in e.measures and i in e.frame.index}


def _validity(e: Evidence) -> Score:
    cells = set(_unreadable(e))
    wrong = {(i, name) for (i, name), code in e.conformed.faulty.items() if i in e.frame.index and _about(code)}
    for outcome in _failing(e.outcomes, Dimension.VALIDITY):
        wrong |= {(i, outcome.rule.name) for i in outcome.failed if i in e.frame.index}
    tested = e.figures + len(cells)
    return Score(Dimension.VALIDITY, max(0, tested - len(wrong)), tested)


def _about(code: str, dimension: Dimension = Dimension.VALIDITY) -> bool:
    return catalogue()[code].dimension is dimension


def _failing(outcomes: Sequence[Outcome], dimension: Dimension) -> Iterator[Outcome]:
    """Outcomes of rules that hold rows back, by the dimension of their finding."""
    return (o for o in outcomes if o.rule.severity in _HEAVY and _about(o.rule.code, dimension))


def _uniqueness(e: Evidence) -> Score:
    repeated = sum(any(_about(code, Dimension.UNIQUENESS) for code in codes) for codes in e.held_back.values())
    return Score(Dimension.UNIQUENESS, len(e.frame) - repeated, len(e.frame))


def _consistency(e: Evidence) -> Score:
    """Printed totals, sums between measures, and the contract's own rules between columns."""
    index = e.frame.index
    tested = e.totals.tested.get(e.period, 0) + sum(i in index for i in e.sums.tested)
    failed = e.totals.failed.get(e.period, 0) + sum(w.index in index for w in e.sums.wrong)
    for outcome in e.outcomes:
        if _about(outcome.rule.code, Dimension.CONSISTENCY) and outcome.rule.severity in _HEAVY and not outcome.crashed:
            tested += len(index)
            failed += sum(i in index for i in outcome.failed)
    return Score(Dimension.CONSISTENCY, tested - failed, tested)


def _reference(e: Evidence) -> Score:
    """Labels that carry an official code, of those that need one; judged on the sheet's rows."""
    if not e.conformed.contract.of_kind(Kind.REGION):
        return Score(Dimension.REFERENCE, 0, 0)
    lost = {row for row, codes in e.conformed.lost_rows.items() if any(_about(c, Dimension.REFERENCE) for c in codes)}
    lost |= {
        int(e.frame[ROW].loc[i])
        for i, codes in e.held_back.items()
        if any(_about(c, Dimension.REFERENCE) for c in codes)
    }
    rows = len(e.conformed.contents)
    return Score(Dimension.REFERENCE, rows - len(lost), rows)
