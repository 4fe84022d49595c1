"""Totals of earlier periods, restated under a table, as rows of the dataset that keeps such totals.

A total is about the regency as a whole, so it is never a row of the table of kecamatan it stands under: there it would
be counted twice, and the slice of the earlier year is fed by that year's own file. A contract that wants the totals
names in ``history`` a dataset without regions for them; each restated period is a slice of that.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from lumbung.contracts.model import Contract, Kind
from lumbung.contracts.periods import find_status
from lumbung.harmonise.model import Conformed, PrintedFigure, Scope
from lumbung.harmonise.rows import ConformedRows
from lumbung.harmonise.times.when import FINAL
from lumbung.harmonise.totals.printed import history_label
from lumbung.sheets.model import Table


def observed_history(table: Table, source: Conformed, contracts: Sequence[Contract]) -> Iterator[Conformed]:
    """The restated totals of a conformed table as a table of the dataset that its contract names, if there are any."""
    target = next((c for c in contracts if c.dataset == source.contract.history), None)
    told = [p for p in source.printed if p.scope is Scope.HISTORY]
    mine = [p for p in told if _belongs(target, p)] if target else []
    if target is None or not mine or len(source.periods) != 1:  # under columns of several years it names none of them
        return
    rows = _rows(target, mine)
    labels = {r.row: history_label(table, r) for r in table.history}
    periods = [str(period) for period in rows.values[target.period.name]]
    statuses = {
        period: find_status(labels.get(row, "")) or FINAL for row, period in zip(rows.rows, periods, strict=True)
    }
    frame, cells = rows.frames()
    read = set(rows.rows)
    columns = len({p.cell.rstrip("0123456789") for p in told})
    yield Conformed(
        contract=target,
        sheet=source.sheet,
        range=source.range,
        periods=tuple(sorted(statuses)),
        frame=frame,
        cells=cells,
        contents={r.row: dict(r.cells) for r in table.history if r.row in read},
        columns_offered=columns,
        columns_explained=columns,
        statuses=statuses,
        offered=Counter(periods),
    )


def _rows(target: Contract, told: Sequence[PrintedFigure]) -> ConformedRows:
    """One row per period and categories; sums over categories stay checks, as everywhere."""
    period = target.period.name
    same: dict[tuple[object, ...], list[PrintedFigure]] = defaultdict(list)
    for figure in told:
        same[figure.row, figure.period, *sorted(figure.dimensions.items())].append(figure)
    first = [figures[0] for figures in same.values()]
    labels: dict[str, list[object]] = {
        **{p.name: [f.dimensions[p.name] for f in first] for p in target.of_kind(Kind.CATEGORY)},
        period: [f.period for f in first],
    }
    rows = ConformedRows.of(target, [f.row for f in first], labels)
    for position, figures in enumerate(same.values()):
        for figure in figures:
            rows.put(position, figure.measure, figure.value, figure.cell)
    return rows


def _belongs(target: Contract, figure: PrintedFigure) -> bool:
    """True for a figure of a measure and of just the categories that the dataset has."""
    dimensions = {p.name for p in target.of_kind(Kind.CATEGORY)}
    known = figure.measure in {m.name for m in target.measures} and figure.dimensions.keys() == dimensions
    return known and not any(target.named(name).is_total(code) for name, code in figure.dimensions.items())
