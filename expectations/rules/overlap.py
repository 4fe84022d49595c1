"""Two tables of one file that claim the same rows (L06): which is right cannot be told, so neither is taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lumbung.findings import Finding, finding
from lumbung.harmonise.model import Conformed


@dataclass(frozen=True)
class Overlap:
    """The finding, and for each table (by position) the frame index labels that another table claims too."""

    findings: tuple[Finding, ...]
    held_back: dict[int, frozenset[int]]


def check_overlap(tables: Sequence[Conformed]) -> Overlap:
    """Rows of equal key in different tables of one dataset."""
    owners: dict[tuple[object, ...], list[tuple[int, int]]] = defaultdict(list)
    for position, table in enumerate(tables):
        keys = table.frame[list(table.contract.key)].itertuples(index=True, name=None)
        for index, *key in keys:
            owners[tuple(key)].append((position, int(index)))
    held_back: dict[int, set[int]] = defaultdict(set)
    for claims in owners.values():
        if len({position for position, _ in claims}) > 1:
            for position, index in claims:
                held_back[position].add(index)
    if not held_back:
        return Overlap((), {})
    places = "; ".join(f"{tables[p].sheet}!{tables[p].range}" for p in sorted(held_back))
    first = tables[min(held_back)]
    said = finding(
        "L06",
        sheet=first.sheet,
        cells=(first.range.split(":")[0],),
        count=len(held_back),
        dataset=first.contract.dataset,
        dataset_name=first.contract.title,
        dataset_period=", ".join(first.periods),
        found=places,
    )
    return Overlap((said,), {p: frozenset(i) for p, i in held_back.items()})
