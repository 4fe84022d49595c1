"""Why a decision about a mapping cannot be kept: what it would contradict, or what it names that nobody knows.

What is certain goes before what somebody accepts: a spelling that means something already cannot be given away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from lumbung.contracts.model import Contract, Kind, Property, Source
from lumbung.contracts.registry import Registry
from lumbung.contracts.remembered import list_scope
from lumbung.proposals import MappingKind, spelling
from lumbung.reference.decisions import Decision
from lumbung.reference.opd import OpdRegistry
from lumbung.reference.satuan import find_unit, units
from lumbung.reference.wilayah import Gazetteer, Obstacle
from lumbung.text import fold

_LISTED = 12

Reason = Literal[
    "unknown_scope",
    "unknown_target",
    "outside_scope",
    "means_other",
    "means_several",
    "known_already",
    "accepted_other",
]


@dataclass(frozen=True)
class Objection:
    """One reason; ``reason`` is a key of the texts, ``about`` fills them."""

    reason: Reason
    about: str = ""


@dataclass(frozen=True)
class SiteLists:
    """Everything of a site that a mapping may name."""

    registry: Registry
    gazetteer: Gazetteer
    opds: OpdRegistry


def objections(decision: Decision, lists: SiteLists) -> Iterator[Objection]:
    """Every reason against accepting, with the lists as they are without this decision."""
    for other in lists.registry.decisions.about(decision.kind, decision.scope, decision.written):
        if other.accepted and other.target != decision.target:
            yield Objection("accepted_other", f"{other.target} ({other.by}, {other.on})")
            return
    match decision.kind:
        case MappingKind.COLUMN:
            yield from _column(decision, lists.registry)
        case MappingKind.CATEGORY:
            yield from _category(decision, lists.registry)
        case MappingKind.REGION:
            yield from _region(decision, lists.gazetteer)
        case MappingKind.UNIT:
            yield from _unit(decision)
        case MappingKind.OPD:
            yield from _opd(decision, lists.opds)
        case MappingKind.TITLE:
            yield from _title(decision, lists.registry)


def _listed(known: Iterable[str]) -> str:
    names = sorted(known)
    return ", ".join(names[:_LISTED]) + (" …" if len(names) > _LISTED else "")


def _against(owners: Iterable[str], target: str) -> Iterator[Objection]:
    """What a spelling means already, against what it should mean."""
    meant = dict.fromkeys(owners)
    if target in meant and len(meant) == 1:
        yield Objection("known_already", target)
    elif meant:
        yield Objection("means_other", ", ".join(m for m in meant if m != target))


def _column(decision: Decision, registry: Registry) -> Iterator[Objection]:
    contract = registry.contracts.get(decision.scope)
    if contract is None:
        yield Objection("unknown_scope", _listed(registry.contracts))
    elif decision.target not in {p.name for p in contract.properties}:
        yield Objection("unknown_target", _listed(p.name for p in contract.properties))
    else:
        yield from _against(_heading_owners(contract, decision.written), decision.target)


def _heading_owners(contract: Contract, written: str) -> Iterator[str]:
    """What a heading means in a contract: properties by name, categories of the header as ``property=code``."""
    text = fold(written)
    for p in contract.properties:
        if text in map(fold, p.spellings):
            yield p.name
        if Source.HEADER in p.sources:
            yield from (f"{p.name}={c.code}" for c in p.categories if text in map(fold, c.spellings))


def _category(decision: Decision, registry: Registry) -> Iterator[Objection]:
    using = [(c, p) for c in registry.contracts.values() for p in _listing(c, decision.scope)]
    if not using:
        scopes = {list_scope(c.dataset, p) for c in registry.contracts.values() for p in c.of_kind(Kind.CATEGORY)}
        yield Objection("unknown_scope", _listed(scopes))
        return
    codes = {c.code for _, p in using for c in p.categories}
    if decision.target not in codes:
        yield Objection("unknown_target", _listed(codes))
        return
    text = fold(decision.written)
    owners = [c.code for _, p in using for c in p.categories if text in map(fold, (c.code, *c.spellings))]
    headings = [
        name
        for contract, p in using
        if Source.HEADER in p.sources
        for name in _heading_owners(contract, decision.written)
        if not name.startswith(f"{p.name}=")
    ]
    yield from _against((*owners, *headings), decision.target)


def _listing(contract: Contract, scope: str) -> Iterator[Property]:
    return (p for p in contract.of_kind(Kind.CATEGORY) if list_scope(contract.dataset, p) == scope)


def _region(decision: Decision, gazetteer: Gazetteer) -> Iterator[Objection]:
    scope, target = decision.scope, gazetteer.regions.get(decision.target)
    if scope and scope not in gazetteer.regions:
        yield Objection("unknown_scope", _listed(gazetteer.regions))
    elif target is None:
        yield Objection("unknown_target", _listed(gazetteer.regions))
    elif scope and not target.code.startswith(f"{scope}."):
        yield Objection("outside_scope", gazetteer[scope].name)
    else:
        found = gazetteer.resolve(decision.written, target.level, scope or None)
        if found.candidates:
            yield Objection("means_several", ", ".join(found.candidates))
        elif found.obstacle and found.obstacle is not Obstacle.WRONG_LEVEL and target.code not in found.meant:
            yield Objection("means_other", ", ".join(found.meant) or found.place)
        yield from _against((found.code,) if found.code else (), decision.target)


def _unit(decision: Decision) -> Iterator[Objection]:
    if find_unit(decision.target) is None:
        yield Objection("unknown_target", _listed(units()))
        return
    known = find_unit(decision.written)
    yield from _against((known.code,) if known else (), decision.target)


def _opd(decision: Decision, opds: OpdRegistry) -> Iterator[Objection]:
    if decision.target not in opds.opds:
        yield Objection("unknown_target", _listed(opds.opds))
        return
    known = opds.find(decision.written)
    yield from _against((known.id,) if known else (), decision.target)


def _title(decision: Decision, registry: Registry) -> Iterator[Objection]:
    mine = registry.of_opd(decision.scope)
    if not mine:
        yield Objection("unknown_scope", _listed(registry.opds))
    elif decision.target not in {c.dataset for c in mine}:
        yield Objection("unknown_target", _listed(c.dataset for c in mine))
    else:
        text = spelling(decision.written)
        owners = [c.dataset for c in mine if text in map(spelling, c.titles)]
        yield from _against(owners, decision.target)
