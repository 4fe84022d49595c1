"""Customary abbreviations in names of places (``Tj.`` Tanjung, ``Mr.`` Muara): ``singkatan.csv`` beside this module.

An abbreviation is read only where one region alone could be so abbreviated: ``Pd. Raya`` is Padang Raya if no
Pedang Raya or Pondok Raya stands beside it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path

_MOST_READINGS = 24


@cache
def _expansions() -> Mapping[str, tuple[str, ...]]:
    with (Path(__file__).parent / "singkatan.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {r["singkatan"]: tuple(r["kepanjangan"].split(";")) for r in rows}


def expanded(words: str) -> tuple[str, ...]:
    """Every way to write out the abbreviations among the folded ``words``, joined; empty if there are none."""
    parts = [_expansions().get(word, (word,)) for word in words.split()]
    if all(part == (word,) for part, word in zip(parts, words.split(), strict=True)):
        return ()
    readings = product(*parts)
    return tuple("".join(reading) for reading, _ in zip(readings, range(_MOST_READINGS), strict=False))


def pattern(words: str) -> re.Pattern[str]:
    """What a joined name must look like for ``words`` to abbreviate it: first letter, then the others in order."""
    return re.compile("".join(_loose(word) for word in words.split()))


def _loose(word: str) -> str:
    return "[a-z]*".join((*map(re.escape, word), "")) if word in _expansions() else re.escape(word)


def listed() -> Iterator[tuple[str, str]]:
    """Every abbreviation with each of the words it stands for."""
    for short, words in _expansions().items():
        for word in words:
            yield short, word
