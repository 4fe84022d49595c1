"""Letters and numbers that open the labels themselves: ``A. Medis``, ``1. Dokter``, ``a) Umum``, ``- Wanita``.

A writer steps down a level with every new style of mark, so the order in which the styles first appear is their depth.
They say so only together: two styles at least, each counting in order from its first, over most of the rows; a lone
``A. Amir`` among names is no step.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lumbung.sheets.tables.entries import Entry, Kind

_OPENING = re.compile(r"(\(?)(\d{1,2}|[ivx]+|[IVX]+|[a-z]|[A-Z])([.)]{1,2})\s*(?=[^\W\d])|([-–•])\s*(?=[^\W\d])")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_BULLET = "-"
_COVERED = 0.8  # of the rows carry a mark
_LEAST_STYLES = 2

Mark = tuple[str, int]
"""The style of a mark, and its place in the series; 0 for a bullet."""


def tell_steps(entries: Sequence[Entry]) -> None:
    """The depth of every row, where the marks that open the labels tell it."""
    rows = [entry for entry in entries if entry.kind is Kind.ROW and entry.labels]
    marks = _marks([entry.label for entry in rows])
    styles = list(dict.fromkeys(mark[0] for mark in marks if mark))
    if len(styles) < _LEAST_STYLES or sum(map(bool, marks)) < _COVERED * len(rows):
        return
    if not all(_counts([mark[1] for mark in marks if mark and mark[0] == style]) for style in styles):
        return
    for entry, mark in zip(rows, marks, strict=True):
        entry.step = styles.index(mark[0]) if mark else len(styles) - 1


def _marks(labels: Sequence[str]) -> list[Mark | None]:
    marks: list[Mark | None] = []
    last: dict[str, int] = {}
    for label in labels:
        match = _OPENING.match(label)
        mark = _mark(match, last) if match else None
        if mark:
            last[mark[0]] = mark[1]
        marks.append(mark)
    return marks


def _mark(match: re.Match[str], last: dict[str, int]) -> Mark | None:
    if match[4]:
        return _BULLET, 0
    text, lower = match[2], match[2].casefold()
    style = f"{match[1]}{{}}{match[3]}".format
    if text.isdigit():
        return style("1"), int(text)
    letter, roman = (style("a"), style("i")) if text == lower else (style("A"), style("I"))
    place = ord(lower[0]) - ord("a") + 1
    if lower in _ROMAN and (len(lower) > 1 or last.get(letter) != place - 1):  # i after h is a letter
        return roman, _ROMAN.index(lower) + 1
    return (letter, place) if len(lower) == 1 else None


def _counts(places: Sequence[int]) -> bool:
    """True for a series that starts at its first and goes on by one, or starts again; for bullets in any number."""
    if not any(places):
        return True
    expected = 1
    for place in places:
        if place not in (1, expected):
            return False
        expected = place + 1
    return len(places) > 1
