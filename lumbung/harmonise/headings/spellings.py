"""What the headings of a contract can say: its measures, the categories of its header dimensions, its captions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lumbung.contracts.elements import Element
from lumbung.contracts.model import Contract, Kind, Source
from lumbung.text import fold


@dataclass(frozen=True)
class Meaning:
    """One thing a heading can say: a measure, or a category of a dimension."""

    property: str
    category: str | None = None  # None for a measure
    spellings: tuple[str, ...] = ()  # folded


def meanings(contract: Contract) -> Iterator[Meaning]:
    """What headings can say; categories first, for a total category and a measure may both be called Jumlah."""
    for dimension in contract.of_kind(Kind.CATEGORY):
        if Source.HEADER in dimension.sources:
            for category in dimension.categories:
                yield Meaning(dimension.name, category.code, _folded(category.spellings))
    for measure in contract.measures:
        if Source.COLUMN in measure.sources or Source.HEADER in measure.sources:
            yield Meaning(measure.name, None, _folded(measure.spellings))


def captions(contract: Contract) -> Iterator[str]:
    """Headings that only name what stands below them: of header dimensions and of the period."""
    for prop in contract.properties:
        if prop.kind in (Kind.CATEGORY, Kind.PERIOD) and Source.HEADER in prop.sources:
            yield from _folded(prop.spellings)


def vocabulary(contract: Contract) -> frozenset[str]:
    """Every word that the contract itself uses for its subject."""
    texts = [*contract.titles, contract.title, *(s for p in contract.properties for s in p.spellings)]
    return frozenset(word for text in texts for word in fold(text).split())


def _folded(spellings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f for s in spellings if (f := Element.of(s).folded)))
