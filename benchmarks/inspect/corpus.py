"""The corpus of planted faults: every plant in several books, spread over datasets, layouts and formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import benchmarks.inspect.plants  # noqa: F401  (enters the plants)
from benchmarks.inspect.books import Book
from benchmarks.inspect.plants.model import PLANTS, Plant, Planted
from lumbung.findings import catalogue


@dataclass(frozen=True)
class Specimen:
    """A spoilt workbook, with what was planted in it."""

    plant: Plant
    book: Book
    planted: Planted
    data: bytes

    @property
    def name(self) -> str:
        """The name the file is sent under."""
        return self.planted.name or self.book.name

    @property
    def opd(self) -> str:
        """Who sends it."""
        return self.planted.opd or self.book.opd

    @property
    def told(self) -> str:
        """Which plant in which book, for the list of misses."""
        book = self.book
        return f"{self.plant.name} in {book.site}/{book.contract.dataset} {book.layout}.{book.format}"


def specimens(
    books: Sequence[Book], plants: Sequence[Plant] | None = None, most: int | None = None
) -> Iterator[Specimen]:
    """Every plant in at most ``most`` books (by default as many as it wants), in an order of its own.

    A book of a layout, dataset or format that the plant has not been put into yet goes first. A plant of a code that
    the catalogue does not know yet waits.
    """
    for plant in plants if plants is not None else [p for p in PLANTS if p.code in catalogue()]:
        yield from _of_plant(plant, books, min(plant.books, most or plant.books))


def _of_plant(plant: Plant, books: Sequence[Book], wanted: int) -> Iterator[Specimen]:
    random = Random(plant.name)
    waiting = [book for book in books if not plant.formats or book.format in plant.formats]
    random.shuffle(waiting)
    used: Counter[str] = Counter()
    found = 0
    while waiting and found < wanted:
        book = min(waiting, key=lambda b: used[b.contract.dataset] + used[b.layout] + used[b.format])
        waiting.remove(book)
        copy = book.copy()
        planted = plant.spoil(copy, random)
        if planted is None:
            continue
        used.update((book.contract.dataset, book.layout, book.format))
        found += 1
        yield Specimen(plant, copy, planted, copy.data())
