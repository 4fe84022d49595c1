"""Explaining header paths: what each heading over a column of figures says about them.

A column is loaded only when *every* element of its header path is explained: by a measure, a category, a unit,
a period, a footnote mark, or by being shared by all value columns (a caption). What is not explained is never
loaded; it becomes a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from lumbung.contracts.model import Contract, Kind, PeriodGrain, Source
from lumbung.harmonise.periods import find_periods, is_only_period
from lumbung.reference.satuan import Unit, find_unit
from lumbung.sheets.model import Column, Role, Table
from lumbung.text import fold, squash

_PARENTHESES = re.compile(r"\(([^()]*)\)")
_FOOTNOTE = re.compile(r"\s*(?:\*+\)?|\d\))(?=\s|$)")
_FILLER = re.compile(r"[\W_]*")
TOTAL_WORDS = frozenset({"jumlah", "total", "jml", "jumlah total"})
TRANSLATION_LIKENESS = 80.0
"""How alike (0–100) the rest of a bilingual heading must be to the known translation of its first half."""
SUGGESTION_FLOOR = 80.0
"""How alike (0–100) an unknown heading must be to a known one to be suggested."""


@dataclass(frozen=True)
class Meaning:
    """One thing a heading can say: a measure, or a category of a dimension."""

    property: str
    category: str | None = None  # None for a measure
    spellings: tuple[str, ...] = ()  # folded


@dataclass(frozen=True)
class Explanation:
    """What the headings over one column say."""

    column: Column
    measure: str | None = None
    categories: Mapping[str, str] = field(default_factory=dict)
    unit: Unit | None = None
    periods: tuple[str, ...] = ()  # periods named in the path
    unexplained: tuple[str, ...] = ()
    total: bool = False  # the column adds up what stands beside it ('Jumlah' after Jan … Des)
    loosely: tuple[str, ...] = ()  # elements accepted although their translation is spelled otherwise


class Headings:
    """The headings a contract knows."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self.meanings = tuple(_meanings(contract))
        self.by_spelling: dict[str, list[Meaning]] = {}
        for meaning in self.meanings:
            for spelling in meaning.spellings:
                self.by_spelling.setdefault(spelling, []).append(meaning)
        self.captions = frozenset(_captions(contract))

    def explain(self, table: Table, year: str | None) -> tuple[Explanation, ...]:
        """An explanation for every value column of the table, in sheet order.

        ``year`` is the year of the table as a whole: it completes headings such as ``Jan`` or ``Semester I``.
        """
        columns = [c for c in table.columns if c.role is Role.VALUE]
        first = [self._best(c, year) for c in columns]
        captions = _shared(first)
        return tuple(_without(e, captions) for e in first)

    def suggest(self, element: str) -> tuple[str, float] | None:
        """The known heading that an unexplained one resembles most, with the likeness (0–100)."""
        best = process.extractOne(
            fold(element), list(self.by_spelling), scorer=fuzz.ratio, score_cutoff=SUGGESTION_FLOOR
        )
        return (str(best[0]), round(float(best[1]), 1)) if best else None

    def _best(self, column: Column, year: str | None) -> Explanation:
        """The explanation that joins neighbouring elements; where it leaves something open, the one that does not."""
        joined = self._explain(column, year, len(column.path))
        if self._is_whole(joined):
            return joined
        single = self._explain(column, year, 1)
        return single if self._is_whole(single) else joined

    def _is_whole(self, explanation: Explanation) -> bool:
        dimensions = {m.property for m in self.meanings if m.category is not None}
        measured = explanation.measure is not None or len(self.contract.measures) == 1
        return measured and dimensions <= explanation.categories.keys() and not explanation.unexplained

    def _explain(self, column: Column, year: str | None, widest: int) -> Explanation:
        elements = [_Element.of(e) for e in column.path]
        said: dict[str, Meaning] = {}
        loosely: list[str] = []
        position = 0
        unexplained: list[str] = []
        names: list[_Element] = []  # elements that are names and therefore no units
        while position < len(elements):
            meaning, width, loose = self._at(elements, position, widest, said)
            if meaning:
                said[meaning.property] = meaning
                loosely += [column.path[position]] if loose else []
                names += elements[position : position + width]
            elif elements[position].folded in self.captions:
                names.append(elements[position])
            elif not elements[position].says_nothing_more(self.contract.grain, year):
                unexplained.append(column.path[position])
            position += width if meaning else 1
        total = [e for e in unexplained if fold(e) in TOTAL_WORDS]
        return Explanation(
            column=column,
            measure=next((m.property for m in said.values() if m.category is None), None),
            categories={m.property: m.category for m in said.values() if m.category is not None},
            unit=_unit(column, elements, names),
            periods=tuple(p for e in elements for p in find_periods(e.raw, self.contract.grain, year)),
            unexplained=tuple(e for e in unexplained if e not in total),
            total=bool(total),
            loosely=tuple(loosely),
        )

    def _at(
        self, elements: list[_Element], start: int, widest: int, said: Mapping[str, Meaning]
    ) -> tuple[Meaning | None, int, bool]:
        """The meaning of the longest run of neighbouring elements from ``start``, its width, and if it is loose."""
        for end in range(min(len(elements), start + widest), start, -1):
            words = " ".join(e.folded for e in elements[start:end] if e.folded)
            for meaning in self.by_spelling.get(words, ()):
                if said.get(meaning.property, meaning) == meaning:
                    return meaning, end - start, False
        return self._bilingual(elements[start].folded, said), 1, True

    def _bilingual(self, folded: str, said: Mapping[str, Meaning]) -> Meaning | None:
        """The meaning of ``'sapi perah milking cow'``: a known heading, then what resembles its translation."""
        for spelling in sorted(self.by_spelling, key=len, reverse=True):
            if not folded.startswith(f"{spelling} "):
                continue
            rest = folded[len(spelling) + 1 :]
            for meaning in self.by_spelling[spelling]:
                others = [s for s in meaning.spellings if s != spelling]
                alike = any(fuzz.ratio(rest, other) >= TRANSLATION_LIKENESS for other in others)
                if alike and said.get(meaning.property, meaning) == meaning:
                    return meaning
        return None


