"""Cells that say "not available" (C17), although a total counts them: what is known of one of them is its shortfall.

The total of a row is looked at first: what it counts beyond the parts that are known stands in fewer cells than what a
total over rows does. Each cell is told once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lumbung.findings import SHOWN_CELLS, Finding, Severity, finding
from lumbung.harmonise.model import Conformed, PrintedFigure
from lumbung.text import figure_text

_MARK = "C17"


def counted_unknowns(conformed: Conformed, printed: Sequence[PrintedFigure]) -> Iterator[Finding]:
    """One finding for each total that counts more than its known parts, at those that say that they are not known."""
    told: set[str] = set()
    for total in sorted((p for p in printed if p.unknown), key=lambda p: len(p.unknown)):
        cells = [cell for cell in total.unknown if cell not in told]
        told.update(cells)
        if cells:
            yield _finding(conformed, total, cells)


def _finding(conformed: Conformed, total: PrintedFigure, cells: Sequence[str]) -> Finding:
    said = finding(
        _MARK,
        sheet=conformed.sheet,
        cells=list(cells),
        severity=Severity.WARNING,
        dataset=conformed.contract.dataset,
        period=total.period,
        column=total.title,
        total=total.cell,
        found=figure_text(total.value),
        expected=figure_text(total.value - total.beyond),
        difference=figure_text(total.beyond),
    )
    return replace(said, parameters={**said.parameters, "variant": "counted"})


def marks_once(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, marks for "not available" at no cell of which something heavier is said."""
    heavy = [f for f in findings if f.severity is not Severity.INFO]
    told = {(f.sheet, c) for f in heavy if f.code != _MARK for c in f.marked}
    counted = {(f.sheet, c) for f in heavy if f.code == _MARK for c in f.marked}
    if not counted:
        return tuple(findings)
    return tuple(part for f in findings for part in _without(f, counted if f.severity is Severity.INFO else told))


def _without(found: Finding, told: set[tuple[str | None, str]]) -> Iterator[Finding]:
    if found.code != _MARK:
        yield found
        return
    cells = tuple(c for c in found.marked if (found.sheet, c) not in told)
    count = found.count - len(found.marked) + len(cells)
    if count:
        yield replace(found, cells=cells[:SHOWN_CELLS], further=cells[SHOWN_CELLS:], count=count)
