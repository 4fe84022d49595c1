"""Headings that became an error (C01), were never computed (C02) or turned into a date (C21): their column is lost.

What harmonising says of such a column, that it is unknown (H03, H07) or that a required one is missing at it (H02), is
the same mistake. It is told once, as what the cell is, and weighs by what is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from expectations.verdict import HEADING
from lumbung.findings import Finding, Severity

_SPOILT = ("C01", "C02", "C21")
_UNKNOWN = ("H02", "H03", "H07")
Cell = tuple[str | None, str]


def told_at_headings(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, each spoilt heading once: an error, a blocker where a required column is lost by it."""
    spoilt = {(f.sheet, c) for f in findings if _is_spoilt(f) for c in f.cells}
    same = [f for f in findings if f.code in _UNKNOWN and f.cells and spoilt.issuperset((f.sheet, c) for c in f.cells)]
    if not same:
        return tuple(findings)
    lost: dict[Cell, Severity] = {}
    for f in same:
        for place in ((f.sheet, c) for c in f.cells):
            lost[place] = min(f.severity, lost.get(place, Severity.ERROR), key=lambda s: s.rank)
    return tuple(part for f in findings if f not in same for part in (_parts(f, lost) if _is_spoilt(f) else (f,)))


def _is_spoilt(found: Finding) -> bool:
    return found.code in _SPOILT and found.severity is not Severity.INFO


def _parts(found: Finding, lost: Mapping[Cell, Severity]) -> Iterator[Finding]:
    """The finding about cells that are no such headings, then about those that are."""
    others = tuple(c for c in found.cells if (found.sheet, c) not in lost)
    headings = [c for c in found.cells if (found.sheet, c) in lost]
    if len(headings) < found.count:
        yield replace(found, cells=others, count=found.count - len(headings))
    for severity in dict.fromkeys(lost[found.sheet, c] for c in headings):
        cells = tuple(c for c in headings if lost[found.sheet, c] is severity)
        said = {**found.parameters, "variant": HEADING}
        yield replace(found, severity=severity, cells=cells, further=(), count=len(cells), parameters=said)
