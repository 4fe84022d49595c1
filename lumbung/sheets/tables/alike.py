"""Long sheets: the rows that are just like their neighbours, so that nobody need look at each of them.

A register of a hundred thousand people has a header, some odd rows, and for the rest one row like the other. Those are
left out when the lines of the sheet are looked at, and become what the lines around them turn out to be. A row is
*alike* if it fills the columns that the others fill with the same kinds of values, and if none of its texts could make
it anything else (a total, a title, a remark, a section). Every row near an odd one, and the first of each pattern, is
looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import compress

from lumbung.sheets.figures.numbers import is_numeric_text, is_plain, read_number
from lumbung.sheets.grid import Grid, Stored
from lumbung.sheets.words import is_no_value, words
from lumbung.text import first_word, squash

LONG = 2_000
"""Rows from which on a sheet is long: below, looking at every line costs nothing."""

_FIRST, _LAST, _AROUND, _OF_EACH = 300, 60, 4, 3
_TOP = 30  # rows in which the first header stands
_ORDINARY = 0.25  # of the rows fill an ordinary column
_COMMON = 0.5
_USUAL = 0.005
_ODD_START = re.compile(
    r"[\s:*¹²³⁴⁵]|\(?\d{1,2}\)|[a-e]\)|(?:tahun|thn|th|year)?[\s.:]*(?:19|20)\d\d\b|\w\s\w\s\w\b", re.I
)
_ODD_END = re.compile(r":\s*$|,.*(?:19|20)\d\d\s*$")
_CODE = re.compile(r"\d+(?:\.\d+)+\.?(?=\s|$)|\d+\.?$")
_STEP = re.compile(r"(?:[IVXLC]+|[A-Za-z])[.)](?:\s|$)")

Kinds = tuple[type, ...]
"""The types of a row's cells from left to right: its pattern."""


@dataclass(frozen=True)
class _Profile:
    """What most rows of a sheet look like, by column (0-based)."""

    ordinary: frozenset[int]
    labels: tuple[int, ...]
    figures: frozenset[int]
    leading: int | None  # the label column that most rows fill first

    def fits(self, kinds: Kinds) -> bool:
        """True for the pattern of a row like the others: labelled, with a figure if the others have any."""
        filled = {c for c, kind in enumerate(kinds) if kind is not type(None)}
        labelled = [c for c in self.labels if kinds[c] is str]
        return (
            filled <= self.ordinary
            and (labelled[0] if labelled else None) == self.leading
            and bool(not self.figures or filled & self.figures)
            and all(kinds[c] in (float, str, type(None)) for c in self.figures)
        )


def alike_rows(grid: Grid) -> list[range]:
    """The runs of rows (1-based) that need not be looked at, from top to bottom; none in a sheet that is not long."""
    if len(grid.rows) < LONG:
        return []
    columns = grid.columns
    patterns: list[Kinds] = list(zip(*(map(type, column) for column in columns), strict=True))
    counted = Counter(patterns)
    profile = _profile(columns, counted)
    if profile.leading is None:
        return []
    good = {kinds for kinds, n in counted.items() if n > _OF_EACH and profile.fits(kinds)}
    plain = bytearray(map(good.__contains__, patterns))
    for c in (c for c in profile.ordinary if any(kinds[c] is str for kinds in good)):
        texts = {value: n for value, n in Counter(columns[c]).items() if isinstance(value, str)}
        if c in profile.figures:
            odd = set(_odd_figures(texts, columns[c]))
        else:
            odd = set(_odd_labels(texts, leading=c == profile.leading))
        if odd:
            for i in compress(range(len(plain)), map(odd.__contains__, columns[c])):
                plain[i] = 0
    _look_at(plain, _exceptions(grid, patterns, profile))
    return list(_runs(plain))


def _profile(columns: Sequence[Sequence[Stored]], counted: Mapping[Kinds, int]) -> _Profile:
    written = sum(n for kinds, n in counted.items() if any(kind is not type(None) for kind in kinds))
    filled = [sum(n for kinds, n in counted.items() if kinds[c] is not type(None)) for c in range(len(columns))]
    texts = [sum(n for kinds, n in counted.items() if kinds[c] is str) for c in range(len(columns))]
    numbers = [sum(n for kinds, n in counted.items() if kinds[c] is float) for c in range(len(columns))]
    ordinary = frozenset(c for c, n in enumerate(filled) if n >= max(1, _ORDINARY * written))
    labels = tuple(c for c in sorted(ordinary) if texts[c] >= _COMMON * filled[c] and not _holds_figures(columns[c]))
    figures = frozenset(c for c in ordinary - set(labels) if texts[c] + numbers[c] >= _COMMON * filled[c])
    leading = Counter[int | None]()
    for kinds, n in counted.items():
        leading[next((c for c in labels if kinds[c] is str), None)] += n
    return _Profile(ordinary, labels, figures, leading.most_common(1)[0][0])


