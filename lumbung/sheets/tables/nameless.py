"""Rows of figures whose name was left out: rows of the body all the same, for somebody to name.

Figures without a label may be anything: a sum, a share, a remark. They are a row where they carry its running number,
or where one line alone has no name and fills the very columns that the named rows right above and below it fill.
"""

from __future__ import annotations

from collections.abc import Sequence

from lumbung.sheets.tables.columns import Columns
from lumbung.sheets.tables.entries import Entry, Kind, mostly_numbered


def tell_nameless(columns: Columns, entries: Sequence[Entry]) -> list[Entry]:
    """The lines without a label that are rows."""
    named = [entry for entry in entries if entry.labels and entry.figured]
    bare = [entry for entry in entries if entry.kind is Kind.ROW and entry.figured and not entry.labels]
    if len(named) < 2 or len(bare) * 2 > len(named):
        return []
    if mostly_numbered(named):
        return [entry for entry in bare if entry.counted and _fills_as_most(columns, entry, named)]
    return [entry for entry in bare[:1] if len(bare) == 1 and _fills_as_both_beside(columns, entry, entries)]


def _fills_as_most(columns: Columns, entry: Entry, named: Sequence[Entry]) -> bool:
    fullest = max(len(_filled(columns, each)) for each in named)
    return len(_filled(columns, entry)) * 2 > fullest


def _fills_as_both_beside(columns: Columns, entry: Entry, entries: Sequence[Entry]) -> bool:
    at = next(i for i, each in enumerate(entries) if each is entry)
    beside = [entries[i] for i in (at - 1, at + 1) if 0 <= i < len(entries)]
    close = all(abs(each.line.row - entry.line.row) == 1 and each.labels for each in beside)
    mine = _filled(columns, entry)
    return len(beside) == 2 and close and len(mine) > 1 and all(_filled(columns, each) == mine for each in beside)


def _filled(columns: Columns, entry: Entry) -> set[int]:
    return {column for column in columns.values if column in entry.line.cells}
