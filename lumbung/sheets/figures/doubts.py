"""Figures that look right and are not: a thousands dot that a program once took for a decimal point.

``1.474`` beside ``686`` houses, a total of ``4.646`` under counts that add up to 4646, ``482.084`` beside 1531994
people. Nothing is changed here: each such figure becomes a finding (C05), because only its author knows. What raises
the doubt is arithmetic (:mod:`lumbung.sheets.figures.shrunk`), or the company that the figures of a column keep.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lumbung.findings import Finding, finding
from lumbung.sheets.addresses import address
from lumbung.sheets.figures.measures import counts, said_by
from lumbung.sheets.figures.numbers import written
from lumbung.sheets.figures.shrunk import Cells, decimals, is_shrunken, proved, sibling_columns
from lumbung.sheets.grid import Grid
from lumbung.sheets.model import Column, TableValue
from lumbung.sheets.tables.bulk import stored_column
from lumbung.sheets.tables.columns import Columns
from lumbung.sheets.tables.entries import Entry, Kind
from lumbung.sheets.tables.kinds import Told
from lumbung.sheets.tables.layout import Look

_SHARE = 0.7  # of the fractions end in three decimals; the others lost a zero (1.1 for 1.100)
_COUNTED_SHARE = 0.5  # where people and houses are counted: those come whole
_PLAIN = 0.1  # of the figures are whole numbers under a thousand
_LONE = 0.25  # of the figures at most, where the others are whole and large
_SPREAD = 10  # times the greatest, or a tenth of the least, of its whole neighbours
_INDICATORS = 1000
"""Rows at most of a table whose rows are indicators, each with its own measure; longer ones list things alike."""


@dataclass(frozen=True)
class _Alike:
    """The figures of a column in the rows alike of a long table."""

    grid: Grid
    runs: Sequence[range]
    column: int

    def numbers(self) -> Iterator[tuple[int, float]]:
        """(row, figure), zeros left out."""
        for rows in self.runs:
            stored = stored_column(self.grid, rows, self.column)
            yield from ((row, v) for row, v in zip(rows, stored, strict=True) if isinstance(v, float) and v)

    @property
    def is_whole(self) -> bool:
        """True where no figure has decimals."""
        stored = (stored_column(self.grid, rows, self.column) for rows in self.runs)
        return all(all(map(float.is_integer, [v for v in column if type(v) is float])) for column in stored)


@dataclass(frozen=True)
class _Company:
    """The figures of one value column: whole ones, and fractions that may be shrunken thousands."""

    whole: Sequence[int]
    fractions: Sequence[tuple[int, float]]  # by row
    real: bool  # some fraction can be nothing but a fraction

    @property
    def exact(self) -> int:
        """How many fractions show all three decimals."""
        return sum(decimals(value) == 3 for _, value in self.fractions)


def suspect_thousands(grid: Grid, columns: Columns, told: Told, title: Sequence[str]) -> Iterator[Finding]:
    """C05 for every value column with figures that can only be thousands."""
    rows = [e for e in told.of(Kind.ROW) if e.figured]
    totals = [*told.of(Kind.TOTAL), *told.of(Kind.HISTORY)]
    alike = [e.line.alike for e in rows if e.line.alike]
    if not alike and not any(isinstance(v, float) for e in (*rows, *totals) for v in e.values.values()):
        return
    by_sum = proved(columns.values, [_cells(e) for e in rows], [_cells(e) for e in told.of(Kind.TOTAL)])
    siblings = sibling_columns(columns, rows)
    for column in columns.values:
        seen = {e.line.row: value for e in (*rows, *totals) if is_shrunken(value := _stored(e, column))}
        suspects = [row for row in seen if (row, column) in by_sum]
        among = _among_company(columns, column, rows, _Alike(grid, alike, column), title, column in siblings)
        in_rows = {e.line.row for e in rows}
        if among or in_rows.intersection(suspects):
            among = among or {row: value for row, value in seen.items() if row in in_rows}
            seen = among | {row: value for row, value in seen.items() if row not in in_rows}
            suspects = list(seen)
        if suspects:
            yield _doubt(grid.sheet, column, {row: seen[row] for row in suspects if row in seen})


def _cells(entry: Entry) -> Cells:
    return Cells(entry.line.row, entry.values)


def _stored(entry: Entry, column: int) -> TableValue:
    """A figure as stored; texts are read by the convention of their column and need no doubt."""
    return entry.values.get(column) if entry.line.looks.get(column) is Look.NUMBER else None


def _among_company(
    columns: Columns, column: int, rows: Sequence[Entry], alike: _Alike, title: Sequence[str], sibling: bool
) -> dict[int, float]:
    """The figures by row that their company gives away."""
    fractional = any(is_shrunken(e.values.get(column)) for e in rows)
    if not fractional and alike.is_whole:
        return {}
    heading = columns.by_number[column]
    of_heading = counts(heading, title)
    of_rows = len(rows) <= _INDICATORS
    said = {e.line.row: _counted(e, heading, title) if of_rows else of_heading for e in rows}
    counted = _company(column, [e for e in rows if said[e.line.row]], alike if of_heading else None)
    if counted.fractions and not counted.real and counted.exact >= _COUNTED_SHARE * len(counted.fractions):
        return dict(counted.fractions)
    others = alike if of_heading is not False else None
    unmeasured = _company(column, [e for e in rows if said[e.line.row] is not False], others)
    if not unmeasured.fractions or unmeasured.real:
        return {}
    if sibling or _is_beside_plain(unmeasured) or _is_lone(unmeasured):
        return dict(unmeasured.fractions)
    return {}


def _counted(entry: Entry, heading: Column, title: Sequence[str]) -> bool | None:
    """What the heading and the row's own texts (an indicator, its unit) say of its figures; else the title."""
    said = {said_by((heading.unit or "",), heading.path), said_by(entry.labels.values())} - {None}
    return said == {True} if said else counts(heading, title)


