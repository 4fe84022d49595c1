"""Figures under a code that only this regency knows (R08): nobody else can put them beside theirs."""

from __future__ import annotations

from collections.abc import Iterator

from lumbung.contracts.model import Category, Kind, Property
from lumbung.findings import Finding, finding
from lumbung.harmonise.model import ROW, Conformed


def local_codes(conformed: Conformed) -> Iterator[Finding]:
    """One finding for each local code that has figures, at its labels or, where a heading says it, at the figures."""
    for prop in conformed.contract.of_kind(Kind.CATEGORY):
        for category in prop.categories:
            if category.local and prop.name in conformed.frame:
                yield from _of_code(conformed, prop, category)


def _of_code(conformed: Conformed, prop: Property, category: Category) -> Iterator[Finding]:
    frame = conformed.frame[conformed.frame[prop.name] == category.code]
    measures = [m.name for m in conformed.contract.measures]
    frame = frame[frame[measures].notna().any(axis=1)]
    if frame.empty:
        return
    letter = conformed.labels.get(prop.name)
    if letter:
        cells = [f"{letter}{int(row)}" for row in frame[ROW]]
    else:
        cells = [str(cell) for name in measures for cell in conformed.cells.loc[frame.index, name] if cell]
    cells = list(dict.fromkeys(cells))
    yield finding(
        "R08",
        sheet=conformed.sheet,
        cells=cells,
        count=len(cells),
        dataset=conformed.contract.dataset,
        column=prop.title,
        found=category.name,
        code_found=category.code,
    )
