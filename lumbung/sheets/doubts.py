"""Figures that look right and are not: a thousands dot that a program once took for a decimal point.

``1.474`` beside ``686`` houses, a total of ``4.646`` under counts that add up to 4646. Nothing is changed here:
each such figure becomes a finding (C05), because only its author knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lumbung.findings import Finding, finding
from lumbung.sheets.addresses import address
from lumbung.sheets.columns import Columns
from lumbung.sheets.entries import Entry, Kind
from lumbung.sheets.kinds import Told

_SHARE = 0.7  # of the fractions end in three decimals; the others lost a zero (1.1 for 1.100)
_PLAIN = 0.1  # of the figures are whole numbers under a thousand


def suspect_thousands(columns: Columns, told: Told, sheet: str) -> Iterator[Finding]:
    """C05 for every value column whose fractions can only be thousands, and for totals a thousand times too small."""
    rows, totals = told.of(Kind.ROW), told.of(Kind.TOTAL)
    for column in columns.values:
        suspects = list(_among_counts(column, rows)) or list(_shrunk_totals(column, rows, totals))
        if suspects:
            yield _doubt(sheet, column, suspects)


def _number(entry: Entry, column: int) -> int | float | None:
    value = entry.values.get(column)
    return value if isinstance(value, int | float) else None


def _among_counts(column: int, rows: Iterable[Entry]) -> list[tuple[Entry, int | float]]:
    fractions: list[tuple[Entry, int | float]] = []
    plain = 0
    for entry in rows:
        value = entry.values.get(column)
        if isinstance(value, float):
            if not 1 < abs(value) < 1000 or _decimals(value) > 3:
                return []
            fractions.append((entry, value))
        elif isinstance(value, int) and value:
            if abs(value) >= 1000:
                return []
            plain += 1
    if not fractions or plain < max(1, _PLAIN * (plain + len(fractions))):
        return []
    exact = sum(_decimals(v) == 3 for _, v in fractions if isinstance(v, float))
    return fractions if exact >= _SHARE * len(fractions) else []


def _decimals(value: float) -> int:
    text = repr(value)
    return len(text.partition(".")[2]) if "e" not in text else 99


def _shrunk_totals(column: int, rows: Sequence[Entry], totals: Iterable[Entry]) -> Iterator[tuple[Entry, int | float]]:
    fractions = [e for e in totals if isinstance(e.values.get(column), float)]
    if not fractions:
        return
    values = [v for e in rows if (v := _number(e, column))]
    if len(values) < 2 or not all(isinstance(v, int) for v in values):
        return
    for entry in fractions:
        value = _number(entry, column)
        if isinstance(value, float) and _decimals(value) <= 3 and abs(value * 1000 - sum(values)) < 0.5:
            yield entry, value


def _doubt(sheet: str, column: int, suspects: Sequence[tuple[Entry, int | float]]) -> Finding:
    value = suspects[0][1]
    return finding(
        "C05",
        sheet=sheet,
        cells=[address(entry.line.row, column) for entry, _ in suspects],
        found=str(value),
        reading_a=str(value).replace(".", ","),
        reading_b=str(round(value * 1000)),
    )
