"""The past of one file: what the accepted files of a dataset say of earlier periods, and of the same one before it.

The past is a fact about the files and the order in which they arrived, never about when they were inspected: two runs
over the same inbox see the same past.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from expectations.model import InspectedSlice, Inspection, Verdict
from lumbung.contracts.model import Contract
from lumbung.findings import Severity
from lumbung.harmonise.model import PrintedFigure, Scope
from lumbung.harmonise.statements import PrintedTotal, StatedTable, Statement, named_places, winners


@dataclass(frozen=True)
class Past:
    """What is known beside one file. ``stated`` gives every accepted statement of a dataset, the file's own too.

    ``file`` and ``arrived`` are the file's place in the order of arrival.
    """

    stated: Callable[[Contract], Sequence[Statement]] = field(default=lambda _: ())
    file: int = 0
    arrived: datetime | None = None

    def earlier(self, current: Statement, own: Sequence[Statement]) -> tuple[Statement, ...]:
        """The statements that stand for the periods before one, oldest first, at most as many as the contract says."""
        standing = winners((*self._others(current.contract), *own))
        before = [s for period, s in standing.items() if period < current.period]
        return tuple(before[-current.contract.comparison.periods :])

    def standing(self, contract: Contract) -> dict[str, Statement]:
        """Period → the statement of another file that stands for it."""
        return {p: s for p, s in winners(self.stated(contract)).items() if s.file != self.file}

    def version(self, current: Statement) -> Statement | None:
        """The accepted statement about the same period that a file replaced by arriving; None for a first one."""
        same = [s for s in self._others(current.contract) if s.period == current.period and s.order < current.order]
        return max(same, key=lambda s: s.order, default=None)

    def _others(self, contract: Contract) -> list[Statement]:
        return [s for s in self.stated(contract) if s.file != self.file]


NOTHING = Past()
"""The past of a first file."""


def statements(inspection: Inspection, past: Past, name: str) -> tuple[Statement, ...]:
    """What an inspected file says, one statement for each dataset and period."""
    groups: dict[tuple[str, str], list[InspectedSlice]] = {}
    for piece in inspection.slices:
        groups.setdefault((piece.contract.dataset, piece.period), []).append(piece)
    heavy = [f for f in inspection.findings if f.severity is not Severity.INFO]
    named = frozenset(place for f in heavy for place in named_places(f.sheet, f.cells, f.count))
    return tuple(_statement(same, past, name, named) for same in groups.values())


def _statement(same: Sequence[InspectedSlice], past: Past, name: str, named: frozenset[tuple[str, str]]) -> Statement:
    first = same[0]
    register = first.contract.is_register
    return Statement(
        contract=first.contract,
        period=first.period,
        file=past.file,
        name=name,
        arrived=past.arrived,
        status=first.status,
        records=sum(len(s.accepted) for s in same),
        whole=not any(s.rows_quarantined for s in same),
        tables=() if register else tuple(StatedTable(s.sheet, s.range, s.accepted, s.cells, s.doubtful) for s in same),
        totals=tuple(_total(p, s.sheet) for s in same for p in s.printed if _of_all_rows(p)),
        named=named,
    )


def _of_all_rows(printed: PrintedFigure) -> bool:
    return printed.scope is not Scope.ROW and printed.region is None


def _total(printed: PrintedFigure, sheet: str) -> PrintedTotal:
    restated = printed.scope is Scope.HISTORY
    return PrintedTotal(
        printed.period, restated, printed.measure, printed.dimensions, printed.value, sheet, printed.cell
    )


class FilesAtHand:
    """The files of one call, without a warehouse: their past is each other."""

    def __init__(self) -> None:
        self._stated: dict[int, tuple[Statement, ...]] = {}

    def note(self, number: int, name: str, inspection: Inspection) -> None:
        """What a file says, instead of what was noted of it before; nothing of one that is returned."""
        returned = inspection.verdict is Verdict.RETURNED
        self._stated[number] = () if returned else statements(inspection, self.seen_from(number), name)

    def seen_from(self, number: int) -> Past:
        """The past of one of them."""
        return Past(self._of, number)

    def _of(self, contract: Contract) -> tuple[Statement, ...]:
        return tuple(s for own in self._stated.values() for s in own if s.contract.dataset == contract.dataset)
