"""Explaining header paths: what each heading over a column of figures says about them.

A column is loaded only when *every* element of its header path is explained: by a measure, a category, a unit,
a period, a footnote mark, or by being shared by all value columns (a caption). What is not explained is never
loaded; it becomes a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from rapidfuzz import fuzz

from lumbung.contracts.elements import Element
from lumbung.contracts.model import Contract, PeriodGrain, Source
from lumbung.contracts.periods import PARTS, find_periods, is_only_period, only_period, unfinished_part
from lumbung.harmonise.headings.header_regions import HeaderRegions
from lumbung.harmonise.headings.heading_proposals import HeadingGuess, HeadingProposals
from lumbung.harmonise.headings.heading_units import heading_unit
from lumbung.harmonise.headings.spellings import Meaning, captions, meanings, vocabulary
from lumbung.harmonise.titles.qualifiers import changes_meaning
from lumbung.reference.satuan import Unit
from lumbung.sheets.model import Column, Role, Table
from lumbung.text import fold

TOTAL_WORDS = frozenset({"jumlah", "total", "jml", "jumlah total"})
ROW_SOURCES = frozenset({Source.COLUMN, Source.ROWLABEL, Source.SECTION})
"""Where a row says its own."""
ANY_YEAR = "2000"
"""Stands for a year that is said elsewhere."""
TRANSLATION_LIKENESS = 80.0
"""How alike (0–100) the rest of a bilingual heading must be to the known translation of its first half."""
MOST_READINGS = 64
"""Ways to read one header path that are tried: more than any real path has."""


@dataclass(frozen=True)
class Explanation:
    """What the headings over one column say."""

    column: Column
    measure: str | None = None
    categories: Mapping[str, str] = field(default_factory=dict)
    unit: Unit | None = None
    periods: tuple[str, ...] = ()  # periods named in the path
    unexplained: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()  # 'Jumlah': the column adds up what stands beside it
    loosely: tuple[str, ...] = ()  # elements accepted although their translation is spelled otherwise
    multiple: tuple[str, float] | None = None  # '(Ribu)': the word and factor of a multiple of the measure's unit
    times: tuple[str, ...] = ()  # elements about a time, which the rows may complete

    @property
    def total(self) -> bool:
        """True for a column that adds up the columns beside it ('Jumlah' after Jan … Des)."""
        return bool(self.totals)

    @property
    def speaks(self) -> bool:
        """True when some heading has a meaning of its own."""
        return bool(self.measure or self.categories or self.periods or self.times)


@dataclass(frozen=True)
class _Step:
    """One run of neighbouring elements and what it is taken for."""

    start: int
    width: int
    meaning: Meaning | None = None
    loose: bool = False


class Headings:
    """The headings a contract knows."""

    def __init__(self, contract: Contract, regions: HeaderRegions | None = None) -> None:
        self.contract = contract
        self.regions = regions
        self.timed_by_rows = bool(ROW_SOURCES.intersection(contract.period.sources))
        self.meanings = tuple(meanings(contract))
        self.by_spelling: dict[str, list[Meaning]] = {}
        for meaning in self.meanings:
            for spelling in meaning.spellings:
                self.by_spelling.setdefault(spelling, []).append(meaning)
        self.proposals = HeadingProposals(contract, self.by_spelling)
        self.longest_first = sorted(self.by_spelling, key=len, reverse=True)
        self.captions = frozenset(captions(contract))
        self.vocabulary = vocabulary(contract)
        self.dimensions = frozenset(m.property for m in self.meanings if m.category is not None)
        self.titles: frozenset[str] = frozenset()

    def explain(self, table: Table, year: str | None) -> tuple[Explanation, ...]:
        """An explanation for every value column of the table, in sheet order.

        A column of texts counts as one when its headings name a measure or category: its texts are then mistakes.
        ``year`` is the year of the table as a whole: it completes headings such as ``Jan`` or ``Semester I``.
        """
        self.titles = frozenset(fold(line) for line in table.title)
        read = [self._best(c, year) for c in table.columns]
        first = [e for e in read if e.column.role is Role.VALUE or self._names_figures(e)]
        shared = self._shared(first)
        return tuple(_without(e, shared) for e in first)

    def guess(self, explanation: Explanation) -> HeadingGuess:
        """What the unexplained elements over a column may mean: for a person to decide."""
        return self.proposals.of(explanation.column, explanation.unexplained)

    def _names_figures(self, explanation: Explanation) -> bool:
        return self._is_whole(explanation) and bool(explanation.measure or explanation.categories)

    def _best(self, column: Column, year: str | None) -> Explanation:
        """The first reading that leaves nothing open, longest runs first; else the one that leaves least."""
        elements = [Element.of(e) for e in column.path]
        readings = islice(self._readings(elements, 0, {}), MOST_READINGS)
        best: Explanation | None = None
        for steps in readings:
            explanation = self._explained(column, elements, steps, year)
            if self._is_whole(explanation):
                return explanation
            if best is None or len(explanation.unexplained) < len(best.unexplained):
                best = explanation
        return best or Explanation(column)

    def _is_whole(self, explanation: Explanation) -> bool:
        measured = explanation.measure is not None or len(self.contract.measures) == 1
        said = self.dimensions <= explanation.categories.keys()
        return measured and said and not explanation.unexplained and not explanation.total

    def _readings(self, elements: list[Element], start: int, said: Mapping[str, Meaning]) -> Iterator[list[_Step]]:
        """Every way to take the elements from ``start`` on, the most telling first."""
        if start == len(elements):
            yield []
            return
        for step in self._steps(elements, start, said):
            known = {**said, step.meaning.property: step.meaning} if step.meaning else said
            for rest in self._readings(elements, start + step.width, known):
                yield [step, *rest]

    def _steps(self, elements: list[Element], start: int, said: Mapping[str, Meaning]) -> Iterator[_Step]:
        exact = False
        for end in range(len(elements), start, -1):
            words = " ".join(e.folded for e in elements[start:end] if e.folded)
            for meaning in self.by_spelling.get(words, ()):
                if said.get(meaning.property, meaning) == meaning:
                    exact = True
                    yield _Step(start, end - start, meaning)
        translated = None if exact else self._bilingual(elements[start].folded, said)
        if translated:
            yield _Step(start, 1, translated[0], loose=translated[1] < 100)
        region = None if exact or translated or not self.regions else self.regions.meaning(elements[start].text)
        if region and region.property not in said:
            yield _Step(start, 1, region)
        yield _Step(start, 1)

    def _bilingual(self, folded: str, said: Mapping[str, Meaning]) -> tuple[Meaning, float] | None:
        """The meaning of ``'sapi perah milking cow'``: a known heading, then its translation, and how like it is."""
        for spelling in self.longest_first:
            if not folded.startswith(f"{spelling} "):
                continue
            rest = folded[len(spelling) + 1 :]
            for meaning in self.by_spelling[spelling]:
                others = [s for s in meaning.spellings if s != spelling]
                alike = max((fuzz.ratio(rest, other) for other in others), default=0.0)
                if alike >= TRANSLATION_LIKENESS and said.get(meaning.property, meaning) == meaning:
                    return meaning, alike
        return None

    def _explained(self, column: Column, elements: list[Element], steps: list[_Step], year: str | None) -> Explanation:
        grain = self.contract.grain
        year = _own_year(elements, year) if grain in PARTS else year
        periods = tuple(p for e in elements for p in find_periods(e.raw, grain, year))
        said = [s.meaning for s in steps if s.meaning]
        named = [e for s in steps if s.meaning for e in elements[s.start : s.start + s.width]]
        last = max((s.start for s in steps if s.meaning), default=-1)
        times = tuple(e.raw for e in elements if self._names_time(e, grain, year)) if self.timed_by_rows else ()
        open_ends: list[str] = []
        totals: list[str] = []
        for start in (s.start for s in steps if not s.meaning):
            element = elements[start]
            if element.folded in self.captions or (start == 0 and self._repeats_title(element)):
                named.append(element)
            elif element.raw in times:
                continue
            elif element.folded in TOTAL_WORDS:
                totals += [] if start < last else [element.raw]  # over a category it only says: the number of
            elif not element.says_nothing_more(grain, year, dated=bool(periods) and grain in PARTS):
                open_ends.append(element.raw)
        return Explanation(
            column=column,
            measure=next((m.property for m in said if m.category is None), None),
            categories=self._categories(said),
            unit=heading_unit(column, elements, named),
            periods=periods,
            unexplained=tuple(open_ends),
            totals=tuple(totals),
            loosely=tuple(elements[s.start].raw for s in steps if s.loose),
            times=times,
            multiple=next((e.multiple for e in reversed(elements) if e.multiple), None),
        )

    def _repeats_title(self, element: Element) -> bool:
        """True for a line of the title that is merged over columns as their uppermost heading."""
        repeated = {element.folded, fold(element.raw)} & self.titles
        return bool(repeated) and not changes_meaning(element.raw, self.vocabulary)

    @staticmethod
    def _names_time(element: Element, grain: PeriodGrain, year: str | None) -> bool:
        """True for a time and nothing else, be it only the year or only the month of a period."""
        of_year = grain in PARTS and is_only_period(element.raw, PeriodGrain.TAHUN)
        return of_year or is_only_period(element.raw, grain, year or ANY_YEAR)

    def _categories(self, said: Sequence[Meaning]) -> dict[str, str]:
        """What is said of each dimension; a lone *Jumlah* adds up every dimension not named beside it."""
        named = {m.property: m.category for m in said if m.category is not None}
        for total in [m for m in said if self._adds_up(m)]:
            for other in self.meanings:
                if self._adds_up(other) and set(other.spellings) & set(total.spellings):
                    named.setdefault(other.property, str(other.category))
        return named

    def _adds_up(self, meaning: Meaning) -> bool:
        return meaning.category is not None and self.contract.named(meaning.property).is_total(meaning.category)

    def _shared(self, explanations: Sequence[Explanation]) -> frozenset[str]:
        """Unexplained elements that stand over every column that is otherwise explained: captions.

        A column without any meaning of its own (a filler column) has no say, and a lone column shares nothing.
        A word that makes something else of the figures below it is never a caption: *Target*, *Mati*; nor is a part
        of the year that the figures are said to be of: *s.d. Juni*.
        """
        speaking = [e for e in explanations if e.speaks]
        if len(speaking) < 2:
            return frozenset()
        shared = frozenset.intersection(*(frozenset((*e.unexplained, *e.totals)) for e in speaking))
        grain = None if self.contract.grain in PARTS else self.contract.grain
        early = {c for c in shared if grain and unfinished_part(c, grain)}
        return frozenset(c for c in shared - early if not changes_meaning(c, self.vocabulary))


def _own_year(elements: list[Element], year: str | None) -> str | None:
    """The year over the column itself (2021 over Jan … Des), else that of the table."""
    own = {y for e in elements if (y := only_period(e.raw, PeriodGrain.TAHUN))}
    return year if not own else own.pop() if len(own) == 1 else None


def _without(explanation: Explanation, shared: frozenset[str]) -> Explanation:
    rest = tuple(e for e in explanation.unexplained if e not in shared)
    return replace(explanation, unexplained=rest, totals=tuple(t for t in explanation.totals if t not in shared))
