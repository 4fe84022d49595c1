"""A figure that is wrong by its row and by its column alike: both totals are off by the same, and cross at one cell.

Then neither total is wrong but that cell, and what should stand there is known: it is told once, at the cell. The same
holds where nothing stands at the cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lumbung.findings import Finding
from lumbung.harmonise.model import Conformed
from lumbung.sheets.addresses import split
from lumbung.text import figure_text

Part = tuple[int, str]
"""Frame index label, measure."""
_SAME = 1e-6


@dataclass(frozen=True)
class WrongTotal:
    """A total that is not the sum of its parts."""

    cell: str
    excess: float  # by how much it is above the sum of its parts
    parts: frozenset[Part]
    own: Part | None = None  # where it is a figure of the table itself: a sum between measures


@dataclass(frozen=True)
class Crossing:
    """The wrong figure where a total of a row and one of a column meet."""

    cell: str
    value: float | None  # None where it was left blank
    right: float


@dataclass(frozen=True)
class Crossings:
    """``at``: cell of a row total → the wrong figure of its row; ``explained``: cells of totals over rows."""

    at: Mapping[str, Crossing] = field(default_factory=dict)
    explained: frozenset[str] = frozenset()


NONE = Crossings()
"""Of a table whose totals are right."""


def crossings(conformed: Conformed, rows: Sequence[WrongTotal], columns: Sequence[WrongTotal]) -> Crossings:
    """The wrong figures that rows and columns agree about; a row that crosses two columns alike proves nothing."""
    found: dict[str, set[Part]] = {row.cell: set() for row in rows}
    explained: dict[str, list[str]] = {}
    for column in columns:
        through = _through(column, rows)
        explained[column.cell] = [row.cell for row, _ in through]
        for row, part in through:
            found[row.cell].add(part)
    certain = {row.cell: _figure(conformed, row, found[row.cell]) for row in rows if len(found[row.cell]) == 1}
    settled = {cell for cell, through in explained.items() if through and all(row in certain for row in through)}
    for row, column in _over_blanks(conformed, [r for r in rows if r.cell not in certain], columns):
        certain[row.cell] = Crossing(_meeting(row, column), None, row.excess)
        settled.add(column.cell)
    return Crossings(certain, frozenset(settled))


def _over_blanks(
    conformed: Conformed, rows: Sequence[WrongTotal], columns: Sequence[WrongTotal]
) -> Iterator[tuple[WrongTotal, WrongTotal]]:
    """The pairs that lack the same, and nothing stands where they meet; a total with two such partners has none."""
    pairs = [
        (row, column)
        for row in rows
        for column in columns
        if row.excess > 0 and _alike(row.excess, column.excess) and _is_blank(conformed, _meeting(row, column))
    ]
    seen = Counter(total.cell for pair in pairs for total in pair)
    yield from (pair for pair in pairs if all(seen[total.cell] == 1 for total in pair))


def _meeting(row: WrongTotal, column: WrongTotal) -> str:
    return f"{split(column.cell)[0]}{split(row.cell)[1]}"


def _is_blank(conformed: Conformed, cell: str) -> bool:
    letter, row = split(cell)
    return row in conformed.contents and conformed.contents[row].get(letter) in (None, "")


def _through(column: WrongTotal, rows: Sequence[WrongTotal]) -> list[tuple[WrongTotal, Part]]:
    """The rows whose excesses make that of a column, each with the figure it has in it: all that cross it, or one."""
    crossing = [(row, part) for row in rows for part in row.parts & column.parts]
    for some in (crossing, *([one] for one in crossing)):
        if some and _alike(sum(row.excess for row, _ in some), column.excess):
            return some
    return []


def _figure(conformed: Conformed, row: WrongTotal, parts: set[Part]) -> Crossing:
    ((index, measure),) = parts
    value = float(str(conformed.frame.at[index, measure]))
    return Crossing(str(conformed.cells.at[index, measure]), value, value + row.excess)


def at_crossing(said: Finding, wrong: Crossing) -> Finding:
    """The finding about a total of a row, told of the figure that is wrong in it."""
    parameters = {**said.parameters, "variant": "blank", "expected": figure_text(wrong.right)}
    if wrong.value is not None:
        parameters |= {"variant": "crossing", "found": figure_text(wrong.value)}
    return replace(said, cells=(wrong.cell,), parameters=parameters)


def inner_only(columns: Sequence[WrongTotal]) -> Iterator[str]:
    """The cells of totals that are off by nothing but what a total within them is off by."""
    for outer in columns:
        if any(inner.parts and inner.parts < outer.parts and _alike(inner.excess, outer.excess) for inner in columns):
            yield outer.cell


def _alike(one: float, other: float) -> bool:
    return abs(one - other) <= _SAME * max(1.0, abs(one))
