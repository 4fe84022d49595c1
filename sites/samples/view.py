"""One dataset over some periods as a table: its columns, the figures of its rows, its totals, the facts that follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from lumbung.contracts.model import Category, Contract, Property
from lumbung.reference.satuan import units
from sites.samples.form import Head
from sites.samples.invented import Codes, Invented
from sites.samples.rows import Row, header_dimensions, label_properties
from sites.samples.sizes import decimals
from sites.samples.table import Fact, Number
from sites.samples.wording import heading_of, spoken

MEASURED = frozenset({"luas", "volume", "berat", "produktivitas", "panjang", "persen", "rupiah"})
"""Kinds of quantity whose unit people write into the heading."""


@dataclass(frozen=True)
class Column:
    """A column of figures; its codes may be those of a category that adds up others."""

    measure: Property
    codes: Codes
    period: str
    path: tuple[str, ...]  # headings from the top


@dataclass(frozen=True)
class View:
    """What a layout draws."""

    contract: Contract
    regency: str  # its name
    regency_code: str
    rows: tuple[Row, ...]
    periods: tuple[str, ...]
    invented: Invented
    title: str  # the phrase that names the dataset
    across: bool = False  # periods stand over the columns

    @property
    def labels(self) -> tuple[str, ...]:
        """Headings of the label columns, without the row number."""
        return tuple(p.title for p in label_properties(self.contract))

    @property
    def when(self) -> str:
        """The periods in words: 'Tahun 2024', 'Tahun 2022-2023'."""
        return spoken(self.periods, self.contract.grain)

    def columns(self, totals: bool = True) -> tuple[Column, ...]:
        """The columns in sheet order."""
        dimensions = header_dimensions(self.contract)
        kinds = [[c for c in self._held(p) if not c.total or (totals and p is dimensions[-1])] for p in dimensions]
        found = []
        for period, categories, measure in product(self.periods, product(*kinds), self.contract.measures):
            if any(c.total for c in categories) and not self._adds_up(measure):
                continue
            above = (heading_of(period, self.contract.grain),) if self.across else ()
            below = (_called(measure),) if len(self.contract.measures) > 1 or not (categories or above) else ()
            path = (*above, *(c.name for c in categories), *below)
            codes = tuple((p.name, c.code) for p, c in zip(dimensions, categories, strict=True))
            found.append(Column(measure, codes, period, path))
        return tuple(found)

    def _held(self, prop: Property) -> list[Category]:
        """The categories of a dimension that the samples hold."""
        said, dataset = self.invented.sizes, self.contract.dataset
        return [c for c in prop.categories if not said.left_out(dataset, prop.name, c.code)]

    def _adds_up(self, measure: Property) -> bool:
        return measure.additive or bool(self.invented.sizes.formula(self.contract.dataset, measure))

    def figures(self, row: Row, columns: Sequence[Column]) -> tuple[Number | None, ...]:
        """The figures of one row."""
        return tuple(self._over((row,), column) for column in columns)

    def total(self, rows: Sequence[Row], columns: Sequence[Column]) -> tuple[Number | None, ...]:
        """The Jumlah row over some rows."""
        return tuple(self._over(rows, column) for column in columns)

    def _over(self, rows: Sequence[Row], column: Column) -> Number | None:
        parts = list(product(rows, self._parts(column.codes)))
        found = [self.invented.figures(self._place(row), _sorted(row, codes), column.period) for row, codes in parts]
        if len(found) == 1:
            return found[0][column.measure.name]
        sums = {m.name: _added([f[m.name] for f in found], decimals(m)) for m in self.contract.measures}
        return self.invented.derived(column.measure, sums)

    def _parts(self, codes: Codes) -> list[Codes]:
        """The combinations of single categories that the codes stand for."""
        single = []
        for name, code in codes:
            prop = self.contract.named(name)
            wanted = prop.parts_of(code) if prop.is_total(code) else {code}
            single.append([(name, c.code) for c in self._held(prop) if c.code in wanted])
        return [tuple(combination) for combination in product(*single)]

    def _place(self, row: Row) -> str:
        return row.regions[-1] if row.regions else self.regency_code

    def facts(self) -> Iterator[Fact]:
        """Every figure that must be stored."""
        for row, column in product(self.rows, self.columns(totals=False)):
            value = self._over((row,), column)
            if value is not None:
                dims = _sorted(row, column.codes)
                yield Fact(
                    self.contract.dataset, self._place(row), column.period, str(column.measure.indicator), dims, value
                )


def heads(columns: Sequence[Column]) -> tuple[Head, ...]:
    """The header of the columns: equal neighbours on one level are one heading over both."""
    return _heads([c.path for c in columns])


def _heads(paths: Sequence[tuple[str, ...]]) -> tuple[Head, ...]:
    found: list[Head] = []
    start = 0
    while start < len(paths):
        end = start
        while end < len(paths) and paths[end][0] == paths[start][0] and len(paths[end]) > 1 and len(paths[start]) > 1:
            end += 1
        end = max(end, start + 1)
        below = [p[1:] for p in paths[start:end] if len(p) > 1]
        found.append(Head(paths[start][0], _heads(below) if below else ()))
        start = end
    return tuple(found)


def _called(measure: Property) -> str:
    unit = units().get(measure.unit or "")
    if unit is None or unit.kind not in MEASURED:
        return measure.title
    return f"{measure.title} ({'%' if unit.code == 'persen' else unit.code})"


def _sorted(row: Row, codes: Codes) -> Codes:
    return tuple(sorted((*row.codes, *codes)))


def _added(figures: Sequence[Number | None], places: int) -> Number | None:
    known = [f for f in figures if f is not None]
    return (round(sum(known), places) if places else sum(known)) if known else None
