"""The page of every OPD: its own measures beside the median of the group. Nobody is ranked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median

from assets.granary import OTHERS, Granary
from assets.night.boards import matrices, median_scores
from assets.night.files import title_of
from lumbung.findings import Dimension
from lumbung.reports.night.model import BoardGroup, FilePage, Measured, OpdPage, Share, Trend
from lumbung.reports.wording import say
from warehouse.overview import AvailabilityRow, BoardRow, CardRow

SHOWN_OF_BOARD = 8
"""Findings about no file that are told one by one under their code."""


@dataclass(frozen=True)
class Standing:
    """What is known of all OPDs together."""

    files: Sequence[FilePage]
    availability: Sequence[AvailabilityRow]
    scores: Mapping[str, Mapping[Dimension, Share]]
    cards: Mapping[str, CardRow]
    board: Sequence[BoardRow]
    trends: Mapping[str, tuple[Trend, ...]]


def opd_pages(granary: Granary, standing: Standing) -> tuple[OpdPage, ...]:
    """One page for each OPD that owns a dataset or sent a file, by short name; senders nobody knows share the last."""
    owners = {*granary.registry.opds, *(r.opd for r in standing.availability)}
    ids: set[str] = {*owners, *(f.opd for f in standing.files)} - {OTHERS}
    names = {i: granary.opds.opds[i].name if i in granary.opds.opds else i for i in ids}
    short = short_names(granary)
    ordered = sorted(ids, key=lambda i: (short.get(i) or i).casefold())
    measures = {i: _measures(standing.cards.get(i)) for i in ordered}
    medians = median_scores(standing.scores)
    pages = [
        OpdPage(
            id=i,
            name=names[i],
            short=short.get(i, i),
            measures=tuple(_beside_group(m, measures.values()) for m in measures[i].values()),
            scores=standing.scores.get(i, {}),
            medians=medians,
            trends=standing.trends.get(i, ()),
            board=tuple(_board(r for r in standing.board if r.opd == i)),
            matrices=matrices([r for r in standing.availability if r.opd == i], short),
            files=tuple(f for f in standing.files if f.opd == i),
        )
        for i in ordered
    ]
    return (*pages, *_strangers(standing.files))


def short_names(granary: Granary) -> dict[str, str]:
    """What a narrow column calls each OPD."""
    return {o.id: o.abbreviation or o.name for o in granary.opds.opds.values()}


def _measures(card: CardRow | None) -> dict[str, Measured]:
    if card is None:
        return {}
    found = (
        Measured("received", Share(card.received, card.expected)),
        Measured("on_time", Share(card.on_time, card.judged_for_time)),
        Measured("days_late", value=card.days_late),
        Measured("first_pass", Share(card.first_accepted, card.first_files)),
        Measured("days_to_fix", value=card.days_to_fix),
        Measured("open_returns", value=card.open_returns),
        Measured("repeated", value=card.repeated),
        Measured("grade", value=card.grade),
    )
    return {m.key: m for m in found}


def _board(rows: Iterable[BoardRow]) -> Iterator[BoardGroup]:
    ordered = sorted(rows, key=lambda r: (r.severity.rank, r.code))
    for (severity, code), same in groupby(ordered, key=lambda r: (r.severity, r.code)):
        told = list(same)
        messages = tuple(r.message for r in told[:SHOWN_OF_BOARD])
        yield BoardGroup(code, severity, title_of(code), told[0].remedy, messages, len(told) - len(messages))


def _beside_group(measured: Measured, group: Iterable[Mapping[str, Measured]]) -> Measured:
    """The measure with the median over the OPDs that have it."""
    numbers = [own[measured.key].number for own in group if measured.key in own]
    known = [n for n in numbers if n is not None]
    return replace(measured, median=median(known) if known else None, group=len(known))


def _strangers(files: Sequence[FilePage]) -> Iterator[OpdPage]:
    mine = tuple(f for f in files if f.opd == OTHERS)
    if mine:
        yield OpdPage(OTHERS, say("night.strangers"), OTHERS, measures=(), scores={}, medians={}, files=mine)
