"""In which unit a column's figures are: as its headings say, nearest to the figures first, else as the title says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lumbung.contracts.elements import PARENTHESES, Element
from lumbung.reference.satuan import Unit, find_unit
from lumbung.sheets.model import Column, Table
from lumbung.text import squash

_ANNOUNCED = re.compile(r"\b(?:dalam|satuan|unit)\b\s*:?\s*([^,;()]+)$", re.IGNORECASE)


def heading_unit(column: Column, elements: Sequence[Element], names: Sequence[Element]) -> Unit | None:
    """The unit nearest to the figures: the leaf's, then upwards. What is a name is no unit: L is no litre."""
    spoken = {squash(e.raw) for e in names}
    candidates = [find_unit(column.unit)] if column.unit and squash(column.unit) not in spoken else []
    candidates += [e.unit or (None if e in names else find_unit(e.text)) for e in reversed(elements)]
    return next((u for u in candidates if u), None)


def title_units(table: Table) -> frozenset[Unit]:
    """The units that the title gives, for columns that name none: ``'Luas Areal (ha), 2022'``, ``'Dalam Ton'``."""
    return frozenset(unit for line in table.title for text in _said(line) if (unit := find_unit(text)))


def _said(line: str) -> Iterator[str]:
    yield from PARENTHESES.findall(line)
    for inside in (line, *PARENTHESES.findall(line)):
        if announced := _ANNOUNCED.search(squash(inside)):
            yield announced[1]
