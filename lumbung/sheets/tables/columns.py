"""The columns of a table: which there are, which name the rows and which hold measures, and their units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from lumbung.sheets.addresses import letter
from lumbung.sheets.grid import Cell, CellKind
from lumbung.sheets.model import Column, Role
from lumbung.sheets.tables.header import Header
from lumbung.sheets.tables.headings import unit_in
from lumbung.sheets.tables.layout import Line, Look
from lumbung.sheets.tables.lines import is_quantity, is_step, is_year
from lumbung.sheets.words import words
from lumbung.text import fold

_CYCLING = 0.99
_LONG = 100_000


@dataclass(frozen=True)
class Columns:
    """The columns of one table by number, in order."""

    by_number: Mapping[int, Column]
    counters: frozenset[int]  # label columns that only count the rows: 1, 2, 3

    @cached_property
    def labels(self) -> list[int]:
        """Numbers of the label columns."""
        return [n for n, c in self.by_number.items() if c.role is Role.LABEL]

    @cached_property
    def values(self) -> list[int]:
        """Numbers of the value columns."""
        return [n for n, c in self.by_number.items() if c.role is Role.VALUE]


def find_columns(header: Header, paths: Mapping[int, tuple[str, ...]], lines: Sequence[Line]) -> Columns:
    """The columns that have a heading of their own or something in the body."""
    cells = _by_column(lines)
    leaves = {s.left for s in header.spans}
    kept = [c for c in sorted(set(paths) | set(cells)) if _is_column(c, paths.get(c, ()), cells, leaves, header, lines)]
    roles: dict[int, Role] = {}
    for column in kept:
        roles[column] = _role(column, paths.get(column, ()), cells.get(column, []), roles, header)
    made = {c: Column(letter(c), roles[c], paths.get(c, ()), _unit(paths.get(c, ()), roles[c])) for c in kept}
    return Columns(made, _counters([c for c in kept if roles[c] is Role.LABEL], cells))


def _counters(labels: Sequence[int], cells: Mapping[int, list[tuple[Look, Cell]]]) -> frozenset[int]:
    """The label columns that only count; none of them if no other column would name the rows."""
    counters = frozenset(c for c in labels if _counts(cells.get(c, [])))
    return counters if len(counters) < len(labels) else frozenset()


def _by_column(lines: Iterable[Line]) -> dict[int, list[tuple[Look, Cell]]]:
    cells: dict[int, list[tuple[Look, Cell]]] = defaultdict(list)
    for line in lines:
        for column, cell in line.cells.items():
            cells[column].append((line.looks[column], cell))
    return cells


def _is_column(
    column: int,
    path: tuple[str, ...],
    cells: Mapping[int, list[tuple[Look, Cell]]],
    leaves: set[int],
    header: Header,
    lines: Sequence[Line],
) -> bool:
    filled = cells.get(column, [])
    if path:
        return bool(filled) or column in leaves
    if column <= header.shape.stub:
        return True
    texts = sum(not each.is_figure for each, _ in filled)
    return texts * 2 > len(filled) and len(filled) * 2 >= len(lines)


def _role(
    column: int,
    path: tuple[str, ...],
    filled: list[tuple[Look, Cell]],
    roles: Mapping[int, Role],
    header: Header,
) -> Role:
    if path and _heads_label(path[-1]) and not (fold(path[-1]) in words().named_or_counted and _are_short(filled)):
        return Role.LABEL
    right_of_values = Role.VALUE in roles.values()
    figures = [(each, cell) for each, cell in filled if each is not Look.NOTHING]
    if not figures:
        return Role.VALUE if right_of_values or column > header.shape.stub else Role.LABEL
    numeric = sum(each.is_figure or is_quantity(cell) for each, cell in figures)
    years = all(is_year(cell) for each, cell in figures if each.is_figure)
    if column <= header.shape.stub and numeric < len(figures) and years:
        return Role.LABEL
    if numeric * 2 < len(figures) or any(cell.kind is CellKind.DATE for _, cell in figures):
        return Role.LABEL
    if not right_of_values and _cycles(filled):
        return Role.LABEL
    if column <= header.shape.stub and not right_of_values:
        whole = [cell for _, cell in figures]
        if _counts(filled) or all(map(is_year, whole)) or column < header.shape.stub or _all_whole(whole):
            return Role.LABEL
    return Role.VALUE


def _heads_label(heading: str) -> bool:
    folded = fold(heading)
    parts = folded.split() or [""]
    vocabulary = words()
    return (
        folded in vocabulary.label_headings
        or parts[0] in vocabulary.label_heading_starts
        or parts[-1] in vocabulary.label_heading_ends
    )


def _are_short(filled: Sequence[tuple[Look, Cell]]) -> bool:
    """True for numbers too short for telephones; a column without any number has none."""
    numbers = [cell.value for each, cell in filled if each is Look.NUMBER]
    others = sum(each is not Look.NOTHING for each, _ in filled) - len(numbers)
    return bool(numbers) and not others and all(isinstance(n, int) and abs(n) < _LONG for n in numbers)


def _all_whole(cells: Sequence[Cell]) -> bool:
    return all(isinstance(cell.value, int) for cell in cells)


def _counts(filled: Sequence[tuple[Look, Cell]]) -> bool:
    """True for 1, 2, 3 … (also ``'01.'``), perhaps anew in every group or with steps I, a between; few exceptions."""
    numbers = []
    steps = 0
    for _, cell in filled:
        value = cell.value
        if isinstance(value, str):
            steps += is_step(value.strip())
            digits = value.strip().rstrip(".)").strip()
            value = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 7 else None
        if isinstance(value, int):
            numbers.append(value)
    if len(numbers) < 2 or len(numbers) * 2 < len(filled) - steps:
        return False
    rising = sum(b - a == 1 or a > b == numbers[0] for a, b in pairwise(numbers))
    return numbers[0] in (0, 1) and rising * 5 >= 4 * (len(numbers) - 1)


def _cycles(filled: Sequence[tuple[Look, Cell]]) -> bool:
    """True for codes of a category that start over with every year or place: 0 1 2 3 0 1 2 3."""
    numbers = [cell.value for _, cell in filled]
    whole = [n for n in numbers if isinstance(n, int)]
    if len(whole) != len(filled) or len(whole) < 6:
        return False
    least, greatest = min(whole), max(whole)
    if not 2 <= greatest - least + 1 <= len(whole) // 2:
        return False
    steps = sum(b - a == 1 or (a == greatest and b == least) for a, b in pairwise(whole))
    return steps >= _CYCLING * (len(whole) - 1)  # a row or two may be missing


def _unit(path: tuple[str, ...], role: Role) -> str | None:
    return unit_in(path[-1]) if path and role is Role.VALUE else None
