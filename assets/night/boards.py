"""What the page of the regency shows: availability, scores by OPD and dimension, widespread mistakes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from statistics import median

from assets.night.files import title_of
from lumbung.contracts.model import PeriodGrain
from lumbung.findings import Dimension, Owner, catalogue
from lumbung.reports.night.model import DatasetRow, Fault, Matrix, Share
from warehouse.overview import AvailabilityRow, FaultRow, ScoreRow

SHOWN_PERIODS = 48
"""Columns of an availability matrix: four years of months."""
SHOWN_FAULTS = 10
PUBLISHED = ("tersedia", "sebagian")


def matrices(rows: Sequence[AvailabilityRow], short: Mapping[str, str]) -> tuple[Matrix, ...]:
    """Dataset × period, one matrix per grain; ``short`` names the OPDs."""
    grains = [*PeriodGrain, "lain"]
    by_grain = {grain: [r for r in rows if (r.grain or "lain") == grain] for grain in grains}
    return tuple(_matrix(str(grain), mine, short) for grain, mine in by_grain.items() if mine)


def _matrix(grain: str, rows: Sequence[AvailabilityRow], short: Mapping[str, str]) -> Matrix:
    periods = sorted({r.period for r in rows})
    shown = tuple(periods[-SHOWN_PERIODS:])
    datasets = groupby(rows, key=lambda r: (r.opd, r.dataset, r.title))
    found = [
        DatasetRow(name, title, opd, short.get(opd, opd), {r.period: r.status for r in same if r.period in shown})
        for (opd, name, title), same in datasets
    ]
    return Matrix(grain, shown, tuple(found), older=len(periods) - len(shown))


def is_published(row: AvailabilityRow) -> bool:
    """Whether figures of the dataset and period can be queried."""
    return row.status in PUBLISHED


def score_shares(rows: Iterable[ScoreRow]) -> dict[str, dict[Dimension, Share]]:
    """Per OPD and dimension what passed of what was tested."""
    found: defaultdict[str, dict[Dimension, Share]] = defaultdict(dict)
    for row in rows:
        if row.tested:
            found[row.opd][row.dimension] = Share(row.passed, row.tested)
    return dict(found)


def median_scores(scores: Mapping[str, Mapping[Dimension, Share]]) -> dict[Dimension, float]:
    """The median over the OPDs for which a dimension is measured."""
    found: defaultdict[Dimension, list[float]] = defaultdict(list)
    for shares in scores.values():
        for dimension, share in shares.items():
            if share.value is not None:
                found[dimension].append(share.value)
    return {dimension: median(values) for dimension, values in found.items()}


def faults(rows: Sequence[FaultRow]) -> tuple[Fault, ...]:
    """The most widespread mistakes of the senders; what the walidata has to do stands elsewhere."""
    theirs = [r for r in rows if r.code not in catalogue() or catalogue()[r.code].owner is Owner.OPD]
    return tuple(
        Fault(r.code, title_of(r.code), r.severity, r.opds, r.datasets, r.files, r.cells) for r in theirs[:SHOWN_FAULTS]
    )
