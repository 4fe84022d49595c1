"""A pivot in its compact form (L07): two things in one column of labels, the inner ones coming again under each outer.

``Susukan 10, L 6, P 4, Batur 20, L 12, P 8``: which kecamatan an ``L`` belongs to stands in no cell of its row, and
nothing but the sums tells the outer rows from the inner. Years or sexes over the columns, rows in sections without
figures and labels printed once for a group are no such pivot: these are read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from lumbung.findings import Finding, finding
from lumbung.sheets.addresses import address
from lumbung.sheets.model import TableValue
from lumbung.sheets.noticed.seen import Seen
from lumbung.sheets.tables.entries import Entry, Kind
from lumbung.text import fold

_FEWEST_GROUPS, _FEWEST_PARTS = 2, 2
_MOST_LINES = 5_000
_SLACK = 1e-6

Group = Sequence[Entry]
"""An outer row and the inner rows below it."""


def pivot_notices(seen: Seen) -> Iterator[Finding]:
    """L07 at the outer rows, if the table is such a pivot."""
    groups = _groups(seen)
    if groups:
        column = _label_column(seen)
        cells = [address(outer.line.row, column) for outer, *_ in groups]
        inner = ", ".join(dict.fromkeys(entry.label for entry in groups[0][1:]))
        yield finding("L07", sheet=seen.sheet, cells=cells, outer=groups[0][0].label, inner=inner)


def _label_column(seen: Seen) -> int:
    return next((c for c in seen.columns.labels if c not in seen.columns.counters), 0)


def _groups(seen: Seen) -> list[Group]:
    """The outer rows with their inner ones; none unless these fill the whole body and come again."""
    names = [c for c in seen.columns.labels if c not in seen.columns.counters]
    entries = [e for e in seen.told.entries if e.kind in (Kind.ROW, Kind.TOTAL) and e.figured]
    sections = any(e.kind is Kind.SECTION for e in seen.told.entries)
    if len(names) != 1 or sections or len(entries) > _MOST_LINES or any(e.line.alike for e in entries):
        return []
    often = Counter(fold(e.label) for e in entries)
    groups = _split(entries, often)
    if len(groups) < _FEWEST_GROUPS or not all(_adds_up(seen, group) for group in groups):
        return []
    return groups


def _split(entries: Sequence[Entry], often: Counter[str]) -> list[Group]:
    """The entries cut before each label that stands once and is followed by one that comes again."""
    groups: list[list[Entry]] = []
    for i, entry in enumerate(entries):
        comes_again = often[fold(entry.label)] > 1
        if comes_again and groups:
            groups[-1].append(entry)
        elif not comes_again and i + 1 < len(entries) and often[fold(entries[i + 1].label)] > 1:
            groups.append([entry])
        elif entry.kind is not Kind.TOTAL or not groups:
            return []  # a label on its own: the rows are of one kind
    return [group for group in groups if len(group) > _FEWEST_PARTS] if groups else []


def _adds_up(seen: Seen, group: Group) -> bool:
    """True if the outer row is the sum of the inner ones in every column, and not of noughts alone."""
    outer, *inner = group
    sums = {c: sum(_number(e.values.get(c)) for e in inner) for c in seen.columns.values}
    printed = {c: _number(outer.values.get(c)) for c in seen.columns.values}
    return any(printed.values()) and all(abs(printed[c] - sums[c]) <= _SLACK * max(1.0, abs(sums[c])) for c in sums)


def _number(value: TableValue) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
