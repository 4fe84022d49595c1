"""Ranges and codes that a program took for dates: ``5-9`` among ``0-4`` and ``10-14``, ``Mar-05`` among ``3-4``.

The neighbours tell. Where exactly one reading fills the gap between the members before and after, it is certain, is put
in and noted; where only one neighbour or the look of the others supports it, it is proposed and the cell stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise, product

from lumbung.sheets.grid import Cell, CellKind
from lumbung.sheets.tables.layout import shown
from lumbung.sheets.words import words

Range = tuple[int, int]

_RANGE = re.compile(r"(\d{1,3})(\s*[-–—/]\s*)(\d{1,3})(\s*[^\W\d].*)?")
_MONTH_TEXT = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3,4})|([A-Za-z]{3,4})[- ](\d{1,2})")
_LONGEST = 3  # dates in a row: more of them are dates


@dataclass(frozen=True)
class Restored:
    """What a cell that turned into a date was before; ``certain`` if nothing else fits between its neighbours."""

    text: str
    certain: bool


@dataclass(frozen=True)
class _Series:
    """How the members that kept their text follow each other, and how they are written."""

    step: int | None  # from the end of one to the start of the next; None for codes, 1-1 1-2 1-3
    pattern: str  # '{}-{} tahun'

    def follows(self, before: Range, after: Range) -> bool:
        if self.step is None:
            return after == (before[0], before[1] + 1)
        return after[0] <= after[1] and after[0] - before[1] == self.step


def restore(cells: Sequence[Cell]) -> dict[int, Restored]:
    """What the dates among the cells of one column, or one row of headings, were before: by position."""
    suspects = {i: found for i, cell in enumerate(cells) if (found := _readings(cell))}
    members = {i: member for i, cell in enumerate(cells) if i not in suspects and (member := _range(cell))}
    if not suspects or len(members) < 2 or len(members) < len(suspects):
        return {}
    series = _series(cells, members)
    restored: dict[int, Restored] = {}
    for run in _runs(sorted(suspects)):
        if len(run) <= _LONGEST:
            chains = _chains(run, suspects, members, series)
            restored.update(_chosen(run, chains, (run[0] - 1 in members) and (run[-1] + 1 in members), series))
    return restored


def _runs(positions: Sequence[int]) -> Iterator[list[int]]:
    for _, run in groupby(enumerate(positions), key=lambda pair: pair[1] - pair[0]):
        yield [position for _, position in run]


def _chains(
    run: Sequence[int], suspects: dict[int, tuple[Range, ...]], members: dict[int, Range], series: _Series
) -> list[tuple[Range, ...]]:
    """Every way to read the dates of a run that fits the members before and after it."""
    before, after = members.get(run[0] - 1), members.get(run[-1] + 1)
    found = []
    for chain in product(*(suspects[i] for i in run)):
        linked = [r for r in (before, *chain, after) if r is not None]
        if len(linked) > len(chain) and all(series.follows(a, b) for a, b in pairwise(linked)):
            found.append(chain)
    return found


def _chosen(
    run: Sequence[int], chains: Sequence[tuple[Range, ...]], enclosed: bool, series: _Series
) -> Iterator[tuple[int, Restored]]:
    if len(chains) == 1:
        for position, (first, second) in zip(run, chains[0], strict=True):
            yield position, Restored(series.pattern.format(first, second), certain=enclosed)


def _series(cells: Sequence[Cell], members: dict[int, Range]) -> _Series:
    neighbours = [(members[i], members[i + 1]) for i in members if i + 1 in members]
    steps = Counter(b[0] - a[1] for a, b in neighbours if b[0] - a[1] in (0, 1))
    coded = 2 * sum(a[0] == b[0] for a, b in neighbours) >= max(1, len(neighbours))
    coded = coded or (not neighbours and len({first for first, _ in members.values()}) == 1)
    texts = Counter(_pattern(shown(cells[i])) for i in members)
    step = steps.most_common(1)[0][0] if steps else 1
    return _Series(None if coded else step, texts.most_common(1)[0][0])


def _range(cell: Cell) -> Range | None:
    match = _RANGE.fullmatch(shown(cell)) if cell.kind is CellKind.TEXT else None
    return (int(match[1]), int(match[3])) if match else None


def _pattern(text: str) -> str:
    match = _RANGE.fullmatch(text)
    escaped = (match[4] or "").replace("{", "{{").replace("}", "}}") if match else ""
    return f"{{}}{match[2]}{{}}{escaped}" if match else "{}-{}"


def _readings(cell: Cell) -> tuple[Range, ...]:
    """The pairs of numbers that may have become this date; none for a cell that is no date."""
    if isinstance(cell.value, date):
        day, month, year = cell.value.day, cell.value.month, cell.value.year % 100
    elif cell.kind is CellKind.TEXT and (match := _MONTH_TEXT.fullmatch(shown(cell))):
        known = words().months.get((match[2] or match[3]).casefold())
        if known is None:
            return ()
        day, month, year = int(match[1] or match[4]), known, 0
    else:
        return ()
    pairs = [(day, month), (month, day)]
    if day == 1 and year:
        pairs.append((month, year))  # 10-14 became October 2014
    return tuple(dict.fromkeys(pairs))
