"""What a plant is: one fault put into a clean book, what must be found of it, and how to mend it.

A plant is a small function ``(book, random) -> Planted | None`` under the decorator :func:`plant`, in the module of
its family of codes; None where the book has no place for it. It is written by what the common catalogue means by a
code, not by what the code does today.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from random import Random

from benchmarks.inspect.books import Book, Spot
from lumbung.findings import Severity
from sites.samples.sheet import Sheet, Value, letter

BLOCKER, ERROR, WARNING, INFO = Severity.BLOCKER, Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True)
class Expected:
    """One finding that must come: exactly these cells, or with ``near`` any of those (or none)."""

    code: str
    severity: Severity
    sheet: str = ""
    cells: frozenset[str] = frozenset()
    near: frozenset[str] | None = None


@dataclass(frozen=True)
class Mend:
    """The right value of one cell."""

    sheet: str
    cell: str
    value: Value


@dataclass(frozen=True)
class Sent:
    """A file that the same OPD sent before."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Planted:
    """What was planted: the findings that must come, and the cells to write right values into.

    Without mends the fault is not one of cells: a row is added, a file saved anew.
    """

    expected: tuple[Expected, ...]
    mends: tuple[Mend, ...] = ()
    opd: str | None = None  # who sends it, if not the owner
    name: str | None = None  # the file's name, if another
    before: tuple[Sent, ...] = ()  # what was sent before, the first first


Fault = Callable[[Book, Random], Planted | None]


@dataclass(frozen=True)
class Plant:
    """A way of spoiling a book."""

    code: str
    severity: Severity
    what: str
    spoil: Fault
    formats: frozenset[str]  # in which it can be planted; empty for all
    books: int  # at most so many books

    @property
    def name(self) -> str:
        """Code and function."""
        return f"{self.code} {self.spoil.__name__}"


PLANTS: list[Plant] = []
"""Every plant, in the order of the modules."""


def plant(
    code: str, severity: Severity, what: str, *, formats: Iterable[str] = (), books: int = 5
) -> Callable[[Fault], Fault]:
    """Enter a function among the plants."""

    def entered(spoil: Fault) -> Fault:
        PLANTS.append(Plant(code, severity, what, spoil, frozenset(formats), books))
        return spoil

    return entered


@dataclass
class Told:
    """Collects what a plant expects and how it is mended, in terms of spots."""

    book: Book
    expected: list[Expected] = field(default_factory=list)
    mends: list[Mend] = field(default_factory=list)

    def at(self, code: str, severity: Severity, *spots: Spot) -> Told:
        """A finding at exactly these cells."""
        sheet = self.book.sheet_of(spots[0]).name
        self.expected.append(Expected(code, severity, sheet, frozenset(s.cell for s in spots)))
        return self

    def near(self, code: str, severity: Severity, *spots: Spot) -> Told:
        """A finding that names no cell, or only some of these."""
        sheet = self.book.sheet_of(spots[0]).name if spots else ""
        self.expected.append(Expected(code, severity, sheet, near=frozenset(s.cell for s in spots)))
        return self

    def beside(self, code: str, severity: Severity, sheet: Sheet) -> Told:
        """A finding about a sheet on which nothing of the dataset stands."""
        cells = frozenset(f"{letter(column)}{row}" for row, column in sheet.cells)
        self.expected.append(Expected(code, severity, sheet.name, near=cells))
        return self

    def mend(self, *rights: tuple[Spot, Value]) -> Told:
        """The right values."""
        self.mends += [Mend(self.book.sheet_of(spot).name, spot.cell, value) for spot, value in rights]
        return self

    def done(self, opd: str | None = None, name: str | None = None, before: Iterable[Book] = ()) -> Planted:
        """What was planted; ``before``: the books that were sent before."""
        sent = tuple(Sent(book.name, book.data()) for book in before)
        return Planted(tuple(self.expected), tuple(self.mends), opd, name, sent)


def overwritten(book: Book, code: str, severity: Severity, wrong: Mapping[Spot, Value]) -> Planted:
    """Cells written over: one finding at these, mended by what stood there."""
    for spot, value in wrong.items():
        book.write(spot, value)
    return Told(book).at(code, severity, *wrong).mend(*((spot, spot.value) for spot in wrong)).done()
