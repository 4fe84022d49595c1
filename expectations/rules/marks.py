"""Cells that say "not available" (C17), although a total counts them: what is known of one of them is its shortfall.

The total of a row is looked at first: what it counts beyond the parts that are known stands in fewer cells than what a
total over rows does. Each cell is told once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lumbung.findings import SHOWN_CELLS, Finding, Severity, finding
from lumbung.harmonise.model import Conformed, PrintedFigure
from lumbung.text import figure_text

_MARK = "C17"


@dataclass(frozen=True)
class Beyond:
    """A total, where it stands, and what its known parts add up to."""

    title: str
    cell: str
    value: float
    known: float


def counted_unknowns(conformed: Conformed, printed: Sequence[PrintedFigure]) -> Iterator[Finding]:
    """One finding for each total that counts more than its known parts, at those that say that they are not known."""
    told: set[str] = set()
    for total in sorted((p for p in printed if p.unknown), key=lambda p: len(p.unknown)):
        cells = [cell for cell in total.unknown if cell not in told]
        told.update(cells)
        if cells:
            amounts = Beyond(total.title, total.cell, total.value, total.value - total.beyond)
            yield counted(conformed, total.period, amounts, cells)


def counted(conformed: Conformed, period: str, total: Beyond, cells: Sequence[str]) -> Finding:
    """C17 at cells that say that a figure is not available which a total counts."""
    said = finding(
        _MARK,
        sheet=conformed.sheet,
        cells=list(cells),
        severity=Severity.WARNING,
        dataset=conformed.contract.dataset,
        period=period,
        column=total.title,
        total=total.cell,
        found=figure_text(total.value),
        expected=figure_text(total.known),
        difference=figure_text(total.value - total.known),
    )
    return replace(said, parameters={**said.parameters, "variant": "counted"})


def marks_once(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, marks for "not available" at no cell of which something heavier, or the same, is said."""
    heavy = [f for f in findings if f.severity is not Severity.INFO]
    told = {(f.sheet, c) for f in heavy if f.code != _MARK for c in f.marked}
    warned = {(f.sheet, c) for f in heavy if f.code == _MARK for c in f.marked}
    if not warned:
        return tuple(findings)
    kept: list[Finding] = []
    for f in findings:
        kept += _without(f, warned if f.severity is Severity.INFO else told)
        if f.code == _MARK and f.severity is not Severity.INFO:
            told |= {(f.sheet, c) for c in f.marked}
    return tuple(kept)


def _without(found: Finding, told: set[tuple[str | None, str]]) -> Iterator[Finding]:
    if found.code != _MARK:
        yield found
        return
    cells = tuple(c for c in found.marked if (found.sheet, c) not in told)
    count = found.count - len(found.marked) + len(cells)
    if count:
        yield replace(found, cells=cells[:SHOWN_CELLS], further=cells[SHOWN_CELLS:], count=count)