def _holds_figures(column: Sequence[Stored]) -> bool:
    sample = [value for value in column[:: max(1, len(column) // _FIRST)] if isinstance(value, str)]
    said = [text for text in sample if not is_no_value(text.strip())]
    return sum(map(_is_figure, said)) > _COMMON * len(said) if said else True


def _is_figure(text: str) -> bool:
    return is_plain(text) or _reads_as_figure(text)


@lru_cache(maxsize=200_000)
def _reads_as_figure(text: str) -> bool:
    return is_no_value(text) or (is_numeric_text(text) and read_number(text).is_number)


def _odd_figures(texts: Mapping[str, int], column: Sequence[Stored]) -> Iterator[str]:
    """Texts that are no figures; one that stands in many rows makes none special, unless it may be a heading again."""
    top = set(column[:_TOP])
    for text, times in texts.items():
        if (times < _USUAL * len(column) or text in top) and not _is_figure(text):
            yield text


def _odd_labels(texts: Mapping[str, int], *, leading: bool) -> Iterator[str]:
    first = {text: first_word(text) for text in texts}
    yield from (text for text, word in first.items() if not squash(text) or word in _telling_words())
    if not leading:
        return
    ranks = {text: (words().region_levels.get(word, 0), *_look(text)) for text, word in first.items()}
    by_rank = Counter[tuple[int, ...]]()
    for text, times in texts.items():
        by_rank[ranks[text]] += times
    usual = by_rank.most_common(1)[0][0]
    yield from (text for text in texts if ranks[text] != usual or _ODD_START.match(text) or _ODD_END.search(text))


def _look(text: str) -> tuple[int, int, int]:
    """What of its looks may give a label a rank of its own: parts of a code, a bullet, a step like ``I.`` or ``a.``."""
    code = _CODE.match(text)
    return (code[0].strip(".").count(".") if code else -1, text[0] in "-•–*", _STEP.match(text) is not None)


@cache
def _telling_words() -> frozenset[str]:
    """First words of titles, remarks, totals, averages and names of the whole."""
    known = words()
    phrases = (*known.title, *known.note, *known.nation, *known.provinces, *known.total, *known.average, *known.extreme)
    return frozenset(first_word(phrase) for phrase in phrases)


def _exceptions(grid: Grid, patterns: Sequence[Kinds], profile: _Profile) -> set[int]:
    """Positions of rows that are looked at whatever they hold: merged, broken, the first of their pattern."""
    found = {row - 1 for span in grid.merges for row in range(span.top, span.bottom + 1)}
    found |= {row - 1 for row, _ in grid.broken}
    seen: Counter[Kinds] = Counter()
    for i, kinds in enumerate(patterns):
        if seen[kinds] < _OF_EACH:
            seen[kinds] += 1
            found.add(i)
    if not profile.figures:  # a header printed again looks like any other row of text
        top = {tuple(row) for row in grid.rows[:_TOP]}
        found |= {i for i, row in enumerate(grid.rows) if tuple(row) in top}
    return found


def _look_at(plain: bytearray, positions: Iterable[int]) -> None:
    """Strike out the given rows, all odd rows' neighbours, and both ends of the sheet."""
    for i in positions:
        if i < len(plain):
            plain[i] = 0
    odd = [i for i, flag in enumerate(plain) if not flag]
    for i in odd:
        start, end = max(0, i - _AROUND), min(len(plain), i + _AROUND + 1)
        plain[start:end] = bytes(end - start)
    plain[:_FIRST] = bytes(min(_FIRST, len(plain)))
    plain[-_LAST:] = bytes(min(_LAST, len(plain)))


def _runs(plain: bytearray) -> Iterator[range]:
    start = plain.find(1)
    while start >= 0:
        end = plain.find(0, start)
        yield range(start + 1, (end if end >= 0 else len(plain)) + 1)
        start = plain.find(1, end) if end >= 0 else -1
