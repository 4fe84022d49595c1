"""Restated totals (X08): what a file says of an earlier period, against what that period's own file said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from expectations.past.columns import total_title
from expectations.past.totals import whole_totals
from lumbung.findings import Finding, finding
from lumbung.harmonise.statements import PrintedTotal, Statement
from lumbung.harmonise.totals.rounding import rounding
from lumbung.text import figure_text


def restated(current: Statement, standing: Mapping[str, Statement]) -> Iterator[Finding]:
    """One finding for each restated total that differs from the one first printed."""
    for total in whole_totals(current):
        if not total.restated or total.period not in standing:
            continue
        for own in whole_totals(standing[total.period]):
            if _is_same(own, total) and _differs(own.value, total.value):
                yield _finding(current, total, own.value)
                break


def _is_same(own: PrintedTotal, other: PrintedTotal) -> bool:
    return (
        not own.restated
        and own.period == other.period
        and (own.measure, dict(own.dimensions)) == (other.measure, dict(other.dimensions))
    )


def _differs(one: float, other: float) -> bool:
    return abs(one - other) > max(rounding(one, ()), rounding(other, ()))


def _finding(current: Statement, total: PrintedTotal, original: float) -> Finding:
    return finding(
        "X08",
        sheet=total.sheet,
        cells=(total.cell,),
        dataset=current.contract.dataset,
        period=current.period,
        column=total_title(current.contract, total),
        other_period=total.period,
        found=figure_text(total.value),
        expected=figure_text(original),
    )
