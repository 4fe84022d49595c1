"""Long lists of like findings cut short: what is said stays exact in number, not in wording.

A file with ten thousand wrong sums has one mistake to look into, not ten thousand. That a list was cut is said (G02).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from lumbung.cut import with_note_of_cuts
from lumbung.findings import MARKED_CELLS, SHOWN_CELLS, Finding

MOST_ALIKE = 50
"""Findings of one code about one column and period that are told one by one; the rest are counted with the last."""


def shortened(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings in brief, with a note (G02) where something to be mended is counted and not listed."""
    return with_note_of_cuts(brief(findings), lambda f: len(f.cells))


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
    cells = tuple(dict.fromkeys(cell for f in rest for cell in f.marked))
    shown, further = cells[:SHOWN_CELLS], cells[SHOWN_CELLS:MARKED_CELLS]
    return [*told, replace(rest[0], cells=shown, further=further, count=sum(f.count for f in rest))]
