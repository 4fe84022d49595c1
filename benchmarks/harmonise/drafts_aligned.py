"""Which typed column each (measure, kinds) of a drafted contract is, learned from the year it was drafted from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from benchmarks.banjarnegara_truth import agree
from benchmarks.banjarnegara_typed import Typed, TypedTable
from lumbung.contracts.model import Contract
from lumbung.text import fold

SURE = 60.0
"""How alike (0–100) names must be before they settle which typed column a column of noughts is."""

Meaning = tuple[str, tuple[tuple[str, str], ...]]
"""What a figure is about beside region and period: measure or indicator, and kinds."""


@dataclass(frozen=True)
class Accepted:
    """One accepted figure of a draft."""

    region: str
    period: str
    meaning: Meaning
    value: float
    cell: str


def learn(
    accepted: Sequence[Accepted], typed: Mapping[tuple[str, Meaning], Typed], contract: Contract, table: TypedTable
) -> dict[Meaning, Meaning]:
    """The typed meaning of each meaning of the draft, by the figures of the drafting year; noughts by their names."""
    mine: dict[Meaning, dict[str, float]] = defaultdict(dict)
    theirs: dict[Meaning, dict[str, float]] = defaultdict(dict)
    for a in accepted:
        mine[a.meaning][a.region] = a.value
    for (region, meaning), t in typed.items():
        theirs[meaning][region] = t.value
    ranked = sorted(
        (
            (_agreement(values, others), _alike(m, o, contract, table), m, o)
            for m, values in mine.items()
            for o, others in theirs.items()
        ),
        key=lambda r: r[:2],
        reverse=True,
    )
    found: dict[Meaning, Meaning] = {}
    for agreement, alike, m, o in ranked:
        enough = agreement > 0.8 and (any(mine[m].values()) or alike >= SURE)
        if enough and m not in found and o not in found.values():
            found[m] = o
    return found


def _agreement(values: Mapping[str, float], others: Mapping[str, float]) -> float:
    shared = values.keys() & others.keys()
    return sum(agree(values[r], others[r]) for r in shared) / len(shared) if shared else 0.0


def _alike(mine: Meaning, typed: Meaning, contract: Contract, table: TypedTable) -> float:
    measure, kinds = mine
    names = [contract.named(measure).title]
    for name, code in kinds:
        names += [c.name for c in contract.named(name).categories if c.code == code]
    headings = [h for h, (i, dims) in table.columns.items() if i == typed[0] and set(dims) <= set(typed[1])]
    said = [code for _, code in typed[1]] + headings
    return float(fuzz.token_set_ratio(fold(" ".join(names)), fold(" ".join(said).replace("_", " "))))


def unlearned(meaning: Meaning, meant: Mapping[Meaning, Meaning], typed: set[Meaning]) -> Meaning | None:
    """The typed meaning of a kind that the drafting year did not have: by its code alone."""
    for other in typed - set(meant.values()):
        codes = {code for _, code in other[1]}
        if codes & {code for _, code in meaning[1]}:
            return other
    return None
