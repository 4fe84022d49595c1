"""What a sample table says, before anybody lays it out: rows, columns, figures, and the facts that follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

Number = int | float
Figures = tuple[Number | None, ...]
Dims = tuple[tuple[str, str], ...]  # (property, code) pairs


@dataclass(frozen=True)
class Unit:
    """What one body row is about: a region, the categories on its label, and the label as printed."""

    region: str
    label: tuple[str | int, ...]
    dims: Dims = ()


@dataclass(frozen=True)
class Field:
    """What one value column holds: a figure of its own, or one derived from the other figures of the row.

    ``indicator`` is None for a column that is printed but never stored (a sum). ``period`` is set where the
    years or months run across the header.
    """

    indicator: str | None
    figure: Callable[[Unit], Number | None] | None = None
    derive: Callable[[Sequence[Number | None]], Number | None] | None = None
    dims: Dims = ()
    period: str | None = None
    decimals: int = 0


@dataclass(frozen=True)
class Fact:
    """One figure that must stand in the warehouse."""

    dataset: str
    region: str
    period: str
    indicator: str
    dims: Dims
    value: Number


@dataclass(frozen=True)
class Table:
    """One dataset in one period (or several, across the header)."""

    dataset: str
    period: str
    units: tuple[Unit, ...]
    fields: tuple[Field, ...]

    def row(self, unit: Unit) -> Figures:
        """The figures of one row, in column order."""
        return self._complete([f.figure(unit) if f.figure else None for f in self.fields])

    def total(self, units: Sequence[Unit] | None = None) -> Figures:
        """The Jumlah row over the units (all by default); derived columns are derived from the sums."""
        rows = [self.row(unit) for unit in (units if units is not None else self.units)]
        sums = [sum(r[i] or 0 for r in rows) if f.figure else None for i, f in enumerate(self.fields)]
        return self._complete(sums)

    def _complete(self, figures: list[Number | None]) -> Figures:
        for i, f in enumerate(self.fields):
            value = f.derive(figures) if f.derive else figures[i]
            figures[i] = value if value is None or not f.decimals else round(value, f.decimals)
        return tuple(figures)

    def facts(self, held: frozenset[tuple[int, int | None]] = frozenset()) -> Iterator[Fact]:
        """Every figure to be stored; ``held`` names (row, column) pairs, or (row, None), that must not be."""
        for i, unit in enumerate(self.units):
            for j, (f, value) in enumerate(zip(self.fields, self.row(unit), strict=True)):
                if f.indicator and value is not None and not {(i, j), (i, None)} & held:
                    dims = tuple(sorted({**dict(unit.dims), **dict(f.dims)}.items()))
                    yield Fact(self.dataset, unit.region, f.period or self.period, f.indicator, dims, value)


def added(*columns: int) -> Callable[[Sequence[Number | None]], Number]:
    """A column that adds up the columns at these positions."""
    return lambda figures: sum(figures[i] or 0 for i in columns)


@dataclass(frozen=True)
class Flaw:
    """A planted fault: the finding it must raise, and where."""

    code: str
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True)
class Sample:
    """One sample upload, with the truth about it."""

    path: str  # below uploads/
    data: bytes
    facts: tuple[Fact, ...] = ()
    flaws: tuple[Flaw, ...] = field(default=())
    verdict: str = "DITERIMA"
    layout: str = ""  # of a generated upload: the name of its layout
    earlier: bool = False  # of a period before the one the site's inbox is about
