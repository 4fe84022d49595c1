"""Scores (*rapor mutu*): passed over tested for each quality dimension, always with both numbers.

What was not tested has no score; engine faults never count. The formulas are published in ``docs/scores.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from expectations.judge import Outcome
from expectations.model import Score
from expectations.rules.coverage import expected_regions, missing_regions
from expectations.rules.totals import TotalsOutcome
from lumbung.contracts.model import Kind
from lumbung.findings import Dimension, Finding, Severity, catalogue
from lumbung.harmonise.model import Conformed
from lumbung.reference.wilayah import Gazetteer


@dataclass(frozen=True)
class Evidence:
    """What the scores of one table and period are counted from."""

    conformed: Conformed
    frame: pd.DataFrame  # the rows of the period
    outcomes: Sequence[Outcome]
    totals: TotalsOutcome
    findings: Sequence[Finding]
    held_back: int  # conformed rows of the period that are quarantined
    gazetteer: Gazetteer


def scores(evidence: Evidence) -> tuple[Score, ...]:
    """One score per dimension, in the order of :class:`Dimension`."""
    return tuple(_scores(evidence))


def _scores(e: Evidence) -> Iterator[Score]:
    measures = [m.name for m in e.conformed.contract.measures]
    figures = int(e.frame[measures].notna().sum().sum())
    yield Score(Dimension.STRUCTURE, e.conformed.columns_explained, e.conformed.columns_offered)
    yield _completeness(e, figures, len(e.frame) * len(measures))
    yield _less(Dimension.VALIDITY, figures, _failed(e, Dimension.VALIDITY))
    yield _less(Dimension.UNIQUENESS, len(e.frame), _failed(e, Dimension.UNIQUENESS))
    yield _less(Dimension.CONSISTENCY, e.totals.tested, e.totals.failed)
    yield _reference(e)
    late = any(f.code.startswith("T0") and f.dimension is Dimension.TIMELINESS for f in e.findings)
    yield Score(Dimension.TIMELINESS, 0 if late else 1, 1)


def _less(dimension: Dimension, tested: int, failed: int) -> Score:
    return Score(dimension, max(0, tested - failed), tested)


def _completeness(e: Evidence, figures: int, cells: int) -> Score:
    """Filled cells of figures, and regions present of those expected."""
    expected = len(expected_regions(e.conformed.contract, e.gazetteer))
    missing = len(missing_regions([e.conformed], e.gazetteer))
    return Score(Dimension.COMPLETENESS, figures + expected - missing, cells + expected)


def _failed(e: Evidence, dimension: Dimension) -> int:
    """Cells or rows that an error of a dimension names, counted exactly."""
    heavy = (Severity.ERROR, Severity.BLOCKER)
    return sum(f.count for f in e.findings if f.dimension is dimension and f.severity in heavy)


def _reference(e: Evidence) -> Score:
    """Labels that carry an official code, of those that need one; judged on the sheet's rows."""
    contract = e.conformed.contract
    coded = [p for p in contract.properties if p.kind is Kind.REGION]
    if not coded:
        return Score(Dimension.REFERENCE, 0, 0)
    rows = len(e.conformed.contents)
    reference = {code for code, entry in catalogue().items() if entry.dimension is Dimension.REFERENCE}
    lost = sum(1 for codes in e.conformed.lost_rows.values() if reference & set(codes))
    return Score(Dimension.REFERENCE, rows - lost, rows)
