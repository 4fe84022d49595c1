"""Numbers with misplaced spaces, like ``7 52``: read as 752 only where the arithmetic of the table proves it.

The proof: one value column is the sum of two others in all rows that can be compared (L + P = Jumlah), and the loose
reading makes it true in its own row too. Without proof the text stays, and becomes a finding in harmonising.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice

from lumbung.sheets.addresses import address
from lumbung.sheets.figures.numbers import loose_number
from lumbung.sheets.model import TableValue

Rows = dict[int, dict[int, TableValue]]
Relation = tuple[int, int, int]
"""Columns a, b, c with a + b = c."""

_WITNESSES = 3
_WIDEST = 40
_SAMPLE = 200


def prove_loose(rows: Rows, columns: Sequence[int]) -> list[str]:
    """Replace in ``rows`` every loose number that a relation proves; returns the addresses of these cells."""
    loose = {(row, c): n for row, cells in rows.items() for c in columns if (n := _loose(cells.get(c))) is not None}
    if not loose:
        return []
    proved = []
    for relation in _relations(rows, columns[:_WIDEST]):
        for row, cells in rows.items():
            mine = [c for c in relation if (row, c) in loose]
            if mine and _holds({c: loose.get((row, c), cells.get(c)) for c in relation}, relation):
                proved += [address(row, c) for c in mine]
                cells.update({c: loose.pop((row, c)) for c in mine})
    return proved


def _loose(value: TableValue) -> int | None:
    return loose_number(value) if isinstance(value, str) else None


def _relations(rows: Rows, columns: Sequence[int]) -> Iterator[Relation]:
    sample = list(islice(rows.values(), _SAMPLE))
    for a, b, c in combinations(columns, 3):
        for relation in ((a, b, c), (b, c, a)):
            if _is_witnessed(sample, relation):
                yield relation


def _is_witnessed(sample: Sequence[Mapping[int, TableValue]], relation: Relation) -> bool:
    comparable = [cells for cells in sample if all(isinstance(cells.get(c), int | float) for c in relation)]
    return len(comparable) >= _WITNESSES and all(_holds(cells, relation) for cells in comparable)


def _holds(cells: Mapping[int, TableValue], relation: Relation) -> bool:
    a, b, c = (cells.get(column) for column in relation)
    if not (isinstance(a, int | float) and isinstance(b, int | float) and isinstance(c, int | float)):
        return False
    return a != 0 and abs(a + b - c) < 0.5
