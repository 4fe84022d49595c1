"""Rows of a label without figures: the heading of a section, or a row of which nothing was reported.

A heading stands higher in the looks of its label than the rows below it, opens the next group below a total, or leaves
the columns blank that name each row; or the rows below it come again under the next one (``Births: North, South``,
``Deaths: North, South``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, takewhile

from lumbung.sheets.tables.columns import Columns
from lumbung.sheets.tables.entries import Entry, Kind, Rank, common_rank, parts_of
from lumbung.sheets.tables.layout import Layout, Look
from lumbung.sheets.tables.regions import heading_levels
from lumbung.sheets.tables.sums import weigh
from lumbung.sheets.words import starts_with_total

_ROUND = 2  # rows at least that come again
_REGISTER = 3  # columns at least of a register


def tell_sections(layout: Layout, columns: Columns, entries: Sequence[Entry]) -> None:
    """The headings of sections among the rows."""
    if not any(entry.figured for entry in entries):
        _tell_in_register(columns, entries)
        return
    bare = [i for i, e in enumerate(entries) if e.kind is Kind.ROW and not e.figured and e.labels]
    common = common_rank(entries)
    naming = _naming_all(columns, entries)
    heads = [i for i in bare if _heads_section(layout, columns, entries, i, common, naming)]
    for i in {*heads, *_over_rounds(entries, bare)}:
        entries[i].kind = Kind.SECTION


def is_lone_text(entry: Entry, columns: Columns) -> bool:
    """True for one text over the figures and nothing else: ``per cent``, merged or centred over the years."""
    cells = entry.line.cells
    return (
        len(cells) == 1
        and all(entry.line.looks[c] is Look.TEXT for c in cells)
        and not cells.keys().isdisjoint(columns.values)
    )


def _tell_in_register(columns: Columns, entries: Sequence[Entry]) -> None:
    """Lone texts without a number in a register of numbered rows: the desa or kelompok of those below."""
    rows = [entry for entry in entries if entry.kind is Kind.ROW]
    lone = [entry for entry in rows if len(entry.line.cells) == 1 and not entry.counted]
    if len(columns.labels) < _REGISTER or sum(entry.counted for entry in rows) < len(rows) - len(lone):
        return
    for entry in lone:
        if entry is not rows[-1]:
            entry.kind = Kind.SECTION


def _heads_section(
    layout: Layout, columns: Columns, entries: Sequence[Entry], i: int, common: Rank | None, naming: set[int]
) -> bool:
    entry = entries[i]
    if i + 1 >= len(entries) or len(entry.labels) > 1:
        return False
    span = next(layout.line_spans(entry.line))
    if columns.values and span.right >= columns.values[0]:
        return True
    if entry.counted:
        return False
    following = entries[i + 1]
    if entry.step is not None and following.step is not None:
        return following.step > entry.step
    if entry.marked and not following.marked:
        return True
    if not following.figured and following.rank == entry.rank:
        return False
    if entry.rank != common or entry.label.endswith(":") or _indent(following) > _indent(entry):
        return True
    if _is_louder(entry, entries):
        return True
    opens = i == 0 or _closes_group(columns, entries[:i])
    return (opens or not naming <= entry.labels.keys()) and len(heading_levels(columns, entry)) != 1


def _closes_group(columns: Columns, entries: Sequence[Entry]) -> bool:
    """True if the last of the rows is a total, or named like one and adds up the rows above it."""
    last = entries[-1]
    if last.kind is Kind.TOTAL or not starts_with_total(last.label):
        return last.kind is Kind.TOTAL
    group = list(takewhile(lambda entry: entry.kind is Kind.ROW and entry.figured, entries[-2::-1]))
    return len(group) > 1 and weigh(last.values, parts_of(group), columns.values).is_partly_sum


def _naming_all(columns: Columns, entries: Sequence[Entry]) -> set[int]:
    """Label columns left of the figures in which every row with figures says something."""
    rows = [entry for entry in entries if entry.kind is Kind.ROW and entry.figured]
    left = [c for c in columns.labels if not columns.values or c < columns.values[0]]
    return {c for c in left if all(c in row.labels for row in rows)} if len(rows) >= _ROUND else set()


def _over_rounds(entries: Sequence[Entry], bare: Sequence[int]) -> set[int]:
    """Labels without figures over rows most of which come again, in name, under another such label."""
    runs = {i: _run(entries[i + 1 : end]) for i, end in pairwise((*bare, len(entries)))}
    times = Counter(label for run in runs.values() for label in set(run))
    again = {i: sum(times[label] > 1 for label in run) for i, run in runs.items()}
    return {i for i, run in runs.items() if again[i] >= _ROUND and again[i] * 2 >= len(run) and not entries[i].counted}


def _run(entries: Sequence[Entry]) -> list[tuple[str, ...]]:
    return [tuple(entry.labels.values()) for entry in entries if entry.kind is Kind.ROW and entry.figured]


def _is_louder(entry: Entry, entries: Sequence[Entry]) -> bool:
    """True for a label in capitals among rows that are not."""
    rows = [each.label.isupper() for each in entries if each.figured and each.labels]
    return entry.label.isupper() and sum(rows) * 5 <= len(rows)


def _indent(entry: Entry) -> int:
    return entry.rank[3]
