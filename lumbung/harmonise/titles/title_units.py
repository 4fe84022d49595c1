"""In which unit figures are that no heading gives a unit: as title or notes say it for the table as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lumbung.contracts.elements import PARENTHESES
from lumbung.contracts.model import Contract, Property
from lumbung.harmonise.headings.explain import Explanation
from lumbung.reference.satuan import Unit, find_multiple, find_unit, units
from lumbung.sheets.model import Table
from lumbung.text import squash

_ANNOUNCED = re.compile(r"\b(?:dalam|satuan|unit)\b\s*:?\s*([^,;()]+)$", re.IGNORECASE)
_NOTED = re.compile(
    r"\(?(?:(?:catatan|keterangan|ket)\b[\s.:]*)?(?:(?:semua|seluruh|angka|data|nilai|jumlah|dinyatakan|disajikan)\s+)*"
    r"(?:dalam|satuan|unit)\b\s*:?\s*([^,;().]+)[).]*",
    re.IGNORECASE,
)
"""A note about the figures of the whole table; one about something named in it may be about one column."""


def units_between(
    explanation: Explanation, measure: Property, contract: Contract, table: Table
) -> tuple[Unit | None, Unit | None]:
    """The unit of the column and that of the measure. A title's unit speaks for the measures it can be meant for."""
    wanted = units().get(measure.unit or "")
    if explanation.unit is not None or wanted is None:
        return explanation.unit, wanted
    if explanation.multiple is not None:
        return wanted.times(*explanation.multiple), wanted
    said = title_units(table)
    multiples = title_multiples(table)
    if not said and len(multiples) == 1 and measured_alike(contract):
        return wanted.times(*next(iter(multiples))), wanted
    fitting = {u for u in said if u.kind == wanted.kind}
    others = {w.kind for m in contract.measures if (w := units().get(m.unit or ""))} - {wanted.kind}
    if not fitting and any(u.kind in others for u in said):
        return None, wanted
    candidates = fitting or said
    return next(iter(candidates)) if len(candidates) == 1 else None, wanted


def title_units(table: Table) -> frozenset[Unit]:
    """The units that title or notes give, for columns that name none: ``'Luas Areal (ha), 2022'``, ``'Dalam Ton'``."""
    return frozenset(unit for text in _texts(table) if (unit := find_unit(text)))


def title_multiples(table: Table) -> frozenset[tuple[str, float]]:
    """The multiples, word and factor, that title or notes give without a unit: ``'(dalam ribuan)'``."""
    return frozenset(multiple for text in _texts(table) if (multiple := find_multiple(text)))


def measured_alike(contract: Contract) -> bool:
    """True where every measure is in one unit: only then is a multiple in a title certain to be of each."""
    return len({m.unit for m in contract.measures}) == 1


def _texts(table: Table) -> Iterator[str]:
    for line in table.title:
        yield from _said(line)
    for note in table.notes:
        if announced := _NOTED.fullmatch(squash(note.text)):
            yield announced[1]


def _said(line: str) -> Iterator[str]:
    yield from PARENTHESES.findall(line)
    for inside in (line, *PARENTHESES.findall(line)):
        if announced := _ANNOUNCED.search(squash(inside)):
            yield announced[1]
