"""Whether a long table may rest on the lines that were looked at, or must be read again line by line.

The rows alike (:mod:`lumbung.sheets.tables.alike`) become what the lines around them are. That is only safe where the
rest of the table is as plain as they are; every doubt here costs time and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lumbung.sheets.model import Role
from lumbung.sheets.tables.bulk import stored_column
from lumbung.sheets.tables.columns import Columns, find_columns
from lumbung.sheets.tables.entries import Entry, Kind
from lumbung.sheets.tables.groups import heads_groups
from lumbung.sheets.tables.header import Header
from lumbung.sheets.tables.layout import Layout, Line
from lumbung.sheets.tables.legend import Legend

_SAMPLE = 200


class LookAgainError(Exception):
    """The rows alike may be something else than the lines looked at: every line must be."""


def hold_alike(
    layout: Layout, header: Header, paths: Mapping[int, tuple[str, ...]], columns: Columns, entries: Sequence[Entry],
    legend: Legend,
) -> None:  # fmt: skip
    """Nothing, if the rows alike of a table are rows like those looked at.

    Raises:
        LookAgainError: they may not be.
    """
    runs = [entry.line.alike for entry in entries if entry.line.alike]
    if not runs:
        return
    told = any(entry.line.alike and entry.kind is not Kind.ROW for entry in entries)
    if (
        told
        or legend.marks
        or legend.signs
        or _were_ranges(layout, columns, runs)
        or _are_grouped(layout, columns, entries)
        or _other_roles(layout, header, paths, columns, runs)
    ):
        raise LookAgainError


def _were_ranges(layout: Layout, columns: Columns, runs: Sequence[range]) -> bool:
    """True if dates stand among the texts of a label column: they may have been ranges."""
    kinds = (_kinds(layout, runs, column) for column in columns.labels)
    return any(tuple in of_column and str in of_column for of_column in kinds)


def _are_grouped(layout: Layout, columns: Columns, entries: Sequence[Entry]) -> bool:
    """True if a column that heads groups has blanks below labels of their own, which may stand for them."""
    names = [column for column in columns.labels if column not in columns.counters]
    return any(heads_groups(columns, column) and _has_groups(layout, entries, column) for column in names[:-1])


def _has_groups(layout: Layout, entries: Sequence[Entry], column: int) -> bool:
    rows = (range(entry.line.row, entry.line.last + 1) for entry in entries if entry.kind is Kind.ROW)
    stored = [value for run in rows for value in stored_column(layout.grid, run, column)]
    labels = [value for value in stored if value is not None]
    return 0 < len(labels) < len(stored) and len(set(labels)) == len(labels)


def _kinds(layout: Layout, runs: Iterable[range], column: int) -> set[type]:
    return {kind for rows in runs for kind in set(map(type, stored_column(layout.grid, rows, column)))}


def _other_roles(
    layout: Layout, header: Header, paths: Mapping[int, tuple[str, ...]], columns: Columns, runs: Sequence[range]
) -> bool:
    """True if rows from the middle, or rows from everywhere, would give a column another role."""
    rows = [row for run in runs for row in run]
    middle = rows[len(rows) // 2 :][:_SAMPLE]
    spread = rows[:: max(1, len(rows) // _SAMPLE)]
    wanted = {n: column.role for n, column in columns.by_number.items()}
    return any(_roles(layout, header, paths, sample, wanted) for sample in (middle, spread))


def _roles(
    layout: Layout,
    header: Header,
    paths: Mapping[int, tuple[str, ...]],
    rows: Iterable[int],
    wanted: Mapping[int, Role],
) -> bool:
    lines = [Line(row, cells) for row in rows if (cells := layout.grid.line(row))]
    filled = {column for line in lines for column in line.cells}
    found = find_columns(header, paths, lines).by_number
    return any(c in found and c in wanted and found[c].role is not wanted[c] for c in filled)
