"""Small counts of persons (P03): one person in a kecamatan is known to the neighbours (UU 16/1997 article 21).

Only measures that their contract calls sensitive are looked at: ``smallCells`` is the count below which it is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from lumbung.contracts.model import Property
from lumbung.findings import Finding, finding
from lumbung.harmonise.model import Conformed


def small_cells(conformed: Conformed) -> Iterator[Finding]:
    """One finding for each sensitive measure that has counts from 1 up to its limit; nought tells of nobody."""
    for measure in conformed.contract.measures:
        if measure.small_cells is not None and measure.name in conformed.frame:
            yield from _of_measure(conformed, measure, measure.small_cells)


def _of_measure(conformed: Conformed, measure: Property, limit: int) -> Iterator[Finding]:
    figures = conformed.frame[measure.name].dropna().astype(float)
    small = figures[(figures > 0) & (figures < limit)]
    if small.empty:
        return
    cells = [cell for cell in conformed.cells.loc[small.index, measure.name].astype(str) if cell]
    yield finding(
        "P03",
        sheet=conformed.sheet,
        cells=cells,
        count=len(small),
        dataset=conformed.contract.dataset,
        column=measure.title,
        limit=limit,
    )
