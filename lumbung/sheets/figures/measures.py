"""What is counted and what is measured: people and houses come whole, hectares and rates have decimals.

The words are in ``words.yaml`` (``counted``, ``measured``, ``rates``). A unit says more than a heading, a heading
more than a title; a word for a measure (*ribu*, *per*, *rata-rata*) outweighs the things counted beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from lumbung.sheets.model import Column
from lumbung.sheets.words import words
from lumbung.text import fold

_BREAKDOWN = re.compile(r"\b(menurut|berdasarkan|by|dirinci|according to)\b", re.IGNORECASE)


def counts(column: Column, title: Sequence[str]) -> bool | None:
    """True if the column counts whole things, False if it measures, None if neither is said."""
    if column.unit and "/" in column.unit:
        return False
    return said_by((column.unit or "",), column.path, title)


def is_rate(column: Column) -> bool:
    """True for an average, a rate or a share, which never adds up."""
    text = " ".join((*column.path, column.unit or ""))
    return "%" in text or "/" in (column.unit or "") or _names(fold(text), words().rates)


def said_by(*places: Iterable[str]) -> bool | None:
    """What the first of these places to say anything says; a place is a few texts that speak of one thing."""
    for texts in places:
        said = {_says(text) for text in texts} - {None}
        if said:
            return said == {True}
    return None


@lru_cache(maxsize=8192)
def _says(text: str) -> bool | None:
    if "%" in text:
        return False
    subject = fold(_BREAKDOWN.split(text, maxsplit=1)[0])
    if _names(subject, words().measured):
        return False
    return True if _names(subject, words().counted) else None


def _names(folded: str, vocabulary: frozenset[str]) -> bool:
    """True if a word of the vocabulary, or two words in a row that are one in it, stand in the text."""
    tokens = folded.split()
    return not vocabulary.isdisjoint((*tokens, *(f"{a} {b}" for a, b in pairwise(tokens))))
