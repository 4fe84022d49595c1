"""Marks that a publisher sets beside a figure, a year or a name: revised, provisional, estimated, not available.

They are kept as printed, never interpreted: ``-`` (nothing, or zero), ``…`` (not available), ``NA``, ``r``, ``*``,
``a)``, ``(Angka sementara)``. A blank cell has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from lumbung.sheets.figures.numbers import mark_of
from lumbung.sheets.tables.columns import Columns
from lumbung.sheets.tables.layout import Line, Look, look_of_text, shown
from lumbung.sheets.words import words
from lumbung.text import fold

_AFTER_YEAR = re.compile(r".*\b(?:19|20)\d\d\s*(\*{1,3}\)?|[¹²³⁴⁵]|(?:r|e|xx?)\)?|\^?\d\))", re.IGNORECASE)
_STATUS = re.compile(r".*\b(?:19|20)\d\d\s*(\(([^\d()]+)\))")
_MAY_BE_MARKED = re.compile(r"[*¹²³⁴⁵]|\b(?:19|20)\d\d")
_AFTER_NAME = re.compile(r".*?[^\s*]\s*(\*{1,3}\)?|[¹²³⁴⁵])")


def may_be_marked(labels: Iterable[str]) -> bool:
    """True if some of many labels may bear a mark: one look at all of them instead of one at each."""
    return _MAY_BE_MARKED.search("\n".join(labels)) is not None


def mark_of_label(text: str) -> str | None:
    """The mark behind a year or a name: ``2022*``, ``2022 (Angka sementara)``, ``Susukan **``."""
    return _mark_of_label(text) if _MAY_BE_MARKED.search(text) else None


@lru_cache(maxsize=32_768)
def _mark_of_label(text: str) -> str | None:
    status = _STATUS.fullmatch(text)
    if status:
        return status[1] if words().statuses.intersection(fold(status[2]).split()) else None
    match = _AFTER_YEAR.fullmatch(text) or _AFTER_NAME.fullmatch(text)
    return match[1] if match else None


def mark_of_figure(text: str) -> str | None:
    """The mark behind a figure (``1.234r``), or the text itself if it stands for no figure (``-``, ``…``)."""
    return text if look_of_text(text) is Look.NOTHING else mark_of(text)


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
    if line.looks[column] in (Look.NUMBER, Look.BROKEN, Look.DATE):
        return None
    text = shown(line.cells[column])
    return mark_of_figure(text) if is_value else mark_of_label(text)
