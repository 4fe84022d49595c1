"""A second file about a period that has an accepted one: is it older (F11), what does it say otherwise (K05, X09)?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from expectations.past.columns import Words
from lumbung.findings import Finding, finding
from lumbung.harmonise.statements import Figure, Key, Statement
from lumbung.harmonise.times.spans import days_of
from lumbung.text import figure_text

PROVISIONAL = frozenset({"sementara", "sangat_sementara"})
_RANK = {"sangat_sementara": 0, "sementara": 1, "tetap": 2, "revisi": 2}
_EQUAL = 1e-9


def revised(current: Statement, before: Statement | None, words: Words) -> Iterator[Finding]:
    """F11 for a step back from final to provisional figures; else one finding with every figure that differs.

    None where the earlier figure was provisional or in doubt: then it is replaced by a better one.
    """
    if before is None:
        return
    if _RANK.get(current.status, 2) < _RANK.get(before.status, 2):
        yield _older(current, before)
        return
    if before.status in PROVISIONAL:
        return
    changed = list(_changed(current, before))
    for sheet in dict.fromkeys(new.sheet for _, _, new, _ in changed):
        same = [c for c in changed if c[2].sheet == sheet]
        measure, key, new, old = same[0]
        yield finding(
            "X09" if _is_closed(current) else "K05",
            sheet=sheet,
            cells=[figure.cell for _, _, figure, _ in same],
            dataset=current.contract.dataset,
            period=current.period,
            dataset_name=current.contract.title,
            file=before.name,
            example=words.figure(current.contract.named(measure), key),
            found=figure_text(new.value),
            expected=figure_text(old.value),
            about=current.period,
        )


def _older(current: Statement, before: Statement) -> Finding:
    return finding(
        "F11",
        sheet=current.tables[0].sheet if current.tables else None,
        cells=tuple(t.range.split(":")[0] for t in current.tables[:1]),
        dataset=current.contract.dataset,
        period=current.period,
        dataset_name=current.contract.title,
        about=current.period,
        file=before.name,
        found=current.status.replace("_", " "),
        expected=before.status.replace("_", " "),
    )


def _changed(current: Statement, before: Statement) -> Iterator[tuple[str, Key, Figure, Figure]]:
    for name, figures in current.figures.items():
        past = before.figures[name]
        for key, new in figures.items():
            old = past.get(key)
            if old is not None and not old.doubtful and abs(new.value - old.value) > _EQUAL * abs(old.value):
                yield name, key, new, old


def _is_closed(current: Statement) -> bool:
    """Whether the period had ended so long before the file arrived that its figures were final."""
    days = days_of(current.period)
    arrived = (current.arrived or datetime.now(UTC)).date()
    return days is not None and (arrived - days.last).days > current.contract.comparison.closed_after
