"""Long lists of like findings cut short: what is said stays exact in number, not in wording.

A file with ten thousand wrong sums has one mistake to look into, not ten thousand. That a list was cut is said (G02).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from lumbung.findings import MARKED_CELLS, SHOWN_CELLS, Finding, Language, Severity, finding

MOST_ALIKE = 50
"""Findings of one code about one column and period that are told one by one; the rest are counted with the last."""

_TITLES_TOLD = 3


def shortened(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings in brief, with a note (G02) where something to be mended is counted and not listed."""
    told = brief(findings)
    cut = [f for f in told if f.is_cut and f.severity is not Severity.INFO]
    if not cut:
        return told
    unlisted = sum(f.count - len(f.cells) for f in cut)
    return (*told, finding("G02", count=unlisted, what=_lists(cut, "id"), what_en=_lists(cut, "en")))


def _lists(cut: Sequence[Finding], language: Language) -> str:
    """Which lists were cut: titles with the cells listed and the cells there are."""
    kinds: dict[str, list[Finding]] = defaultdict(list)
    for f in cut:
        kinds[f.code].append(f)
    of = {"id": "dari", "en": "of"}[language]
    texts = [
        f"{same[0].title(language)} ({sum(len(f.cells) for f in same)} {of} {sum(f.count for f in same)})"
        for same in kinds.values()
    ]
    return ", ".join(texts[:_TITLES_TOLD]) + (", …" if len(texts) > _TITLES_TOLD else "")


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
