"""In which unit a column's figures are as its headings say it, nearest to the figures first."""

from __future__ import annotations

from collections.abc import Sequence

from lumbung.contracts.elements import Element
from lumbung.reference.satuan import Unit, find_unit
from lumbung.sheets.model import Column
from lumbung.text import squash


def heading_unit(column: Column, elements: Sequence[Element], names: Sequence[Element]) -> Unit | None:
    """The unit nearest to the figures: the leaf's, then upwards. What is a name is no unit: L is no litre."""
    spoken = {squash(e.raw) for e in names}
    candidates = [find_unit(column.unit)] if column.unit and squash(column.unit) not in spoken else []
    candidates += [e.unit or (None if e in names else find_unit(e.text)) for e in reversed(elements)]
    return next((u for u in candidates if u), None)
