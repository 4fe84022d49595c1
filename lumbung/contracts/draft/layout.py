"""What the columns of figures are: measures, the kinds they are spread over, or both crossed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from lumbung.contracts.draft.headings import (
    Heading,
    ValueColumn,
    as_one,
    merged,
    names_a_list,
    shared_levels,
    without_title,
)
from lumbung.contracts.draft.vocabulary import TOTALS, counted_in, is_kind, leading_quantity, quantity_of
from lumbung.reference.satuan import Unit
from lumbung.sheets.words import words
from lumbung.text import fold

_EMPTY = frozenset({"nilai", "value", "angka", "besaran", *map(fold, TOTALS)})
"""Headings that over every column only say that figures stand below."""
_TOTAL_WORDS = frozenset(fold(t) for t in TOTALS)


@dataclass(frozen=True)
class Cell:
    """One column of figures: which measure, and for each dimension which kind."""

    column: ValueColumn
    measure: Heading | None  # None: the measure is only in the title
    kinds: tuple[Heading, ...]
    repeated: tuple[str, ...] = ()  # headings that repeat the title, which names the measure


@dataclass(frozen=True)
class Layout:
    """The columns of a table, told apart; ``captions`` stand over all of them."""

    cells: tuple[Cell, ...]
    dimensions: int  # how many kinds each cell has
    captions: tuple[Heading, ...] = ()
    doubled: tuple[str, ...] = ()  # letters of columns that other columns cannot be told from
    left_out: tuple[str, ...] = ()  # letters of columns that are about something else than the rest


Known = Callable[[Sequence[Heading]], bool]
"""Whether headings are the kinds of one list that is known: of the site or of the vocabulary."""


def find_layout(columns: Sequence[ValueColumn], subject: str, title: Sequence[str], known_kinds: Known) -> Layout:
    """How the columns of a table are to be understood; ``subject`` is the thing that its ``title`` is about."""
    columns, repeated = without_title(columns, title)
    columns, left_out = _of_one_sort(columns)
    shared, rest = shared_levels(columns)
    captions = tuple(h for h in shared if is_caption(h, subject) or h.key in _EMPTY)
    named = tuple(h for h in shared if h not in captions)
    measure = next((h for h in named if leading_quantity(h.name)), None)
    single = tuple(h for h in named if h != measure)  # one kind for all: still to be said by next year's heading
    rest = merged(rest)
    cells = _cells(rest, subject, known_kinds, measure)
    if single and cells:
        cells = tuple(replace(c, kinds=(*single, *c.kinds)) for c in cells)
    cells = tuple(replace(c, repeated=repeated) for c in cells)
    kept, doubled = _without_doubles(cells)
    return Layout(kept, max((len(c.kinds) for c in kept), default=0), captions, doubled, left_out)


def _of_one_sort(columns: Sequence[ValueColumn]) -> tuple[Sequence[ValueColumn], tuple[str, ...]]:
    """Columns of nothing but a period beside others with names of their own: those that are more, and the rest."""
    bare = [c for c in columns if not c.levels]
    named = [c for c in columns if c.levels]
    if not bare or not named:
        return columns, ()
    kept, left = (bare, named) if len(bare) >= len(named) else (named, bare)
    return kept, tuple(c.letter for c in left)


def is_caption(heading: Heading, subject: str) -> bool:
    """True for a heading that only names what stands below it, or repeats the title."""
    folded = fold(heading.name)
    return (
        names_a_list(heading.name)
        or folded.split(" ", 1)[0] == "status"
        or set(folded.split()) <= set(fold(subject).split())
    )


def is_total(heading: Heading) -> bool:
    """True for *Jumlah*, *Total*: it adds up what stands beside it."""
    return heading.key in _TOTAL_WORDS


def is_measure(heading: Heading) -> bool:
    """True for a heading that says what is measured rather than of what kind."""
    if is_total(heading):
        return False
    folded = fold(heading.name).split()
    return leading_quantity(heading.name) is not None or bool(folded and words().rates & {folded[0]})


def _cells(
    columns: tuple[ValueColumn, ...], subject: str, known_kinds: Known, measure: Heading | None
) -> tuple[Cell, ...]:
    depths = {len(c.levels) for c in columns}
    if depths == {0}:
        return tuple(Cell(c, measure, ()) for c in columns)
    if depths == {2} and measure is None:
        crossed = _crossed(columns, subject, known_kinds)
        if crossed:
            return crossed
    flat = {c.letter: as_one(c) for c in columns}
    if measure is not None or _are_kinds(columns, flat, subject, known_kinds):
        return tuple(Cell(c, measure, (flat[c.letter],)) for c in columns)
    return tuple(Cell(c, flat[c.letter], ()) for c in columns)


def _are_kinds(columns: Sequence[ValueColumn], flat: Mapping[str, Heading], subject: str, known_kinds: Known) -> bool:
    """True when the headings are kinds of one thing that the title names."""
    parts = [h for h in flat.values() if not is_total(h)]
    if len(columns) < 2 or not parts or len({c.unit.kind for c in columns if c.unit}) > 1:
        return False
    if any(is_measure(h) and not is_kind(h.name) for h in parts):
        return False
    return known_kinds(parts) or leading_quantity(subject) is not None


def _crossed(columns: Sequence[ValueColumn], subject: str, known_kinds: Known) -> tuple[Cell, ...] | None:
    """Two levels of which each value stands under or over several of the other; None where they are no cross."""
    uppers = {c.levels[0].key: c.levels[0] for c in columns}
    lowers = {c.levels[1].key: c.levels[1] for c in columns}
    if len(lowers) == len(columns) or len(uppers) == len(columns):
        return None
    for measures, kinds, level in ((lowers, uppers, 1), (uppers, lowers, 0)):
        if _measures_level(columns, level, measures, kinds, known_kinds):
            return tuple(Cell(c, c.levels[level], (c.levels[1 - level],)) for c in columns)
    measured = any(is_measure(h) for h in (*uppers.values(), *lowers.values()))
    if leading_quantity(subject) is not None and not measured and len({c.unit for c in columns}) == 1:
        return tuple(Cell(c, None, c.levels) for c in columns)
    return None


def _measures_level(
    columns: Sequence[ValueColumn],
    level: int,
    measures: Mapping[str, Heading],
    kinds: Mapping[str, Heading],
    known_kinds: Known,
) -> bool:
    """True when one level says what is measured and the other of which kind."""
    units: dict[str, set[Unit | None]] = {}
    for column in columns:
        units.setdefault(column.levels[level].key, set()).add(column.unit)
    if any(len({u.kind for u in said if u}) > 1 for said in units.values()):
        return False
    plain = [h for h in kinds.values() if not is_total(h)]
    if any(is_total(h) for h in measures.values()) or not plain or any(is_measure(h) for h in plain):
        return False
    kinds_of_unit = {u.kind for said in units.values() for u in said if u}
    counted = {q.unit for h in measures.values() if (q := quantity_of(h.name) or counted_in(h.name))}
    telling = all(is_measure(h) for h in measures.values()) or len(kinds_of_unit) > 1 or len(counted) > 1
    return telling or (len(plain) < len(kinds) and known_kinds(plain))


def _without_doubles(cells: tuple[Cell, ...]) -> tuple[tuple[Cell, ...], tuple[str, ...]]:
    groups_: dict[tuple[object, ...], list[Cell]] = {}
    for cell in cells:
        key = (cell.measure and cell.measure.key, tuple(h.key for h in cell.kinds), cell.column.periods)
        groups_.setdefault(key, []).append(cell)
    doubled = tuple(c.column.letter for same in groups_.values() if len(same) > 1 for c in same)
    return tuple(c for c in cells if c.column.letter not in doubled), doubled
