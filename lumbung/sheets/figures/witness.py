"""Arithmetic as a witness: printed totals against what they claim to add up, without a contract.

A total row is a witness only where most of its columns prove that it is a sum, a total column only where nearly all
rows prove it; then the figure that disagrees is wrong (X02 down, X01 across), or the one it is added from. Averages,
rates and figures already in doubt say nothing. The rules of a contract check the same totals with their own findings,
so this is for readings without one: it is no part of :class:`~lumbung.sheets.model.Reading`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from lumbung.findings import Finding, Severity, finding
from lumbung.sheets.figures.measures import is_rate
from lumbung.sheets.figures.numbers import Number
from lumbung.sheets.figures.shrunk import decimals
from lumbung.sheets.model import Column, Reading, Role, Table, TableRow

_TOLERANCE = 0.0005  # relative: printed figures are rounded
_AGREEING = 2  # other columns at least must prove that a row is a sum
_WITNESSES = 5  # other rows at least must prove that a column is a sum
_FAILING = 0.1  # of the rows at most: more of them, and it is no sum
_WIDEST = 30
_MOST_COMPARED = 2_000_000  # rows times totals: beyond that the answer would not come in time
_FAR = 10  # times more or less than the sum: another unit or measure, not a slip


@dataclass(frozen=True)
class _Sum:
    """A printed figure and the parts it claims to add up."""

    row: int
    letter: str
    heading: str
    printed: Number
    parts: tuple[Number, ...]

    @property
    def cell(self) -> str:
        return f"{self.letter}{self.row}"

    @property
    def computed(self) -> Number:
        return round(sum(self.parts), 6)

    @property
    def agrees(self) -> bool:
        rounding = _grain((self.printed, *self.parts)) / 2 * len(self.parts)
        return abs(self.computed - self.printed) <= max(abs(self.printed) * _TOLERANCE, rounding) + 1e-9

    @property
    def is_credible(self) -> bool:
        """False for what can be no sum at all: an average, a rate, a figure in another unit."""
        least = max(abs(part) for part in self.parts)
        return least < abs(self.printed) and abs(self.computed) / _FAR < abs(self.printed) < abs(self.computed) * _FAR


def witnessed(reading: Reading) -> tuple[Finding, ...]:
    """What the arithmetic of a reading's tables says against their printed totals, as warnings."""
    doubtful = {(f.sheet, cell) for f in reading.findings for cell in f.cells if f.code in ("C01", "C02", "C05")}
    found: list[Finding] = []
    for table in reading.tables:
        cells = frozenset(cell for sheet, cell in doubtful if sheet == table.sheet)
        down = list(_wrong_totals(table, cells))
        across = _wrong_across(table, cells, {s.row for s in down})
        found += [*(_said("X02", table, s) for s in down), *(_said("X01", table, s) for s in across)]
    return tuple(found)


def _grain(values: Sequence[Number]) -> float:
    """The step that all of these figures were rounded to, at most 1000; 0 for whole numbers as counted."""
    if any(isinstance(v, float) for v in values):
        return 10.0 ** -min(6, *(decimals(v) if isinstance(v, float) else 6 for v in values))
    return next((step for step in (1000, 100, 10) if all(v % step == 0 for v in values)), 0)


@dataclass(frozen=True)
class ColumnSum:
    """A value column that adds up others in every row that can be compared."""

    total: str
    parts: tuple[str, ...]
    rows: int


def column_sums(table: Table) -> Iterator[ColumnSum]:
    """Which columns of a table are sums of others (L + P = Jumlah), proved by its rows."""
    told: set[str] = set()
    for parts, total in _claims(_values(table)[:_WIDEST]):
        sums = _across(table.rows, parts, total, frozenset()) if total.letter not in told else []
        if len(sums) >= _WITNESSES and all(each.agrees for each in sums):
            told.add(total.letter)
            yield ColumnSum(total.letter, tuple(part.letter for part in parts), len(sums))


def _said(code: str, table: Table, wrong: _Sum) -> Finding:
    difference = round(wrong.printed - wrong.computed, 6)
    return finding(
        code,
        sheet=table.sheet,
        cells=[wrong.cell],
        severity=Severity.WARNING,
        column=wrong.heading,
        found=_text(wrong.printed),
        expected=_text(wrong.computed),
        difference=_text(difference),
    )


