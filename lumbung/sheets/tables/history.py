"""Rows of earlier periods under the total, and which of the year rows is the total of this table.

Words name the candidates (``Tahun 2021``, ``Jumlah 2021``, ``Kabupaten Lahat 2021``); arithmetic tells the year of
the table itself, which adds up the rows, from those gone by.
"""

from __future__ import annotations

from collections.abc import Sequence

from lumbung.sheets.tables.columns import Columns
from lumbung.sheets.tables.entries import Entry, Kind, parts_of, with_following
from lumbung.sheets.tables.sums import weigh
from lumbung.sheets.words import is_total, starts_with_total, trailing_year, year_label
from lumbung.text import fold


def tell_by_words(entries: Sequence[Entry]) -> None:
    """Totals by name; years below rows that are none, and totals of other years below a total, are history."""
    summed = False
    series = _is_series(entries)
    for entry, following in with_following(entries):
        if entry.kind is not Kind.ROW or (following and _heads_months(entry, following)):
            continue
        total = any(is_total(text) for text in entry.labels.values())
        if total and not (summed and trailing_year(entry.label)):
            entry.kind, summed = Kind.TOTAL, True
        elif (summed and starts_with_total(entry.label) and trailing_year(entry.label)) or (
            not series and year_label(entry.label) is not None and len(entry.labels) == 1
        ):
            entry.kind = Kind.HISTORY


def _heads_months(entry: Entry, following: Entry) -> bool:
    """True for a year without figures over rows that are no years: a section of months or places."""
    bare = year_label(entry.label) is not None and not entry.figured
    return bare and following.figured and year_label(following.label) is None and not is_total(following.label)


def _is_series(entries: Sequence[Entry]) -> bool:
    """True if the rows themselves are years: most labels are, and they do not merely end a list of names."""
    labels = [entry.labels.values() for entry in entries if entry.labels]
    years = [all(year_label(text) is not None or text.isdigit() for text in texts) for texts in labels]
    return sum(years) * 2 > len(years) and (years[0] or years != sorted(years))


def tell_years(columns: Columns, entries: Sequence[Entry]) -> None:
    """The year that adds up the rows is their total; a run of one name under changing years is told likewise."""
    rows = [entry for entry in entries if entry.kind is Kind.ROW and entry.figured]
    tail = _same_name(rows)
    gone = [entry for entry in entries if entry.kind is Kind.HISTORY]
    if any(entry.kind is Kind.TOTAL for entry in entries):
        return
    body = rows[: len(rows) - len(tail)]
    parts = parts_of(body)
    for candidate in (*tail, *gone[:1]):
        if len(parts) > 1 and weigh(candidate.values, parts, columns.values).is_sum:
            for entry in tail:
                entry.kind = Kind.HISTORY
            candidate.kind = Kind.TOTAL
            return


def _same_name(rows: Sequence[Entry]) -> list[Entry]:
    """The last rows, if they differ in nothing but the year at the end of their label."""
    tail: list[Entry] = []
    for row in reversed(rows):
        if not trailing_year(row.label) or not _name(row) or (tail and _name(row) != _name(tail[0])):
            break
        tail.insert(0, row)
    return tail if 1 < len(tail) < len(rows) else []


def _name(entry: Entry) -> str:
    return fold(entry.label).removesuffix(str(trailing_year(entry.label))).strip()
