"""Marks that a publisher sets beside a figure, a year or a name: revised, provisional, estimated, not available.

They are kept as printed, never interpreted: ``-`` (nothing, or zero), ``…`` (not available), ``NA``, ``r``, ``*``,
``a)``, ``(Angka sementara)``. A blank cell has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lumbung.sheets.columns import Columns
from lumbung.sheets.layout import Line, Look, shown
from lumbung.sheets.numbers import mark_of

_AFTER_YEAR = re.compile(r".*\b(?:19|20)\d\d\s*(\*{1,3}\)?|[¹²³⁴⁵]|(?:r|e|xx?)\)?|\^?\d\)|\([^\d()]+\))", re.IGNORECASE)
_AFTER_NAME = re.compile(r".*?[^\s*]\s*(\*{1,3}\)?|[¹²³⁴⁵])")


def mark_of_label(text: str) -> str | None:
    """The mark behind a year or a name: ``2022*``, ``2022 (Angka sementara)``, ``Susukan **``."""
    match = _AFTER_YEAR.fullmatch(text) or _AFTER_NAME.fullmatch(text)
    return match[1] if match else None


def heading_mark(path: Sequence[str]) -> str | None:
    """The mark in the headings of a column, the leaf first."""
    return next((mark for text in reversed(path) if (mark := mark_of_label(text))), None)


def marks_of(line: Line, columns: Columns) -> dict[str, str]:
    """The marks in the cells of a line, by column letter."""
    marks = {}
    for number, column in columns.by_number.items():
        if number in line.cells and (mark := _mark(line, number, number in columns.values)):
            marks[column.letter] = mark
    return marks


def _mark(line: Line, column: int, is_value: bool) -> str | None:
    seen = line.looks[column]
    if seen is Look.NUMBER or seen is Look.BROKEN or seen is Look.DATE:
        return None
    text = shown(line.cells[column])
    if not is_value:
        return mark_of_label(text)
    return text if seen is Look.NOTHING else mark_of(text)
