"""The page of every OPD: its own measures beside the median of the group. Nobody is ranked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from assets.granary import OTHERS, Granary
from assets.night.boards import matrices, median_scores, received
from lumbung.findings import Dimension
from lumbung.reports.night.model import FilePage, Measured, OpdPage, Share, TrendPoint
from lumbung.reports.wording import say
from warehouse.overview import AvailabilityRow


@dataclass(frozen=True)
class Standing:
    """What is known of all OPDs together."""

    files: Sequence[FilePage]
    availability: Sequence[AvailabilityRow]
    scores: Mapping[str, Mapping[Dimension, Share]]
    trends: Mapping[str, tuple[TrendPoint, ...]]


def opd_pages(granary: Granary, standing: Standing) -> tuple[OpdPage, ...]:
    """One page for each OPD that owns a dataset or sent a file, by short name; senders nobody knows share the last."""
    senders = {f.opd for f in standing.files}
    ids: set[str] = {*granary.registry.opds, *senders} - {OTHERS}
    names = {i: granary.opds.opds[i].name if i in granary.opds.opds else i for i in ids}
    short = short_names(granary)
    ordered = sorted(ids, key=lambda i: (short.get(i) or i).casefold())
    measures = {i: _measures(i, standing) for i in ordered}
    medians = median_scores(standing.scores)
    pages = [
        OpdPage(
            id=i,
            name=names[i],
            short=short.get(i, i),
            measures=tuple(_beside_group(m, [each[m.key] for each in measures.values()]) for m in measures[i].values()),
            scores=standing.scores.get(i, {}),
            medians=medians,
            trend=standing.trends.get(i, ()),
            matrices=matrices([r for r in standing.availability if r.opd == i], short),
            files=tuple(f for f in standing.files if f.opd == i),
        )
        for i in ordered
    ]
    return (*pages, *_strangers(standing.files))


def short_names(granary: Granary) -> dict[str, str]:
    """What a narrow column calls each OPD."""
    return {o.id: o.abbreviation or o.name for o in granary.opds.opds.values()}


def _measures(opd: str, standing: Standing) -> dict[str, Measured]:
    files = [f for f in standing.files if f.opd == opd]
    found = (
        Measured("received", received(r for r in standing.availability if r.opd == opd)),
        Measured("on_time"),
        Measured("first_pass"),
        Measured("days_to_fix"),
        Measured("open_returns", value=float(sum(f.open for f in files)) if files else None),
    )
    return {m.key: m for m in found}


def _beside_group(measured: Measured, group: Iterable[Measured]) -> Measured:
    numbers = [m.number for m in group if m.number is not None]
    return replace(measured, median=median(numbers) if numbers else None, group=len(numbers))


def _strangers(files: Sequence[FilePage]) -> Iterator[OpdPage]:
    mine = tuple(f for f in files if f.opd == OTHERS)
    if mine:
        yield OpdPage(OTHERS, say("night.strangers"), OTHERS, measures=(), scores={}, medians={}, files=mine)
