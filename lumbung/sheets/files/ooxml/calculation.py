"""Formulas whose stored value nobody computed: some writers put a 0 there and ask Excel to compute on opening.

Such a 0 would be loaded as a figure. It is trusted as soon as one formula of the workbook has another value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lumbung.sheets.files.ooxml.package import Tags, cells_around, ends_of, position_of
from lumbung.sheets.grid import Position

_ON_LOAD = re.compile(rb'\bfullCalcOnLoad="(?:1|true)"')
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]*)<")


def computes_on_load(workbook: bytes) -> bool:
    """True if the workbook asks to be computed anew when it is opened."""
    return _ON_LOAD.search(workbook) is not None


def formula_values(xml: bytes) -> Iterator[tuple[Position, bytes]]:
    """Every formula cell of a sheet that has a value, with that value as stored."""
    tags = Tags.of(xml)
    for attributes, content in cells_around(xml, ends_of(xml, tags.formula), tags):
        value = _VALUE.search(content)
        if value and tags.formula in content:  # conditional formats have formulas too
            yield position_of(attributes), value.group(1).strip()


def placeholders(values: Mapping[str, Mapping[Position, bytes]]) -> Mapping[str, Mapping[Position, bytes]]:
    """The formula values, by sheet, that only hold the place of one; nothing if any formula was computed."""
    return values if all(value in (b"0", b"") for sheet in values.values() for value in sheet.values()) else {}
