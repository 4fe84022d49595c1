"""Where restated totals may be kept (``history``): in a dataset of the same figures, without regions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lumbung.contracts.model import Contract, Kind, Source


def unsound_histories(contracts: Iterable[Contract]) -> Iterator[str]:
    """Every reason why a dataset named in ``history`` cannot take the totals of the table."""
    known = {c.dataset: c for c in contracts}
    for contract in known.values():
        if contract.history is None:
            continue
        target = known.get(contract.history)
        if target is None or target.opd != contract.opd:
            yield f"{contract.dataset}: history names {contract.history}, which is no dataset of {contract.opd}"
        else:
            yield from (f"{contract.dataset}: history in {target.dataset}: {why}" for why in _reasons(contract, target))


def _reasons(contract: Contract, target: Contract) -> Iterator[str]:
    if target.region is not None:
        yield "totals are about the regency as a whole, the dataset is about regions"
    if target.grain is not contract.grain:
        yield f"its period is {target.grain}, not {contract.grain}"
    spread = {p.name: {c.code for c in p.categories} for p in contract.of_kind(Kind.CATEGORY) if _in_header(p.sources)}
    kept = {p.name: {c.code for c in p.categories} for p in target.of_kind(Kind.CATEGORY)}
    if spread.keys() != kept.keys():
        yield f"its dimensions are {_names(kept)}, those in the header {_names(spread)}"
    for name in spread.keys() & kept.keys():
        if spread[name] - kept[name]:
            yield f"{name} lacks {_names(spread[name] - kept[name])}"
    ours = {m.name: m for m in contract.measures}
    for m in target.measures:
        if m.name not in ours or ours[m.name].unit != m.unit:
            yield f"{m.name} is no measure of the table in {m.unit}"
        elif ours[m.name].indicator == m.indicator:
            yield f"{m.name} has the indicator {m.indicator} of its parts, so sums over it would count it twice"


def _in_header(sources: tuple[Source, ...]) -> bool:
    return Source.HEADER in sources


def _names(of: Iterable[str]) -> str:
    return ", ".join(sorted(of)) or "none"