@dataclass(frozen=True)
class _Element:
    """One element of a header path, taken apart."""

    raw: str
    text: str  # without units in parentheses and footnote marks
    folded: str
    unit: Unit | None

    @classmethod
    def of(cls, raw: str) -> _Element:
        inside = [g for g in _PARENTHESES.findall(raw) if find_unit(g)]
        text = _PARENTHESES.sub(lambda m: " " if m[1] in inside or m[1].strip().isdigit() else m[0], raw)
        text = squash(_FOOTNOTE.sub(" ", text))
        unit = find_unit(inside[0]) if inside else None
        return cls(raw, text, fold(text), unit)

    def says_nothing_more(self, grain: PeriodGrain, year: str | None) -> bool:
        """True for a unit, a period, a numbering or an empty element: nothing is left to explain."""
        empty = _FILLER.fullmatch(self.text) is not None
        return empty or find_unit(self.text) is not None or is_only_period(self.raw, grain, year)


def _meanings(contract: Contract) -> Iterator[Meaning]:
    """What headings can say; categories first, for a total category and a measure may both be called Jumlah."""
    for dimension in contract.of_kind(Kind.CATEGORY):
        if Source.HEADER in dimension.sources:
            for category in dimension.categories:
                yield Meaning(dimension.name, category.code, _folded(category.spellings))
    for measure in contract.measures:
        yield Meaning(measure.name, None, _folded(measure.spellings))


def title_unit(table: Table) -> Unit | None:
    """The one unit that the title gives in parentheses (``'Luas Areal (ha), 2022'``), for columns that name none."""
    named = {u for line in table.title for g in _PARENTHESES.findall(line) if (u := find_unit(g))}
    return next(iter(named)) if len(named) == 1 else None


def _captions(contract: Contract) -> Iterator[str]:
    """Headings that only name what stands below them: of header dimensions and of the period."""
    for prop in contract.properties:
        if prop.kind in (Kind.CATEGORY, Kind.PERIOD) and Source.HEADER in prop.sources:
            yield from _folded(prop.spellings)


def _folded(spellings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f for s in spellings if (f := fold(_Element.of(s).text))))


def _unit(column: Column, elements: list[_Element], names: list[_Element]) -> Unit | None:
    """The unit nearest to the figures: the leaf's, then upwards. What is a name is no unit: L is no litre."""
    spoken = {squash(e.raw) for e in names}
    candidates = [find_unit(column.unit)] if column.unit and squash(column.unit) not in spoken else []
    candidates += [e.unit or (None if e in names else find_unit(e.text)) for e in reversed(elements)]
    return next((u for u in candidates if u), None)


def _shared(explanations: list[Explanation]) -> frozenset[str]:
    """Unexplained elements that stand over every column that is otherwise explained: captions.

    A column without any meaning of its own (a filler column) has no say, and a lone column shares nothing.
    """
    speaking = [e for e in explanations if e.measure or e.categories or e.periods]
    if len(speaking) < 2:
        return frozenset()
    return frozenset.intersection(*(frozenset(e.unexplained) for e in speaking))


def _without(explanation: Explanation, captions: frozenset[str]) -> Explanation:
    rest = tuple(e for e in explanation.unexplained if e not in captions)
    return Explanation(**{**explanation.__dict__, "unexplained": rest})
