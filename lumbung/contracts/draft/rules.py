"""What this very file proves about its figures: columns that add up others, and what a blank beside figures means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lumbung.contracts.draft.layout import is_total
from lumbung.contracts.draft.measures import Measured
from lumbung.sheets.model import Table, TableRow

FEWEST_ROWS = 5
"""Rows with figures in which a sum must hold, all of them, before it becomes a rule."""
FEWEST_BLANKS = 3
_SLACK = 0.0005


def with_sums(table: Table, measures: Sequence[Measured]) -> list[Measured]:
    """The measures; one that equals the sum of its siblings in every row says so."""
    found = dict(_sums(table, measures))
    return [replace(m, prop=replace(m.prop, sum_of=found.get(m.prop.name, ()))) for m in measures]


def _sums(table: Table, measures: Sequence[Measured]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for family in _families(measures):
        if len(family) < 3:
            continue
        wholes = [m for m in family if _adds_up(table, m, [o for o in family if o is not m])]
        if len(wholes) == 1:
            yield wholes[0].prop.name, tuple(o.prop.name for o in family if o is not wholes[0])


def _families(measures: Sequence[Measured]) -> list[list[Measured]]:
    """Additive measures of one column each, in one unit, that stand under the same first heading."""
    families: dict[tuple[str | None, str], list[Measured]] = {}
    for m in measures:
        if m.prop.additive and len(m.cells) == 1 and not m.cells[0].kinds:
            levels = m.cells[0].column.levels
            top = levels[0].key if len(levels) > 1 else ""
            families.setdefault((m.prop.unit, top), []).append(m)
    return list(families.values())


def _adds_up(table: Table, whole: Measured, parts: Sequence[Measured]) -> bool:
    letter, others = whole.letters[0], [p.letters[0] for p in parts]
    rows = [(v, [_figure(r, o) for o in others]) for r in table.rows if (v := _figure(r, letter)) is not None]
    telling = [(v, figures) for v, figures in rows if v and sum(1 for f in figures if f) > 1]
    sums = all(abs(v - sum(f or 0 for f in figures)) <= abs(v) * _SLACK + 1e-6 for v, figures in rows)
    return len(telling) >= FEWEST_ROWS and sums


def blank_is_zero(table: Table, measure: Measured) -> bool:
    """True where a printed total over the kinds proves that a blank means nought: *Jumlah* = *Negeri*."""
    proofs = 0
    for total, parts in _totals(measure):
        for row in table.rows:
            value, figures = _figure(row, total), [_figure(row, p) for p in parts]
            if not value or None not in figures or all(f is None for f in figures):
                continue
            if abs(value - sum(f or 0 for f in figures)) > abs(value) * _SLACK + 1e-6:
                return False
            proofs += 1
    return proofs >= FEWEST_BLANKS


def _totals(measure: Measured) -> Iterator[tuple[str, list[str]]]:
    """Column of a total over one dimension, and the columns of the kinds it adds up."""
    for cell in measure.cells:
        for at, kind in enumerate(cell.kinds):
            if is_total(kind):
                parts = [
                    c.column.letter
                    for c in measure.cells
                    if not is_total(c.kinds[at])
                    and c.column.periods == cell.column.periods
                    and [k.key for i, k in enumerate(c.kinds) if i != at]
                    == [k.key for i, k in enumerate(cell.kinds) if i != at]
                ]
                if len(parts) > 1:
                    yield cell.column.letter, parts


def totals_hold(table: Table, measure: Measured) -> bool:
    """True when the columns called total are the sums of their parts in nearly every row; also where there are none."""
    right = wrong = 0
    for total, parts in _totals(measure):
        for row in table.rows:
            value, figures = _figure(row, total), [_figure(row, p) for p in parts]
            if value is not None and any(f is not None for f in figures):
                agrees = abs(value - sum(f or 0 for f in figures)) <= abs(value) * _SLACK + 1e-6
                right, wrong = right + agrees, wrong + (not agrees)
    return wrong * 10 <= right + wrong


def _figure(row: TableRow, letter: str) -> float | None:
    value = row.cells.get(letter)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
