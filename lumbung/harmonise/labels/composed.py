"""Labels that say several things at once: ``'Jumlah Populasi Ternak Itik Kecamatan Susukan (ekor)'``.

As with headings, a label is taken only when *all* of it is explained: by a measure, by categories, by a region, by
a unit, by a period. What is left over makes it another indicator than those of the contract.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lumbung.contracts.elements import Element
from lumbung.contracts.model import Contract, Property
from lumbung.contracts.periods import is_only_period
from lumbung.harmonise.labels.label_columns import unnumbered
from lumbung.reference.satuan import Unit
from lumbung.reference.wilayah import Gazetteer
from lumbung.reference.wilayah.names import LEVEL_WORDS
from lumbung.text import fold

_JOINING = frozenset({"di", "pada", "wilayah", "dalam", "untuk", "per", "dari", "se"})
"""Words between the parts of a label that say nothing themselves."""
_NUMBERS_OF_YEARS = 2
"""Words of the longest period inside a label: *Tahun 2022*."""


@dataclass(frozen=True)
class Composed:
    """A label taken apart. ``regions`` holds names as written, for the region's own rules to judge."""

    measure: str
    categories: Mapping[str, str] = field(default_factory=dict)  # property → code
    regions: Mapping[str, str] = field(default_factory=dict)  # property → name
    unit: Unit | None = None


class Composer:
    """Takes the labels of one list apart; ``parts``: the properties, beside the measures, that a label may name."""

    def __init__(
        self, contract: Contract, measures: Sequence[Property], parts: Sequence[Property], gazetteer: Gazetteer
    ) -> None:
        self.contract = contract
        self.measures = _owners((m.name, s) for m in measures for s in (m.name, *m.spellings))
        self.only = measures[0].name if len(measures) == 1 else None
        self.regions = [p for p in parts if p.region_level is not None]
        self.dimensions = [p for p in parts if p.categories]
        self.categories = {
            p.name: _owners((c.code, s) for c in p.categories for s in (c.code, *c.spellings)) for p in self.dimensions
        }
        self.gazetteer = gazetteer
        self._taken: dict[str, Composed | None] = {}

    def read(self, text: str) -> Composed | None:
        """The label taken apart; None where something stays unexplained."""
        if text not in self._taken:
            self._taken[text] = self._read(text)
        return self._taken[text]

    def _read(self, text: str) -> Composed | None:
        element = Element.of(text)
        for folded in dict.fromkeys((element.folded, unnumbered(element.text))):
            for words, regions in self._without_regions(self._without_period(folded.split())):
                composed = self._explained(words, regions, element.unit)
                if composed is not None:
                    return composed
        return None

    def _without_period(self, words: list[str]) -> list[str]:
        for length in range(_NUMBERS_OF_YEARS, 0, -1):
            if len(words) > length and is_only_period(" ".join(words[-length:]), self.contract.grain):
                return words[:-length]
        return words

    def _without_regions(self, words: list[str]) -> Iterator[tuple[list[str], dict[str, str]]]:
        """The words with the names of regions cut off their end, in every way; the wider region stands last."""
        if not self.regions:
            yield words, {}
            return
        regions: dict[str, str] = {}
        rest = words
        for prop in self.regions:
            assert prop.region_level is not None
            starts = [i for i, word in enumerate(rest[:-1]) if word in LEVEL_WORDS[prop.region_level]]
            if starts:
                regions[prop.name] = " ".join(rest[starts[-1] + 1 :])
                rest = rest[: starts[-1]]
        if regions:
            yield rest, regions
        yield from self._bare(words)

    def _bare(self, words: list[str]) -> Iterator[tuple[list[str], dict[str, str]]]:
        """A region named at the end without a word for its level."""
        (finest,) = self.regions[-1:]
        assert finest.region_level is not None
        for start in range(1, len(words)):
            name = " ".join(words[start:])
            if self.gazetteer.resolve(name, finest.region_level).found:
                yield words[:start], {finest.name: name}

    def _explained(self, words: list[str], regions: dict[str, str], unit: Unit | None) -> Composed | None:
        for rest, categories in self._without_categories(_trimmed(words), self.dimensions):
            measure = self.measures.get(" ".join(rest)) if rest else self.only
            if measure is not None:
                return Composed(measure, categories, regions, unit)
        return None

    def _without_categories(
        self, words: list[str], dimensions: Sequence[Property]
    ) -> Iterator[tuple[list[str], dict[str, str]]]:
        """The words without one category of each dimension, longest names first."""
        if not dimensions:
            yield words, {}
            return
        first, *others = dimensions
        known = self.categories[first.name]
        for length in range(len(words), 0, -1):
            for start in range(len(words) - length + 1):
                code = known.get(" ".join(words[start : start + length]))
                if code is not None:
                    left = _trimmed([*words[:start], *words[start + length :]])
                    for rest, categories in self._without_categories(left, others):
                        yield rest, {first.name: code, **categories}


def _trimmed(words: list[str]) -> list[str]:
    """The words without joining words at either end."""
    begin, end = 0, len(words)
    while begin < end and words[begin] in _JOINING:
        begin += 1
    while end > begin and words[end - 1] in _JOINING:
        end -= 1
    return words[begin:end]


def _owners(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Folded spelling → what it means; a spelling of two things means neither."""
    owners: dict[str, set[str]] = {}
    for value, spelling in pairs:
        owners.setdefault(fold(Element.of(spelling).text), set()).add(value)
    return {spelling: next(iter(values)) for spelling, values in owners.items() if spelling and len(values) == 1}
