"""The pages of OPDs and of the regency: availability, scores beside the median of the group, frequent mistakes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from statistics import median

from assets.night.files import heavy, title_of
from lumbung.contracts.model import PeriodGrain
from lumbung.findings import Dimension
from lumbung.reports.night.model import DatasetRow, Fault, Matrix, Share, TrendPoint
from warehouse.overview import AvailabilityRow, FileRow, FindingRow, ScoreRow

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


def published(rows: Iterable[AvailabilityRow]) -> Share:
    """Datasets and periods that are there, of those expected."""
    found = [r.status in PUBLISHED for r in rows]
    return Share(sum(found), len(found))


def received(rows: Iterable[AvailabilityRow]) -> Share:
    """Datasets and periods of which anything came, of those expected."""
    found = [r.status != "belum_ada" for r in rows]
    return Share(sum(found), len(found))


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


def trends(rows: Sequence[AvailabilityRow]) -> tuple[tuple[TrendPoint, ...], dict[str, tuple[TrendPoint, ...]]]:
    """By the year the data are about, what is published of what is expected: of all OPDs, and of each of them."""
    years = sorted({r.period[:4] for r in rows})
    by_opd = _by(rows, lambda r: r.opd)
    own = {opd: _yearly(mine, years) for opd, mine in by_opd.items()}
    middle = {year: _median(shares[year].value for shares in own.values()) for year in years}
    together = tuple(TrendPoint(year, share) for year, share in _yearly(rows, years).items())
    return together, {
        opd: tuple(TrendPoint(year, share, middle[year]) for year, share in shares.items() if share.tested)
        for opd, shares in own.items()
    }


def _yearly(rows: Sequence[AvailabilityRow], years: Sequence[str]) -> dict[str, Share]:
    return {year: published(r for r in rows if r.period[:4] == year) for year in years}


def _by(rows: Iterable[AvailabilityRow], key: Callable[[AvailabilityRow], str]) -> dict[str, list[AvailabilityRow]]:
    found: defaultdict[str, list[AvailabilityRow]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return dict(found)


def _median(values: Iterable[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return median(known) if known else None


def faults(rows: Sequence[FindingRow], files: Sequence[FileRow]) -> tuple[Fault, ...]:
    """The mistakes found in most files, notes and faults of ours left out."""
    sender = {f.id: f.opd for f in files}
    kinds: defaultdict[tuple[str, str], list[FindingRow]] = defaultdict(list)
    for row in heavy(rows):
        if row.dimension is not Dimension.ENGINE:
            kinds[row.code, row.severity.value].append(row)
    found = [
        Fault(
            code,
            title_of(code),
            same[0].severity,
            files=len({r.file for r in same}),
            opds=len({sender[r.file] for r in same}),
            cells=sum(r.count for r in same),
        )
        for (code, _), same in kinds.items()
    ]
    return tuple(sorted(found, key=lambda f: (-f.files, f.severity.rank, f.code))[:SHOWN_FAULTS])
