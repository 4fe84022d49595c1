"""Invented figures, some of them otherwise: whatever is computed from them follows, as in an operator's workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from benchmarks.inspect.books import Book, Figure
from benchmarks.inspect.shelf import redrawn
from lumbung.contracts.model import LogicalType, Property
from sites.samples import formula
from sites.samples.invented import Codes, Invented
from sites.samples.rows import Row
from sites.samples.sizes import decimals
from sites.samples.table import Number
from sites.samples.view import Column, View


@dataclass(frozen=True)
class Place:
    """One figure of a view."""

    row: Row
    column: Column
    value: Number

    @property
    def key(self) -> tuple[tuple[str, ...], Codes, str]:
        """What tells it apart among the figures of its measure."""
        codes = tuple(sorted((*self.row.codes, *self.column.codes)))
        return self.row.regions, codes, self.column.period


class _Altered(Invented):
    def __init__(self, truth: Invented, said: Mapping[tuple[str, str, Codes, str], Number | None]) -> None:
        super().__init__(truth.contract, truth.sizes, truth.counted)
        self._said = said

    def _figure(
        self, measure: Property, key: tuple[str, Codes, str], found: Mapping[str, Number | None]
    ) -> Number | None:
        at = (measure.name, *key)
        return self._said[at] if at in self._said else super()._figure(measure, key, found)


def altered(book: Book, changes: Sequence[tuple[Place, Number | None]]) -> list[Figure]:
    """Draw a book anew with some figures changed; the cells of figures that are no longer what they were.

    Sums and rates over a changed figure change too and are not among them.
    """
    view = book.view
    said = {(p.column.measure.name, _place(view, p.row), *p.key[1:]): value for p, value in changes}
    old = {(f.form, f.row, f.column): f for f in book.figures() if not f.total}
    anew = redrawn(book, replace(view, invented=_Altered(view.invented, said)))
    book.view, book.drawn = anew.view, anew.drawn
    measures = {p.column.measure.name for p, _ in changes}
    mine = (f for f in old.values() if f.measure and f.measure.name in measures)
    return [f for f in mine if book.spot(f.form, f.row, f.column).value != f.value]


def places(book: Book, measure: Property) -> Iterator[Place]:
    """The figures of a measure, row by row."""
    view = book.view
    columns = [c for c in view.columns(totals=False) if c.measure is measure]
    for row, column in product(view.rows, columns):
        value = view.figures(row, (column,))[0]
        if value is not None:
            yield Place(row, column, value)


def then(book: Book, place: Place, period: str) -> Number | None:
    """What a figure is in another period."""
    key = (_place(book.view, place.row), place.key[1], period)
    return book.view.invented.figures(*key)[place.column.measure.name]


def times(place: Place, factor: float) -> Number:
    """So many times a figure, as its measure is written."""
    measure = place.column.measure
    return round(place.value * factor) if _counts(measure) else round(place.value * factor, decimals(measure))


def _counts(measure: Property) -> bool:
    return measure.logical_type is LogicalType.INTEGER


def alone(book: Book) -> list[Property]:
    """The measures that add up over rows, and that no other measure, sum or rule of a row depends on."""
    contract, sizes = book.contract, book.view.invented.sizes
    bound = {str(value) for rule in contract.rules for value in rule.arguments.values()}
    for measure in contract.measures:
        written = sizes.formula(contract.dataset, measure)
        needs = {*measure.sum_of, *(formula.names(written) if written else ())}
        bound |= {measure.name, *needs} if needs else set()
    free = (m for m in contract.measures if m.name not in bound and not m.steady)
    return [m for m in free if m.additive and m.maximum is None]


def _place(view: View, row: Row) -> str:
    return row.regions[-1] if row.regions else view.regency_code