def _company(column: int, rows: Iterable[Entry], alike: _Alike | None) -> _Company:
    whole: list[int] = []
    fractions: list[tuple[int, float]] = []
    for entry in rows:
        value = entry.values.get(column)
        if isinstance(value, float) and _stored(entry, column) is None:
            continue  # a text, read by the convention of its column
        if isinstance(value, float) and not is_shrunken(value):
            return _Company((), (), real=True)
        if isinstance(value, float):
            fractions.append((entry.line.row, value))
        elif isinstance(value, int) and value:
            whole.append(abs(value))
    for row, number in alike.numbers() if alike else ():
        if number.is_integer():
            whole.append(abs(int(number)))
        elif is_shrunken(number):
            fractions.append((row, number))
        else:
            return _Company((), (), real=True)
    return _Company(whole, fractions, real=False)


def _is_beside_plain(company: _Company) -> bool:
    """``1.474`` beside ``686``: counts under a thousand came through unharmed."""
    plain = len(company.whole)
    if any(n >= 1000 for n in company.whole) or plain < max(1, _PLAIN * (plain + len(company.fractions))):
        return False
    return company.exact >= _SHARE * len(company.fractions)


def _is_lone(company: _Company) -> bool:
    """``482.084`` beside ``1531994``: one of a few among large whole numbers, of their size if it were whole."""
    few = len(company.fractions) <= _LONE * len(company.whole)
    if not few or company.exact < len(company.fractions) or sum(n >= 1000 for n in company.whole) < 3:
        return False
    least, greatest = min(company.whole), max(company.whole)
    return all(least / _SPREAD <= abs(v) * 1000 <= greatest * _SPREAD for _, v in company.fractions)


def _doubt(sheet: str, column: int, suspects: Mapping[int, float]) -> Finding:
    number = next(iter(suspects.values()))
    return finding(
        "C05",
        sheet=sheet,
        cells=[address(row, column) for row in suspects],
        found=str(number),
        reading_a=written(number),
        reading_b=written(round(number * 1000)),
        reading_a_en=str(number),
        reading_b_en=str(round(number * 1000)),
    )
