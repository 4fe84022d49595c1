"""Names among other words: which region, category or measure a title, a sheet name or a file name mentions.

Every name that is mentioned is given; that a text about two kecamatan is about neither is for the caller to see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lumbung.contracts.model import RegionLevel
from lumbung.reference.wilayah import Gazetteer
from lumbung.reference.wilayah.names import LEVEL_WORDS
from lumbung.text import fold

_LONGEST = 5
"""Words of the longest name of a region that is looked for."""


def spelled(text: str, spellings: Mapping[str, str]) -> tuple[str, ...]:
    """The values whose spelling stands in a text as whole words, each once.

    ``spellings``: folded spelling → value. A spelling inside a longer one that stands there too is no mention.
    """
    padded = f" {fold(text)} "
    found = [s for s in spellings if s and f" {s} " in padded]
    longest = [s for s in found if not any(s != other and f" {s} " in f" {other} " for other in found)]
    return tuple(dict.fromkeys(spellings[s] for s in longest))


def regions_mentioned(
    text: str, level: RegionLevel, gazetteer: Gazetteer, within: str | None = None, bare: bool = False
) -> tuple[str, ...]:
    """Codes of the regions of a level that a text names behind a word for the level (``'Kec. Susukan'``).

    ``bare``: also without such a word, save behind the word for another level and save names of wider regions.
    """
    words = fold(text).split()
    behind = list(_named(words, _behind(words, LEVEL_WORDS[level]), level, gazetteer, within))
    if behind or not bare:
        return tuple(dict.fromkeys(behind))
    others = [word for other, those in LEVEL_WORDS.items() if other is not level for word in those]
    barred = {*_behind(words, others)}
    wider = {fold(r.name) for r in gazetteer.regions.values() if len(r.code) < _code_length(level, gazetteer)}
    starts = [i for i in range(len(words)) if i not in barred and words[i] not in others]
    found = _named(words, starts, level, gazetteer, within, wider)
    return tuple(dict.fromkeys(found))


def _code_length(level: RegionLevel, gazetteer: Gazetteer) -> int:
    return min((len(r.code) for r in gazetteer.of_level(level)), default=0)


def _behind(words: list[str], heads: Iterable[str]) -> list[int]:
    known = frozenset(heads)
    return [i + 1 for i, word in enumerate(words[:-1]) if word in known]


def _named(
    words: list[str],
    starts: Iterable[int],
    level: RegionLevel,
    gazetteer: Gazetteer,
    within: str | None,
    barred: frozenset[str] | set[str] = frozenset(),
) -> Iterator[str]:
    """The region that begins at each start, the longest name that is one; what is used up begins no other."""
    used = 0
    for start in starts:
        if start < used:
            continue
        for end in range(min(len(words), start + _LONGEST), start, -1):
            name = " ".join(words[start:end])
            if name in barred or words[start].isdigit():
                continue
            resolved = gazetteer.resolve(name, level, within)
            if resolved.found or resolved.candidates:
                yield from filter(None, (resolved.code, *resolved.candidates))
                used = end
                break
