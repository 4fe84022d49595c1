"""Words that make something else of what stands beside them: *target* cattle, cattle *slaughtered*, *poor* inhabitants.

The list is data: ``pembeda.csv`` beside this module. A title or caption with such a word is about another thing than
the contract whose phrase it otherwise bears; not so where its partner stands there too (*laki-laki dan perempuan*).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lumbung.text import fold

_LINK = frozenset({"yang"})


@cache
def _partners() -> Mapping[str, str]:
    """Every listed word with the one that completes it ('' where none does)."""
    with (Path(__file__).parent / "pembeda.csv").open(encoding="utf-8-sig", newline="") as stream:
        return {row["kata"]: row["pasangan"] for row in csv.DictReader(stream)}


def qualified(phrase: str, text: str) -> bool | None:
    """Whether every occurrence of ``phrase`` in ``text`` (both folded) stands beside a qualifier; None without any."""
    places = [m.start(1) for m in re.finditer(rf"(?=(?<!\w)({re.escape(phrase)})(?!\w))", text)]
    if not phrase or not places:
        return None
    return all(_beside(text[:start].split(), text[start + len(phrase) :].split()) for start in places)


def _beside(before: list[str], after: list[str]) -> bool:
    next_word = [word for word in after[:2] if word not in _LINK][:1]
    return any(_tells_apart(word, {*before, *after}) for word in (*before[-1:], *next_word))


def _tells_apart(word: str, words: set[str]) -> bool:
    partner = _partners().get(word)
    return partner is not None and partner not in words


def changes_meaning(caption: str, known: frozenset[str]) -> bool:
    """True for a caption that may not be ignored, be it shared by all columns. ``known``: the contract's own words."""
    words = set(fold(caption).split())
    return any(_tells_apart(word, words) for word in words - known)
