"""Rows named after a region as a whole: the nation over its provinces, a province over its regencies, wider ones.

Names tell them; they are parts like any other where they carry a running number among numbered rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from lumbung.sheets.tables.columns import Columns
from lumbung.sheets.tables.entries import Entry, Kind, mostly_numbered, parts_of
from lumbung.sheets.tables.sums import weigh
from lumbung.sheets.words import words
from lumbung.text import fold

_WIDER = 3  # regions at most that a table compares its own with


def tell_regions(columns: Columns, entries: Sequence[Entry]) -> None:
    """Totals by the name of a region."""
    _tell_nation(entries)
    _tell_provinces(entries)
    _tell_wider(columns, entries)
    _tell_above_heading(columns, entries)


def _tell_nation(entries: Sequence[Entry]) -> None:
    """The nation over its provinces, wherever it stands; a table of the nation alone has ordinary rows."""
    rows = [entry for entry in entries if entry.kind is Kind.ROW and entry.figured]
    numbered = mostly_numbered(rows)
    whole = [row for row in rows if _names(row) & words().nation and len(row.labels) <= 2]
    if len(rows) > 2 and len(whole) * 2 < len(rows):
        for row in whole:
            if not (row.counted and numbered):
                row.kind = Kind.TOTAL


def _tell_provinces(entries: Sequence[Entry]) -> None:
    """A province over its regencies, first or last, or in every year of a long table."""
    rows = [entry for entry in entries if entry.kind is Kind.ROW and entry.figured]
    called = [_names(row) & words().provinces for row in rows]
    found = sum(map(bool, called))
    single = len(set().union(*called)) == 1 if called else False
    numbered = mostly_numbered(rows)
    for row, name in zip(rows, called, strict=True):
        inside = row is not rows[0] and row is not rows[-1]
        if not name or (row.counted and numbered) or (inside and (found == 1 or not single)):
            continue  # one of the parts: a village may be called Aceh
        if 2 < len(rows) > found * 3 and len(row.labels) <= 2:
            row.kind = Kind.TOTAL


def _names(row: Entry) -> set[str]:
    return {fold(text) for text in row.labels.values()}


def _tell_wider(columns: Columns, entries: Sequence[Entry]) -> None:
    """Regions without a number under numbered parts: the sum of the parts, and wider ones printed to compare."""
    rows = [entry for entry in entries if entry.kind is Kind.ROW and entry.figured]
    tail = [row for row in rows if not row.counted]
    body = rows[: len(rows) - len(tail)]
    if len(body) < 2 or len(tail) > _WIDER or not all(row.counted for row in body):
        return
    for row in tail:
        region = fold(row.label).split(" ", 1)[0] in words().region_levels or _names(row) & words().provinces
        if region or weigh(row.values, parts_of(body), columns.values).is_partly_sum:
            row.kind = Kind.TOTAL


def _tell_above_heading(columns: Columns, entries: Sequence[Entry]) -> None:
    """``Provinsi Jambi`` in a column headed ``Kabupaten/Kota``: wider than what the heading says the rows are."""
    rows = [entry for entry in entries if entry.kind is Kind.ROW and entry.figured]
    numbered = mostly_numbered(rows)
    wider = [row for row in rows if not (row.counted and numbered) and _is_above_heading(columns, row)]
    if len(rows) > 2 and len(wider) * 3 <= len(rows):
        for row in wider:
            row.kind = Kind.TOTAL


def _is_above_heading(columns: Columns, row: Entry) -> bool:
    """True by the level word of the label, but for ``Kota Agung``: kecamatan and desa are called like that, too."""
    parts = fold(row.label).split()
    return len(parts) > 1 and parts[0] != "kota" and row.rank[1] < min(heading_levels(columns, row), default=0)


def heading_levels(columns: Columns, entry: Entry) -> set[int]:
    """Levels that the heading over the label names: under ``Kecamatan`` alone, a place without figures is a row."""
    path = columns.by_number[next(iter(entry.labels))].path
    levels = words().region_levels
    return {levels[word] for heading in path[-1:] for word in fold(heading).split() if word in levels}
