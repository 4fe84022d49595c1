"""Rows of a table that are no data: titles and remarks (S01), headings printed again (S05), blank rows (S03)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lumbung.findings import Finding, Severity, finding
from lumbung.sheets.addresses import address
from lumbung.sheets.noticed.seen import Seen, first_cell
from lumbung.sheets.tables.entries import Entry, Kind
from lumbung.sheets.tables.layout import Line

_FEW = 2
"""Gaps up to which a blank row may be an accident; more of them are the way the table is set."""


def row_notices(seen: Seen) -> Iterator[Finding]:
    """S01, S03 and S05, at most one of each."""
    beside = [*seen.title, *seen.body.notes]
    if beside:
        yield finding("S01", sheet=seen.sheet, cells=[first_cell(line) for line in beside], count=_rows_of(beside))
    if seen.body.repeated:
        cells = [first_cell(line) for line in seen.body.repeated]
        yield finding("S05", sheet=seen.sheet, cells=cells)
    yield from _blank_rows(seen)


def _rows_of(lines: Sequence[Line]) -> int:
    return sum(1 + len(line.alike) for line in lines)


def _blank_rows(seen: Seen) -> Iterator[Finding]:
    """S03: a warning for a blank row that splits a list in two, a note where blank rows part groups."""
    gaps = [(above, below) for above, below in pairwise(seen.told.entries) if below.line.row - above.line.last > 1]
    gaps = [(above, below) for above, below in gaps if _is_blank(seen, above, below)]
    if not gaps:
        return
    left = min(seen.columns.by_number)
    cells = [address(row, left) for above, below in gaps for row in range(above.line.last + 1, below.line.row)]
    severity = Severity.WARNING if _splits_list(seen, gaps) else Severity.INFO
    yield finding("S03", sheet=seen.sheet, cells=cells, severity=severity)


def _is_blank(seen: Seen, above: Entry, below: Entry) -> bool:
    """True for a gap between two rows; around totals, sections and remarks it parts what differs."""
    taken = {line.row for line in (*seen.body.notes, *seen.body.repeated)}
    rows = range(above.line.last + 1, below.line.row)
    return above.kind is below.kind is Kind.ROW and taken.isdisjoint(rows) and not any(map(seen.grid.line, rows))


def _splits_list(seen: Seen, gaps: Sequence[tuple[Entry, Entry]]) -> bool:
    """True if the rows around every gap are of one list, and the gaps are too few and too uneven for a pattern."""
    return len(gaps) <= _FEW and not _is_even(seen, gaps) and all(_go_on(seen, *gap) for gap in gaps)


def _is_even(seen: Seen, gaps: Sequence[tuple[Entry, Entry]]) -> bool:
    """True if the gaps part the rows into groups of one size; the last may be smaller."""
    starts = [seen.body_rows.start, *(below.line.row for _, below in gaps)]
    ends = [*(above.line.last for above, _ in gaps), seen.rows[-1].line.last]
    sizes = [end - start + 1 for start, end in zip(starts, ends, strict=True)]
    return len(gaps) > 1 and len(set(sizes[:-1])) == 1 and sizes[-1] <= sizes[0]


def _go_on(seen: Seen, above: Entry, below: Entry) -> bool:
    """True if the row below continues the list: labels of one rank, the same group, numbers that do not start anew."""
    if above.rank != below.rank or above.labels.keys() != below.labels.keys() or above.figured != below.figured:
        return False
    names = [column for column in seen.columns.labels if column in above.labels]
    if any(_groups(seen, column) and above.labels[column] != below.labels[column] for column in names[:-1]):
        return False
    counted = [(above.values.get(c), below.values.get(c)) for c in seen.columns.counters]
    return not any(_is_less(after, before) for before, after in counted)


def _groups(seen: Seen, column: int) -> bool:
    """True for a column whose labels stand on several rows each, one below the other."""
    labels = [entry.labels[column] for entry in seen.rows if column in entry.labels]
    return (1 + sum(above != below for above, below in pairwise(labels))) * 2 <= len(labels)


def _is_less(after: object, before: object) -> bool:
    return isinstance(after, int | float) and isinstance(before, int | float) and after < before
