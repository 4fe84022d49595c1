"""Long lists of like findings cut short: what is said stays exact in number, not in wording.

A file with ten thousand wrong sums has one mistake to look into, not ten thousand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from lumbung.findings import SHOWN_CELLS, Finding

MOST_ALIKE = 50
"""Findings of one code about one column and period that are told one by one; the rest are counted with the last."""


def brief(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The same findings; beyond :data:`MOST_ALIKE` alike, the rest joined with the last one told."""
    groups: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for f in findings:
        groups[f.code, f.severity, f.sheet, f.dataset, f.period, f.parameters.get("column")].append(f)
    if all(len(same) <= MOST_ALIKE for same in groups.values()):
        return tuple(findings)
    return tuple(sorted((f for same in groups.values() for f in _cut(same)), key=lambda f: f.severity.rank))


def _cut(same: list[Finding]) -> list[Finding]:
    if len(same) <= MOST_ALIKE:
        return same
    told, rest = same[: MOST_ALIKE - 1], same[MOST_ALIKE - 1 :]
    cells = tuple(dict.fromkeys(cell for f in rest for cell in f.cells))[:SHOWN_CELLS]
    return [*told, replace(rest[0], cells=cells, count=sum(f.count for f in rest))]
