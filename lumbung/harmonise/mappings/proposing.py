"""What an unknown text on a sheet is proposed as: emitted with the finding about it, never applied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz import fuzz, process

from lumbung.contracts.model import Contract, Property
from lumbung.contracts.remembered import list_scope
from lumbung.proposals import Likely, MappingKind, Proposal
from lumbung.reference.decisions import Decisions
from lumbung.reference.satuan import unit_spellings
from lumbung.text import fold

CATEGORY_FLOOR = 75.0
"""How alike (0–100) a label must be to a spelling of a category to be proposed as it."""
UNIT_FLOOR = 60.0
"""As above, for units: their spellings are short, and one letter more weighs much."""
_NEIGHBOURS = 8


def proposed(
    decisions: Decisions, kind: MappingKind, scope: str, written: str, likely: Iterable[Likely], sample: str = ""
) -> tuple[Proposal, ...]:
    """One proposal, without what was rejected; none where a person has decided about the text and nothing is left."""
    left = decisions.unrefused(kind, scope, written, likely)
    if not left and decisions.about(kind, scope, written):
        return ()
    return (Proposal.of(kind, scope, written, left, sample),)


def nearest(text: str, spellings: Iterable[str], floor: float) -> Iterator[tuple[str, float]]:
    """The spellings (folded) that a text (folded) is most like, best first, with the likeness (0–100)."""
    found = process.extract(text, list(spellings), scorer=fuzz.ratio, limit=_NEIGHBOURS, score_cutoff=floor)
    return ((str(spelling), round(float(score), 1)) for spelling, score, _ in found)


def category_proposals(contract: Contract, prop: Property, written: str) -> tuple[Proposal, ...]:
    """What an unknown label may be among the categories of its property."""
    spellings: dict[str, list[tuple[str, str]]] = {}
    for category in prop.categories:
        for known in (category.code, *category.spellings):
            spellings.setdefault(fold(known), []).append((category.code, category.name))
    likely = (
        Likely(code, name, score)
        for known, score in nearest(fold(written), spellings, CATEGORY_FLOOR)
        for code, name in spellings[known]
    )
    scope = list_scope(contract.dataset, prop)
    return proposed(contract.decisions, MappingKind.CATEGORY, scope, written, likely, prop.title)


def region_proposals(
    contract: Contract, prop: Property, written: str, within: str | None, suggestions: Mapping[str, Likely]
) -> tuple[Proposal, ...]:
    """What an unknown place may be; ``suggestions`` by code, as the gazetteer gives them."""
    return proposed(contract.decisions, MappingKind.REGION, within or "", written, suggestions.values(), prop.title)


def unit_proposals(decisions: Decisions, written: str, kind: str | None, sample: str) -> tuple[Proposal, ...]:
    """What an unknown unit may be; ``kind``: the kind of quantity that is expected, other units are not meant."""
    known = {s: u for s, u in unit_spellings().items() if kind is None or u.kind == kind}
    likely = (
        Likely(known[spelling].code, known[spelling].name, score)
        for spelling, score in nearest(fold(written), known, UNIT_FLOOR)
    )
    return proposed(decisions, MappingKind.UNIT, "", written, likely, sample)
