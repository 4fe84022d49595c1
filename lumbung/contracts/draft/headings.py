"""Header paths taken apart for drafting: what each level says beyond unit and time, and in which languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lumbung.contracts.draft.vocabulary import is_english, is_kind, quantity_of, reads_english
from lumbung.contracts.elements import Element
from lumbung.contracts.model import PeriodGrain
from lumbung.contracts.periods import PARTS, find_periods, only_period
from lumbung.reference.satuan import Unit, find_unit
from lumbung.sheets.model import Column, Role, Table
from lumbung.text import fold, squash, unspace

_CAPTIONS = frozenset({
    "jenis", "kelompok", "golongan", "macam", "kategori", "menurut", "berdasarkan", "kind", "kinds", "type", "group",
    "klasifikasi", "rincian", "uraian", "komoditas", "komoditi", "commodity",
})  # fmt: skip
_APART = re.compile(r"\s*/\s+|\s+/\s*")


@dataclass(frozen=True)
class Heading:
    """One level of a header path; ``spellings`` begin with the name, then the whole text and the other language."""

    name: str
    spellings: tuple[str, ...]

    @property
    def key(self) -> str:
        """What headings are compared by."""
        return fold(self.spellings[0])

    def joined(self, below: Heading) -> Heading:
        """This heading and the one under it read as one: ``'Ayam'`` over ``'Kampung'``."""
        names = [f"{a} {b}" for a in self.spellings for b in below.spellings]
        return Heading(f"{self.name} {below.name}", tuple(dict.fromkeys(names)))

    def with_translation(self, other: Heading) -> Heading:
        """The same thing in another language on a level of its own."""
        return replace(self, spellings=tuple(dict.fromkeys((*self.spellings, *other.spellings))))


@dataclass(frozen=True)
class ValueColumn:
    """A column of figures: the levels that say what it holds, its unit and the periods its headings name."""

    letter: str
    levels: tuple[Heading, ...]
    unit: Unit | None
    periods: tuple[str, ...]
    nameless: bool = False  # a level of its path is only dots: a spare column of the form


def heading_of(text: str) -> Heading:
    """A heading with its halves: ``'Sapi Perah Milking Cow'`` is *Sapi Perah* and *Milking Cow*."""
    whole = squash(unspace(Element.of(text).text))
    parts = [p for p in _APART.split(whole) if fold(p)]
    if len(parts) == 2 and is_english(parts[1]) and not is_english(parts[0]):
        return Heading(parts[0], _spellings(parts[0], parts[1], whole))
    words = whole.split(" ")
    for start in range(1, len(words)):
        first, second = " ".join(words[:start]), " ".join(words[start:])
        if reads_english(second) and not is_english(first):
            return Heading(first, _spellings(first, second, whole))
    return Heading(whole, (whole,))


def _spellings(*texts: str) -> tuple[str, ...]:
    return tuple({fold(t): t for t in reversed(texts)}[f] for f in dict.fromkeys(fold(t) for t in texts))


def value_columns(table: Table, grain: PeriodGrain, year: str | None) -> tuple[ValueColumn, ...]:
    """Every column of figures with the levels of its path that say more than a unit or the time."""
    return tuple(_value_column(c, grain, year) for c in table.columns if c.role is Role.VALUE)


def _value_column(column: Column, grain: PeriodGrain, year: str | None) -> ValueColumn:
    elements = [Element.of(e) for e in column.path]
    year = _own_year(elements, year) if grain in PARTS else year
    telling = _telling(elements, grain, year)
    levels: list[Heading] = []
    for element in telling:
        heading = heading_of(element.raw)
        if levels and is_english(heading.name) and not is_english(levels[-1].name):
            levels[-1] = levels[-1].with_translation(heading)
        else:
            levels.append(heading)
    units = [find_unit(column.unit) if column.unit else None]
    units += [e.unit or find_unit(e.text) for e in reversed(elements)]
    return ValueColumn(
        letter=column.letter,
        levels=tuple(levels),
        unit=next((u for u in units if u), None),
        periods=tuple(dict.fromkeys(p for e in elements for p in find_periods(e.raw, grain, year))),
        nameless=any(not any(c.isalnum() for c in e.raw) for e in elements),
    )


def _telling(elements: Sequence[Element], grain: PeriodGrain, year: str | None) -> list[Element]:
    """The elements that say what is measured: *Sekolah* over *Negeri* does; in a row of units it does not."""
    dated = any(find_periods(e.raw, grain, year) for e in elements)
    telling = [e for e in elements if not e.says_nothing_more(grain, year, dated=dated and grain in PARTS)]
    upper = elements[: None if not telling else -1]
    nouns = [e for e in upper if e not in telling and (quantity_of(e.text) is not None or is_kind(e.text))]
    return [e for e in elements if e in telling or e in nouns]


def _own_year(elements: Sequence[Element], year: str | None) -> str | None:
    """The year over the column itself, else that of the table."""
    own = {y for e in elements if (y := only_period(e.raw, PeriodGrain.TAHUN))}
    return own.pop() if len(own) == 1 else year


def shared_levels(columns: Sequence[ValueColumn]) -> tuple[tuple[Heading, ...], tuple[ValueColumn, ...]]:
    """Headings that stand over every column, and the columns without them; a lone column shares nothing."""
    if len(columns) < 2:
        return (), tuple(columns)
    common = frozenset.intersection(*(frozenset(h.key for h in c.levels) for c in columns))
    shared = {h.key: h for h in columns[0].levels if h.key in common}
    rest = tuple(replace(c, levels=tuple(h for h in c.levels if h.key not in common)) for c in columns)
    return tuple(shared.values()), rest


def merged(columns: Sequence[ValueColumn]) -> tuple[ValueColumn, ...]:
    """Levels that only ever stand over and under each other read as one: *Dipelihara* over *Sendiri*."""
    while pair := _inseparable(columns):
        columns = [replace(c, levels=_join(c.levels, pair)) for c in columns]
    return tuple(columns)


def _inseparable(columns: Sequence[ValueColumn]) -> tuple[str, str] | None:
    below: dict[str, set[str | None]] = {}
    above: dict[str, set[str | None]] = {}
    for column in columns:
        keys: list[str | None] = [h.key for h in column.levels]
        for upper, lower in zip([None, *keys], [*keys, None], strict=True):
            if upper is not None:
                below.setdefault(upper, set()).add(lower)
            if lower is not None:
                above.setdefault(lower, set()).add(upper)
    for upper, lowers in below.items():
        (lower,) = lowers if len(lowers) == 1 else (None,)
        if lower is not None and above.get(lower) == {upper}:
            return upper, lower
    return None


def _join(levels: tuple[Heading, ...], pair: tuple[str, str]) -> tuple[Heading, ...]:
    for at in range(len(levels) - 1):
        if (levels[at].key, levels[at + 1].key) == pair:
            return (*levels[:at], levels[at].joined(levels[at + 1]), *levels[at + 2 :])
    return levels


def as_one(column: ValueColumn) -> Heading:
    """All levels of a column read as one heading."""
    heading = column.levels[0]
    for level in column.levels[1:]:
        heading = heading.joined(level)
    named = [h.name for h in column.levels if not names_a_list(h.name)] or [heading.name]
    return replace(heading, name=" ".join(named))


def names_a_list(text: str) -> bool:
    """True for a heading that only says what kinds stand below it: *Jenis Ternak*."""
    return fold(text).split(" ", 1)[0] in _CAPTIONS


def without_title(
    columns: Sequence[ValueColumn], title: Sequence[str]
) -> tuple[tuple[ValueColumn, ...], tuple[str, ...]]:
    """The columns without a heading that repeats a line of the title over some of them, and its spellings."""
    lines = {fold(Element.of(line).text) for line in title}
    repeated = {h.key: h for c in columns for h in c.levels if h.key in lines}
    if len(repeated) != 1:
        return tuple(columns), ()
    rest = tuple(replace(c, levels=tuple(h for h in c.levels if h.key not in repeated)) for c in columns)
    return rest, tuple(s for h in repeated.values() for s in h.spellings)
