"""The verdict on a file, from its findings and from how much of it could be accepted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from expectations.model import InspectedSlice, Inspection, Verdict
from lumbung.findings import Finding, Severity

LOST_COLUMNS = frozenset({"H04", "H05", "H08", "H11"})
"""Errors about headings: the figures of a whole column are not loaded."""
HEADING = "heading"
"""The variant of a finding about any cell that says the same of a heading: ``#REF!`` over a column."""


def verdict(findings: Sequence[Finding], slices: Sequence[InspectedSlice]) -> Verdict:
    """DIKEMBALIKAN for a blocker, for a file with nothing to accept, or when a dataset loses more rows than its
    contract allows; DITERIMA SEBAGIAN when rows or columns are held back; DITERIMA DENGAN CATATAN for warnings and
    errors that hold nothing back; else DITERIMA.
    """
    if not slices or any(f.severity is Severity.BLOCKER for f in findings):
        return Verdict.RETURNED
    if any(_too_much_lost(s) for s in slices):
        return Verdict.RETURNED
    if any(s.rows_quarantined for s in slices):
        return Verdict.ACCEPTED_IN_PART
    if any(f.severity is Severity.ERROR and _loses_column(f) for f in findings):
        return Verdict.ACCEPTED_IN_PART
    if any(f.severity in (Severity.ERROR, Severity.WARNING) for f in findings):
        return Verdict.ACCEPTED_WITH_NOTES
    return Verdict.ACCEPTED


def with_findings(inspection: Inspection, more: Sequence[Finding]) -> Inspection:
    """The inspection with more findings, and the verdict they lead to."""
    if not more:
        return inspection
    findings = heaviest_first((*inspection.findings, *more))
    return replace(inspection, findings=findings, verdict=verdict(findings, inspection.slices))


def heaviest_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by severity; otherwise in the order they were found."""
    return tuple(sorted(findings, key=lambda f: f.severity.rank))


def _loses_column(found: Finding) -> bool:
    return found.code in LOST_COLUMNS or found.parameters.get("variant") == HEADING


def _too_much_lost(inspected: InspectedSlice) -> bool:
    share = inspected.rows_quarantined / inspected.rows_read if inspected.rows_read else 1.0
    return share > inspected.contract.quarantine_limit or (inspected.accepted.empty and not inspected.rows_joined)
