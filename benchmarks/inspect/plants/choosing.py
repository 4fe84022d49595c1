"""Which place of a book a plant takes."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import TypeVar

from benchmarks.inspect.books import Book, Figure
from lumbung.contracts.model import LogicalType, Property

Item = TypeVar("Item")


def one(random: Random, items: Iterable[Item]) -> Item | None:
    """One of them; None of none."""
    known = list(items)
    return random.choice(known) if known else None


def some(random: Random, items: Iterable[Item], number: int) -> list[Item]:
    """So many of them, in their order; all of fewer."""
    known = list(items)
    taken = set(random.sample(range(len(known)), min(number, len(known))))
    return [item for i, item in enumerate(known) if i in taken]


def plain(book: Book) -> list[Figure]:
    """Figures of body rows that no other figure of their row follows from: neither a sum nor a rate."""
    return [f for f in book.figures() if f.measure and not f.total and f.measure.additive and not f.measure.sum_of]


def counted(book: Book) -> list[Figure]:
    """Plain figures that are counts."""
    return [f for f in plain(book) if f.measure and f.measure.logical_type is LogicalType.INTEGER]


def measured(book: Book, measure: Property) -> list[Figure]:
    """The body figures of one measure."""
    return [f for f in book.figures() if f.measure is measure]


def in_column(figures: Iterable[Figure], like: Figure) -> list[Figure]:
    """Those in the column of one of them."""
    return [f for f in figures if (f.form, f.column) == (like.form, like.column)]
