"""Labels printed only on the first row of their group: the blanks below belong to it, if the evidence is clear.

``Bawang | Blambangan``, ``(blank) | Gemuruh``: Gemuruh is in Bawang. Clear means: the heading names something that
groups rows (a region, a year, a kind), or the running number stands on the same rows; every group has its own label;
another column names each single row; most groups have several rows, for a lone blank is rather a name that was
forgotten; no total comes between a label and the blanks below it; and no running number counts the blank rows, for
then a label is missing there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lumbung.findings import Finding, finding
from lumbung.sheets.addresses import address
from lumbung.sheets.model import TableValue
from lumbung.sheets.tables.columns import Columns
from lumbung.sheets.tables.entries import Entry, Kind
from lumbung.sheets.tables.layout import Layout
from lumbung.sheets.words import words
from lumbung.text import fold

_LEAST_GROUPS = 2


def repeat_labels(
    layout: Layout, columns: Columns, entries: Sequence[Entry], by_row: dict[int, dict[int, TableValue]]
) -> None:
    """Write the label of a group into the blanks below it in ``by_row``, and note it in the entry."""
    rows = [entry for entry in entries if entry.kind is Kind.ROW]
    if any(entry.line.alike for entry in rows):
        return  # rows that nobody looked at: nothing is clear there
    names = [column for column in columns.labels if column not in columns.counters]
    for i, column in enumerate(names[:-1]):
        if not (_groups_rows(layout, columns, rows, column) and _names_each(rows, names[i + 1 :])):
            continue
        if _interrupted(entries, column):
            continue
        for above, entry in pairwise(rows):
            if column not in entry.line.cells:
                by_row[entry.line.row][column] = by_row[above.line.row][column]
                entry.carried.add(column)


def say_carried(layout: Layout, columns: Columns, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Where labels were carried down, be they merged over their group or printed on its first row alone (S04)."""
    merged = layout.merged_down(columns.labels).keys()
    rows = [entry for entry in entries if entry.kind is Kind.ROW]
    cells = [
        address(entry.line.row, column)
        for entry in rows
        for column in columns.labels
        if column in entry.carried or ((entry.line.row, column) in merged and column not in entry.line.cells)
    ]
    if cells:
        said = "label kosong diisi dengan label di atasnya, karena hanya ditulis pada baris pertama kelompoknya"
        said_en = "empty labels take the label above them, as it stands on the first row of its group alone"
        yield finding("S04", sheet=layout.grid.sheet, cells=cells, said=said, said_en=said_en)


def _groups_rows(layout: Layout, columns: Columns, rows: Sequence[Entry], column: int) -> bool:
    labels = [entry.labels[column] for entry in rows if column in entry.labels]
    distinct = len(set(labels)) == len(labels) and _LEAST_GROUPS <= len(labels) < len(rows)
    merged = any(column in layout.covered.get(entry.line.row, ()) for entry in rows)
    if not distinct or merged or column not in rows[0].labels or not _mostly_several(rows, column):
        return False
    counted = [_counts_groups(rows, column, counter) for counter in columns.counters]
    return all(counted) and (bool(counted) or heads_groups(columns, column))


def _mostly_several(rows: Sequence[Entry], column: int) -> bool:
    starts = [i for i, entry in enumerate(rows) if column in entry.labels]
    several = sum(b - a > 1 for a, b in pairwise((*starts, len(rows))))
    return several >= _LEAST_GROUPS and several * 2 >= len(starts)


def heads_groups(columns: Columns, column: int) -> bool:
    """True if the heading of a column names something that groups rows: a region, a year, a kind."""
    first = fold(" ".join(columns.by_number[column].path[-1:])).split(" ", 1)[0]
    return first in words().region_levels or first in words().group_headings


def _counts_groups(rows: Sequence[Entry], column: int, counter: int) -> bool:
    """True if the running number stands on exactly the rows that carry the label."""
    return all((counter in entry.line.cells) == (column in entry.line.cells) for entry in rows)


def _names_each(rows: Sequence[Entry], others: Sequence[int]) -> bool:
    return any(all(column in entry.labels for entry in rows) for column in others)


def _interrupted(entries: Sequence[Entry], column: int) -> bool:
    """True if a blank follows a total or a section: whose row it is, is not clear then."""
    return any(
        entry.kind is Kind.ROW and column not in entry.line.cells and above.kind is not Kind.ROW
        for above, entry in pairwise(entries)
    )