def _text(value: Number) -> str:
    whole = int(value) if value == int(value) else value
    return f"{whole:,}".translate(str.maketrans(",.", ".,"))


def _values(table: Table) -> list[Column]:
    return [c for c in table.columns if c.role is Role.VALUE and not is_rate(c)]


def _number(row: TableRow, column: Column) -> Number | None:
    value = row.cells.get(column.letter)
    return value if isinstance(value, int | float) else None


def _wrong_totals(table: Table, doubtful: frozenset[str]) -> Iterator[_Sum]:
    columns = _values(table)
    if len(table.rows) * len(table.totals) > _MOST_COMPARED:
        return
    for total in table.totals:
        best = max((_sums(total, part, columns, doubtful) for part in _spans(table, total)), key=_proof, default=[])
        agreeing, wrong = _proof(best)[0], [s for s in best if not s.agrees and s.is_credible]
        if agreeing >= _AGREEING and len(wrong) * 2 <= agreeing:
            yield from wrong


def _spans(table: Table, total: TableRow) -> Iterator[list[TableRow]]:
    """The rows that a total may add up: all of them, those above it since the last total, those below to the next."""
    yield list(table.rows)
    others = [t.row for t in table.totals if t is not total]
    above = max((r for r in others if r < total.row), default=0)
    below = min((r for r in others if r > total.row), default=10**9)
    yield [row for row in table.rows if above < row.row < total.row]
    yield [row for row in table.rows if total.row < row.row < below]
    if len(others) > 1:
        yield [t for t in table.totals if t is not total]


def _sums(total: TableRow, rows: Sequence[TableRow], columns: Sequence[Column], doubtful: frozenset[str]) -> list[_Sum]:
    sums = []
    for column in columns:
        printed = _number(total, column)
        read = [(row.row, v) for row in rows if (v := _number(row, column))]
        texts = any(isinstance(row.cells.get(column.letter), str) for row in rows)
        cells = {f"{column.letter}{number}" for number in (total.row, *(number for number, _ in read))}
        if printed and len(read) > 1 and not texts and not cells & doubtful:
            heading = " - ".join(column.path) or column.letter
            sums.append(_Sum(total.row, column.letter, heading, printed, tuple(v for _, v in read)))
    return sums


def _proof(sums: Sequence[_Sum]) -> tuple[int, int]:
    """How many columns agree that are no accident, and how many do not, to compare claims."""
    agreeing = sum(s.agrees and (abs(s.printed) >= 10 or len(s.parts) > 3) for s in sums)
    return agreeing, -sum(not s.agrees for s in sums)


def _wrong_across(table: Table, doubtful: frozenset[str], said: set[int]) -> Iterator[_Sum]:
    columns = _values(table)[:_WIDEST]
    rows = [*table.rows, *(total for total in table.totals if total.row not in said)]
    told: set[str] = set()
    for parts, total in _claims(columns):
        sums = _across(rows, parts, total, doubtful)
        wrong = [s for s in sums if not s.agrees]
        if wrong and len(sums) - len(wrong) >= _WITNESSES and len(wrong) <= max(1, _FAILING * len(sums)):
            yield from (s for s in wrong if s.cell not in told)
            told |= {s.cell for s in wrong}


def _claims(columns: Sequence[Column]) -> Iterator[tuple[tuple[Column, ...], Column]]:
    """Columns that a column may add up: any two near it, and the runs of columns before it."""
    for i, total in enumerate(columns):
        near = [c for c in columns[max(0, i - 4) : i + 3] if c is not total]
        yield from ((pair, total) for pair in combinations(near, 2))
        yield from ((tuple(columns[j:i]), total) for j in range(max(0, i - 13), i - 2))


def _across(rows: Sequence[TableRow], parts: Sequence[Column], total: Column, doubtful: frozenset[str]) -> list[_Sum]:
    sums: list[_Sum] = []
    failed = 0
    for row in rows:
        printed = _number(row, total)
        read = [v for column in parts if (v := _number(row, column)) is not None]
        cells = {f"{column.letter}{row.row}" for column in (*parts, total)}
        if not printed or len(read) < len(parts) or sum(v != 0 for v in read) < 2 or cells & doubtful:
            continue
        one = _Sum(row.row, total.letter, " - ".join(total.path) or total.letter, printed, tuple(read))
        sums.append(one)
        failed += not one.agrees
        if failed > 2 + _FAILING * len(sums):
            return []
    return sums
