"""The kinds of a dimension: a code list of the site that covers them, else written out with their known spellings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from lumbung.contracts.draft.headings import Heading
from lumbung.contracts.draft.layout import is_total
from lumbung.contracts.draft.titles import snake
from lumbung.contracts.draft.vocabulary import TOTALS, Group, groups
from lumbung.contracts.elements import Element
from lumbung.contracts.model import Category
from lumbung.text import fold

TRANSLATION_LIKENESS = 80.0
"""As in reading headings: how alike the rest of a bilingual heading must be to the known translation."""
ENOUGH_TO_EXTEND = 3
"""Kinds of one open group that must stand on the sheet before the group's other kinds are expected too."""

Lists = Mapping[str, tuple[Category, ...]]


@dataclass(frozen=True)
class Kinds:
    """The categories of one dimension, and what it is best called."""

    categories: tuple[Category, ...]
    code_list: str | None = None  # a list of the site that covers them
    group: Group | None = None  # the group of the vocabulary that most of them belong to


def known_code(text: str, categories: Sequence[Category]) -> str | None:
    """The code of the one category that a heading is, as harmonising reads it; None when it is none or not clear."""
    folded = fold(Element.of(text).text)
    exact = {c.code for c in categories for s in c.spellings if fold(Element.of(s).text) == folded}
    if exact:
        return exact.pop() if len(exact) == 1 else None
    return _translated(folded, categories)


def _translated(folded: str, categories: Sequence[Category]) -> str | None:
    """``'sapi perah milking cow'``: the longest known name it begins with, the rest like its translation."""
    spelled = [(fold(Element.of(s).text), c) for c in categories for s in c.spellings]
    for spelling, category in sorted(spelled, key=lambda s: len(s[0]), reverse=True):
        if spelling and folded.startswith(f"{spelling} "):
            rest = folded[len(spelling) + 1 :]
            others = [fold(s) for s in category.spellings if fold(s) != spelling]
            if max((fuzz.ratio(rest, o) for o in others), default=0.0) >= TRANSLATION_LIKENESS:
                return category.code
    return None


def covering(headings: Sequence[Heading], lists: Lists) -> str | None:
    """The list in which every heading, as it stands on the sheet, is a category of its own; None if there is none.

    Of several the one whose categories are these: few required ones absent here, few of these merely optional there.
    """
    fitting = [name for name, categories in lists.items() if _covers(headings, categories)]
    return min(fitting, key=lambda name: (_strain(headings, lists[name]), len(lists[name]), name), default=None)


def _strain(headings: Sequence[Heading], categories: Sequence[Category]) -> int:
    here = {known_code(h.spellings[-1], categories) for h in headings}
    plain = [c for c in categories if not c.total]
    return sum((c.code in here) == c.optional for c in plain)


def _covers(headings: Sequence[Heading], categories: Sequence[Category]) -> bool:
    codes = [known_code(h.spellings[-1], categories) or known_code(h.name, categories) for h in headings]
    wholes = [known_code(s, categories) for h in headings for s in h.spellings[-1:]]
    return bool(codes) and None not in codes and None not in wholes and len(set(codes)) == len(codes)


def group_of(headings: Sequence[Heading]) -> Group | None:
    """The group of the vocabulary to which most of the headings belong, each a kind of its own; None if none."""
    scored = [(len(dict.fromkeys(_entries(headings, g).values())), g) for g in groups()]
    most, group = max(scored, key=lambda s: s[0], default=(0, None))
    return group if group is not None and most * 2 > len(headings) else None


def _entries(headings: Sequence[Heading], group: Group) -> dict[str, str]:
    """Heading key → code in the group, where some spelling of the heading is one of the group's."""
    found: dict[str, str] = {}
    for heading in headings:
        for spelling in heading.spellings:
            code = known_code(spelling, group.categories)
            if code is not None:
                found.setdefault(heading.key, code)
                break
    return found


def find_kinds(
    headings: Sequence[Heading], site_lists: Lists, empty: frozenset[str], may_extend: bool, in_header: bool = True
) -> Kinds:
    """The categories that headings name. ``empty``: keys of headings without any figure in this file.

    ``may_extend``: the table has a title of its own, so that other kinds of the same group may be expected.
    """
    parts = [h for h in headings if not is_total(h)]
    code_list = covering(headings, site_lists)
    group = group_of(parts)
    if code_list is not None:
        return Kinds(site_lists[code_list], code_list, group)
    entries = _entries(parts, group) if group else {}
    own = [_category(h, group, entries, h.key in empty) for h in parts]
    others = _others(group, own, may_extend and len(entries) >= ENOUGH_TO_EXTEND)
    totals = [_total(headings)] if in_header else []
    return Kinds(tuple(_without_clashes([*_unique_codes(own), *others, *totals])), group=group)


def _category(heading: Heading, group: Group | None, entries: Mapping[str, str], empty: bool) -> Category:
    entry = next((c for c in group.categories if c.code == entries.get(heading.key)), None) if group else None
    spellings = [*heading.spellings, *(entry.spellings if entry else ())]
    code = entry.code if entry else snake(heading.name)
    return Category(code, heading.name, tuple(_distinct(spellings, heading.name)), optional=empty)


def _distinct(spellings: Sequence[str], name: str) -> Iterator[str]:
    seen = {fold(name)}
    for spelling in spellings:
        if fold(spelling) and fold(spelling) not in seen:
            seen.add(fold(spelling))
            yield spelling


def _unique_codes(categories: Sequence[Category]) -> list[Category]:
    """Codes made distinct: two headings of one known kind keep their own names."""
    codes = [c.code for c in categories]
    return [replace(c, code=snake(c.name)) if codes.count(c.code) > 1 else c for c in categories]


def _others(group: Group | None, own: Sequence[Category], extend: bool) -> list[Category]:
    if group is None or not (extend and group.is_open):
        return []
    taken = {c.code for c in own}
    return [replace(c, optional=True) for c in group.categories if c.code not in taken]


def _total(headings: Sequence[Heading]) -> Category:
    spellings = [s for h in headings if is_total(h) for s in h.spellings]
    name = next((h.name for h in headings if is_total(h)), TOTALS[0])
    return Category("jumlah", name, tuple(_distinct([*spellings, *TOTALS], name)), total=True)


def _without_clashes(categories: Sequence[Category]) -> Iterator[Category]:
    """No spelling may mean two things: a name outranks an alias, and what only aliases share is dropped."""
    names = {fold(c.name) for c in categories}
    counts: dict[str, int] = {}
    for category in categories:
        for spelling in {fold(a) for a in category.aliases}:
            counts[spelling] = counts.get(spelling, 0) + 1
    for category in categories:
        kept = [a for a in category.aliases if fold(a) not in names and counts[fold(a)] == 1]
        yield replace(category, aliases=tuple(kept))


def known_kinds(headings: Sequence[Heading], site_lists: Lists) -> bool:
    """True when the headings are kinds of one known list, of the site or of the vocabulary."""
    group = group_of(headings)
    return covering(headings, site_lists) is not None or (
        group is not None and len(_entries(headings, group)) == len(headings)
    )
