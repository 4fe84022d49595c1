"""Columns that repeat an earlier period figure by figure (T06): an old table under a new year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from expectations.past.columns import Column, Words
from lumbung.findings import Finding, finding
from lumbung.harmonise.statements import Figure, Key, Statement

_TELLING = 3
"""Digits of a figure that would have changed in a period if anything had been counted."""


def copies(
    current: Statement, found: Sequence[Column], earlier: Sequence[Statement], words: Words
) -> Iterator[tuple[Finding, list[Column]]]:
    """T06, once for all columns of a sheet that repeat one period, with these columns.

    A table that repeats it whole is weighed as a whole, else every column by itself.
    """
    moving = [column for column in found if not column.measure.steady]
    repeated: dict[str, list[Column]] = {}
    for column in moving:
        period = _repeats(column, earlier)
        if period is not None:
            repeated.setdefault(period, []).append(column)
    enough = current.contract.comparison.copied
    for period, same in repeated.items():
        if len(same) < len(moving):
            telling = [c for c in same if _weight(c.figures.values()) >= enough]
        else:
            telling = same if _weight(f for c in same for f in c.figures.values()) >= enough else []
        for sheet in dict.fromkeys(column.sheet for column in telling):
            here = [column for column in telling if column.sheet == sheet]
            yield _said(current, here, period, words), here


def _repeats(column: Column, earlier: Sequence[Statement]) -> str | None:
    """The latest earlier period that a column repeats; None for one that by its nature stays as it is."""
    alike = [s for s in reversed(earlier) if _same(column.figures, s.figures[column.measure.name])]
    by_nature = len(alike) > 1  # it did not move between two earlier periods either: an area, the number of villages
    return alike[0].period if alike and not by_nature else None


def _same(figures: Mapping[Key, Figure], past: Mapping[Key, Figure]) -> bool:
    return all(key in past and past[key].value == figure.value for key, figure in figures.items())


def _weight(figures: Iterable[Figure]) -> float:
    """How many different figures of three digits there are; one of two digits counts half."""
    different = {abs(f.value) for f in figures if f.value}
    return sum(min(1.0, max(0, _digits(v) - 1) / (_TELLING - 1)) for v in different)


def _digits(value: float) -> int:
    return len(f"{value:.6f}".replace(".", "").strip("0")) if value % 1 else len(f"{value:.0f}")


def _said(current: Statement, same: Sequence[Column], period: str, words: Words) -> Finding:
    cells = [cell for column in same for cell in column.cells(column.figures)]
    names = "; ".join(words.column(c) for c in same[:5]) + (f" dan {len(same) - 5} kolom lain" if len(same) > 5 else "")
    return finding(
        "T06",
        sheet=same[0].sheet,
        cells=cells,
        dataset=current.contract.dataset,
        period=current.period,
        column=names,
        other_period=period,
    )
