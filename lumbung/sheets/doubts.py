"""Figures that look right and are not: a thousands dot that a program once took for a decimal point.

``1.474`` beside ``686`` houses, a total of ``4.646`` under counts that add up to 4646, ``482.084`` beside 1531994
people. Nothing is changed here: each such figure becomes a finding (C05), because only its author knows. What raises
the doubt is arithmetic (:mod:`lumbung.sheets.shrunk`), or the company that the figures of a column keep.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lumbung.findings import Finding, finding
from lumbung.sheets.addresses import address
from lumbung.sheets.columns import Columns
from lumbung.sheets.entries import Entry, Kind
from lumbung.sheets.kinds import Told
from lumbung.sheets.layout import Look
from lumbung.sheets.measures import counts, said_by
from lumbung.sheets.model import Column
from lumbung.sheets.shrunk import Cells, decimals, is_shrunken, proved, sibling_columns

_SHARE = 0.7  # of the fractions end in three decimals; the others lost a zero (1.1 for 1.100)
_PLAIN = 0.1  # of the figures are whole numbers under a thousand
_LONE = 0.25  # of the figures at most, where the others are whole and large
_SPREAD = 10  # times the greatest, or a tenth of the least, of its whole neighbours
_INDICATORS = 1000
"""Rows at most of a table whose rows are indicators, each with its own measure; longer ones list things alike."""


@dataclass(frozen=True)
class _Company:
    """The figures of one value column: whole ones, and fractions that may be shrunken thousands, by entry."""

    whole: Sequence[int]
    fractions: Sequence[tuple[Entry, float]]
    real: bool  # some fraction can be nothing but a fraction

    @property
    def exact(self) -> int:
        """How many fractions show all three decimals."""
        return sum(decimals(value) == 3 for _, value in self.fractions)


def suspect_thousands(columns: Columns, told: Told, sheet: str, title: Sequence[str]) -> Iterator[Finding]:
    """C05 for every value column with figures that can only be thousands."""
    rows = [e for e in told.of(Kind.ROW) if e.figured]
    totals = [*told.of(Kind.TOTAL), *told.of(Kind.HISTORY)]
    if not any(isinstance(v, float) for e in (*rows, *totals) for v in e.values.values()):
        return
    by_sum = proved(columns.values, [_cells(e) for e in rows], [_cells(e) for e in told.of(Kind.TOTAL)])
    siblings = sibling_columns(columns, rows)
    for column in columns.values:
        suspects = [e for e in (*rows, *totals) if (e.line.row, column) in by_sum]
        among = _among_company(columns, column, rows, title, column in siblings)
        if among or any(e in rows for e in suspects):
            among = among or [e for e in rows if is_shrunken(e.values.get(column))]
            suspects = [*among, *(e for e in totals if is_shrunken(e.values.get(column)))]
        suspects = [e for e in suspects if e.line.looks.get(column) is Look.NUMBER]  # texts are read by their column
        if suspects:
            yield _doubt(sheet, column, suspects)


def _cells(entry: Entry) -> Cells:
    return Cells(entry.line.row, entry.values)


def _among_company(
    columns: Columns, column: int, rows: Sequence[Entry], title: Sequence[str], sibling: bool
) -> list[Entry]:
    everything = _company(column, rows)
    if not everything.fractions:
        return []
    heading = columns.by_number[column]
    if len(rows) > _INDICATORS:
        said = dict.fromkeys((e.line.row for e in rows), counts(heading, title))
    else:
        said = {e.line.row: _counted(e, heading, title) for e in rows}
    counted = _company(column, [e for e in rows if said[e.line.row]])
    if counted.fractions and not counted.real and (counted.exact >= _SHARE * len(counted.fractions)):
        return [e for e, _ in counted.fractions]
    unmeasured = _company(column, [e for e in rows if said[e.line.row] is not False])
    if not unmeasured.fractions or unmeasured.real:
        return []
    if sibling or _is_beside_plain(unmeasured) or _is_lone(unmeasured):
        return [e for e, _ in unmeasured.fractions]
    return []


def _counted(entry: Entry, heading: Column, title: Sequence[str]) -> bool | None:
    """What the heading and the row's own texts (an indicator, its unit) say of its figures; else the title."""
    said = {said_by((heading.unit or "",), heading.path), said_by(entry.labels.values())} - {None}
    return said == {True} if said else counts(heading, title)


def _company(column: int, rows: Iterable[Entry]) -> _Company:
    whole: list[int] = []
    fractions: list[tuple[Entry, float]] = []
    real = False
    for entry in rows:
        value = entry.values.get(column)
        if isinstance(value, float):
            if is_shrunken(value):
                fractions.append((entry, value))
            else:
                real = True
        elif isinstance(value, int) and value:
            whole.append(abs(value))
    return _Company(whole, fractions, real)


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


def _doubt(sheet: str, column: int, suspects: Sequence[Entry]) -> Finding:
    value = suspects[0].values[column]
    number = value if isinstance(value, float) else 0.0
    return finding(
        "C05",
        sheet=sheet,
        cells=[address(entry.line.row, column) for entry in suspects],
        found=str(number),
        reading_a=str(number).replace(".", ","),
        reading_b=str(round(number * 1000)),
    )
