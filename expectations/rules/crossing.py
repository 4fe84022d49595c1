"""A figure that is wrong by its row and by its column alike: both totals are off by the same, and cross at one cell.

Then neither total is wrong but that cell, and what should stand there is known: it is told once, at the cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from expectations.rules.figures import figure_text
from lumbung.findings import Finding
from lumbung.harmonise.model import Conformed

Part = tuple[int, str]
"""Frame index label, measure."""
_SAME = 1e-6


@dataclass(frozen=True)
class WrongTotal:
    """A total that is not the sum of its parts."""

    cell: str
    excess: float  # by how much it is above the sum of its parts
    parts: frozenset[Part]


@dataclass(frozen=True)
class Crossing:
    """The wrong figure where a total of a row and one of a column meet."""

    cell: str
    value: float
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
    return Crossings(certain, frozenset(settled))


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
    found, right = figure_text(wrong.value), figure_text(wrong.right)
    parameters = {**said.parameters, "variant": "crossing", "found": found, "expected": right}
    return replace(said, cells=(wrong.cell,), parameters=parameters)


def inner_only(columns: Sequence[WrongTotal]) -> Iterator[str]:
    """The cells of totals that are off by nothing but what a total within them is off by."""
    for outer in columns:
        if any(inner.parts and inner.parts < outer.parts and _alike(inner.excess, outer.excess) for inner in columns):
            yield outer.cell


def _alike(one: float, other: float) -> bool:
    return abs(one - other) <= _SAME * max(1.0, abs(one))
