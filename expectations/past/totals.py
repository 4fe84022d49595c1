"""Totals of another magnitude than those of earlier periods (D04): a column whose unit or meaning changed in between.

The earlier totals are those that the sheet restates itself and those that earlier files print. Single figures may
multiply from one year to the next; the sum over a whole regency does not grow tenfold unless something else is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set

from expectations.past.columns import total_title
from lumbung.findings import Finding, finding
from lumbung.harmonise.statements import PrintedTotal, Statement
from lumbung.text import figure_text

_TENFOLD = 10.0
_SMALLEST = 1000.0
"""Of smaller sums both ways a single farm or event makes ten times as much."""


def broken_totals(
    current: Statement, earlier: Sequence[Statement], told: Set[tuple[str | None, str]]
) -> Iterator[Finding]:
    """D04 at each printed total that is tenfold or a tenth of every earlier one; ``told``: columns named already.

    A total over categories follows what one of them did: it is told where none of their own is.
    """
    broken = list(_broken(current, earlier))
    own = [(total, past) for total, past in broken if not _adds_categories(current, total)]
    parts = any(_place(total) in told for total in whole_totals(current)) or bool(own)
    for total, past in own if parts else broken:
        if _place(total) not in told:
            yield _finding(current, total, past)


def _broken(current: Statement, earlier: Sequence[Statement]) -> Iterator[tuple[PrintedTotal, Sequence[PrintedTotal]]]:
    known = [t for s in (*earlier, current) for t in whole_totals(s) if t.period < current.period and t.value > 0]
    for total in whole_totals(current):
        if total.restated or total.period != current.period:
            continue
        past = _of_periods(t for t in known if _is_same(t, total))
        if past and current.contract.named(total.measure).additive and _is_broken(total.value, past):
            yield total, past


def _adds_categories(current: Statement, total: PrintedTotal) -> bool:
    return any(current.contract.named(name).is_total(code) for name, code in total.dimensions.items())


def _place(total: PrintedTotal) -> tuple[str | None, str]:
    return total.sheet, _letters(total.cell)


def whole_totals(statement: Statement) -> list[PrintedTotal]:
    """The totals over everything a file says of a period.

    Where each kecamatan has a sheet or a block of its own there are several alike, each over a part: none is whole.
    """
    alike = Counter(map(_subject, statement.totals))
    return [total for total in statement.totals if alike[_subject(total)] == 1]


def _subject(total: PrintedTotal) -> tuple[object, ...]:
    return total.period, total.restated, total.measure, *sorted(total.dimensions.items())


def _of_periods(totals: Iterator[PrintedTotal]) -> list[PrintedTotal]:
    """One total for each period, oldest first: what its own file prints, else what is restated first."""
    found: dict[str, PrintedTotal] = {}
    for total in sorted(totals, key=lambda t: (t.period, t.restated)):
        found.setdefault(total.period, total)
    return list(found.values())


def _is_same(one: PrintedTotal, other: PrintedTotal) -> bool:
    return (one.measure, dict(one.dimensions)) == (other.measure, dict(other.dimensions))


def _is_broken(value: float, past: Sequence[PrintedTotal]) -> bool:
    values = [t.value for t in past]
    if value <= 0 or max(value, *values) < _SMALLEST:
        return False
    return value >= _TENFOLD * max(values) or value * _TENFOLD <= min(values)


def _letters(cell: str) -> str:
    return cell.rstrip("0123456789")


def _finding(current: Statement, total: PrintedTotal, past: Sequence[PrintedTotal]) -> Finding:
    return finding(
        "D04",
        sheet=total.sheet,
        cells=(total.cell,),
        dataset=current.contract.dataset,
        period=current.period,
        column=f"Jumlah {total_title(current.contract, total)}",
        found=figure_text(total.value),
        past=", ".join(f"{t.period}: {figure_text(t.value)}" for t in past[-4:]),
    )
