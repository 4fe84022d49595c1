"""Unknown headings: what they may mean among the headings a contract knows, or which unit they may name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lumbung.contracts.elements import PARENTHESES, Element
from lumbung.contracts.model import Contract, Property
from lumbung.contracts.remembered import list_scope
from lumbung.harmonise.headings.spellings import Meaning
from lumbung.harmonise.mappings.proposing import nearest, proposed, unit_proposals
from lumbung.proposals import Likely, MappingKind, Proposal
from lumbung.reference.satuan import find_unit, units
from lumbung.sheets.model import Column
from lumbung.text import fold, squash

HEADING_FLOOR = 80.0
"""How alike (0–100) an unknown heading must be to a known one to be proposed."""


@dataclass(frozen=True)
class HeadingGuess:
    """What the unexplained elements of one column are proposed as; ``near`` is the best for the finding's message."""

    proposals: tuple[Proposal, ...]
    near: Likely | None = None


class HeadingProposals:
    """Proposals for the headings of one contract; ``by_spelling``: what its known spellings (folded) mean."""

    def __init__(self, contract: Contract, by_spelling: dict[str, list[Meaning]]) -> None:
        self.contract = contract
        self.by_spelling = by_spelling

    def of(self, column: Column, unexplained: Sequence[str]) -> HeadingGuess:
        """One proposal for each unexplained element of a header path."""
        path = " / ".join(column.path)
        made = [p for element in unexplained for p in self._element(element, path)]
        near = [p.best for p in made if p.best and p.kind is not MappingKind.UNIT]
        return HeadingGuess(tuple(made), max(near, key=lambda n: n.score, default=None))

    def _element(self, element: str, path: str) -> Iterator[Proposal]:
        unit = self._unknown_unit(element)
        if unit is not None:
            yield from unit_proposals(self.contract.decisions, *unit, path)
            return
        likely = list(self._likely(element))
        best = max(likely, key=lambda pair: pair[1].score, default=None)
        scopes = {MappingKind.COLUMN: self.contract.dataset}
        kind, scope = MappingKind.COLUMN, self.contract.dataset
        if best is not None and best[0].category is not None:
            kind = MappingKind.CATEGORY
            scope = scopes[kind] = list_scope(self.contract.dataset, self.contract.named(best[0].property))
        same = [guess for meaning, guess in likely if (meaning.category is not None) == (kind is MappingKind.CATEGORY)]
        yield from proposed(self.contract.decisions, kind, scope, element, same, path)

    def _likely(self, element: str) -> Iterator[tuple[Meaning, Likely]]:
        """What the element resembles; what a person rejected is no likeness any more."""
        decisions, dataset = self.contract.decisions, self.contract.dataset
        for spelling, score in nearest(Element.of(element).folded, self.by_spelling, HEADING_FLOOR):
            for meaning in self.by_spelling[spelling]:
                prop = self.contract.named(meaning.property)
                if meaning.category is None:
                    kind, scope, guess = MappingKind.COLUMN, dataset, Likely(prop.name, prop.title, score)
                else:
                    kind, scope = MappingKind.CATEGORY, list_scope(dataset, prop)
                    guess = Likely(meaning.category, _name(prop, meaning.category), score)
                if not decisions.refuses(kind, scope, element, guess.target):
                    yield meaning, guess

    def _unknown_unit(self, element: str) -> tuple[str, str | None] | None:
        """``'Produksi (Kwt)'`` where *Produksi* is known: the text in parentheses, and the kind of unit expected."""
        inside = [text for text in PARENTHESES.findall(element) if find_unit(text) is None and fold(text)]
        meanings = self.by_spelling.get(fold(squash(PARENTHESES.sub(" ", element))), [])
        if len(inside) != 1 or not meanings:
            return None
        wanted = {u.kind for m in self._measures(meanings) if (u := units().get(m.unit or ""))}
        return squash(inside[0]), next(iter(wanted)) if len(wanted) == 1 else None

    def _measures(self, meanings: Sequence[Meaning]) -> Iterator[Property]:
        for meaning in meanings:
            prop = self.contract.named(meaning.property)
            yield from (prop,) if meaning.category is None else self.contract.measures


def _name(prop: Property, code: str) -> str:
    return next((c.name for c in prop.categories if c.code == code), code)


def label_proposals(contract: Contract, prop: Property, free: Sequence[Column]) -> tuple[Proposal, ...]:
    """Which of the columns that nothing explains may be a label column that is missing, by its heading."""
    known = [fold(s) for s in prop.spellings]
    best: tuple[float, str, str] | None = None
    for column in free:
        for element in column.path:
            for _, score in nearest(fold(element), known, HEADING_FLOOR):
                if best is None or score > best[0]:
                    best = (score, element, " / ".join(column.path))
    if best is None:
        return ()
    likely = (Likely(prop.name, prop.title, best[0]),)
    return tuple(
        p
        for p in proposed(contract.decisions, MappingKind.COLUMN, contract.dataset, best[1], likely, best[2])
        if p.best
    )
