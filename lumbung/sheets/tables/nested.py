"""Rows that add up the rows right below or above them, told by arithmetic alone: nothing in their looks says so.

``Susukan`` over its desa without a word or an indent, ``Triwulan I`` under its months, ``L+P`` under L and P. One such
sum may be an accident; several, over most of the table and with large figures, are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lumbung.sheets.tables.columns import Columns
from lumbung.sheets.tables.entries import Entry, Kind, parts_of
from lumbung.sheets.tables.sums import Addends, weigh

_LARGEST = 60  # rows of one group
_LONGEST = 2_000  # rows of a table in which groups are sought
_LEAST = 2  # groups
_COVERED = 0.8  # of the rows belong to a group
_DIGITS = 4.0  # of the agreeing figures together


def tell_nested(columns: Columns, entries: Sequence[Entry]) -> None:
    """Totals of groups that stand directly above, or directly below, the rows they add up."""
    rows = [entry for entry in entries if entry.kind is Kind.ROW and entry.figured]
    main = _main_column(columns, rows)
    if main is None or not 5 <= len(rows) <= _LONGEST or any(entry.line.alike for entry in rows):
        return
    for order, digits in ((rows, _DIGITS), (rows[::-1], _DIGITS), (rows, 0.0), (rows[::-1], 0.0)):
        parents, covered = _folded(columns, order, main, digits)
        if len(parents) < _LEAST or covered < _COVERED * len(rows):
            continue
        if digits or _leaves_out(columns, entries, rows, parents):
            for parent in parents:
                parent.kind = Kind.TOTAL
            return


def _leaves_out(columns: Columns, entries: Sequence[Entry], rows: Sequence[Entry], parents: Sequence[Entry]) -> bool:
    """True if a total adds up the rows without these: small sums are no accident then."""
    left_out = {parent.line.row for parent in parents}
    rest = parts_of(row for row in rows if row.line.row not in left_out)
    proofs = [weigh(e.values, rest, columns.values) for e in entries if e.kind is Kind.TOTAL]
    return any(proof.is_sum and proof.is_no_accident for proof in proofs)


def _main_column(columns: Columns, rows: Sequence[Entry]) -> int | None:
    """The value column with the largest figures: the first witness, so that few sums need all of them."""
    sizes = {c: sum(abs(_value(row, c)) for row in rows) for c in columns.values}
    return max(sizes, key=lambda c: sizes[c], default=None) if any(sizes.values()) else None


def _value(entry: Entry, column: int) -> float:
    value = entry.values.get(column)
    return float(value) if isinstance(value, int | float) else 0.0


def _folded(columns: Columns, rows: Iterable[Entry], main: int, digits: float) -> tuple[list[Entry], int]:
    """The rows that add up those before them, and how many rows belong to such a group."""
    parents: list[Entry] = []
    inside: set[int] = set()
    open_: list[Entry] = []
    for row in rows:
        size = _group_before(columns, open_, row, main, digits)
        if size:
            inside |= {row.line.row, *(child.line.row for child in open_[-size:])}
            del open_[-size:]
            parents.append(row)
        open_.append(row)
    return parents, len(inside)


def _group_before(columns: Columns, open_: Sequence[Entry], row: Entry, main: int, digits: float) -> int:
    """How many of the last rows that are in no group yet the row adds up; 0 if it adds up none."""
    wanted, added = _value(row, main), 0.0
    for size, child in enumerate(reversed(open_[-_LARGEST:]), start=1):
        added += _value(child, main)
        if size > 1 and wanted and abs(added - wanted) <= 0.0005 * abs(wanted):
            proof = weigh(row.values, Addends(each.values for each in open_[-size:]), columns.values)
            if proof.agreeing == proof.compared and proof.digits >= digits:
                return size
    return 0
