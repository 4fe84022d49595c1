"""What is counted and what is measured: people and houses come whole, hectares and rates have decimals.

The words are in ``words.yaml`` (``counted``, ``measured``). A unit says more than a heading, a heading more than a
title; a word for a measure (*ribu*, *per*, *rata-rata*) outweighs the things counted beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from lumbung.sheets.model import Column
from lumbung.sheets.words import words
from lumbung.text import fold

_BREAKDOWN = re.compile(r"\b(menurut|berdasarkan|by|dirinci|according to)\b", re.IGNORECASE)


def counts(column: Column, title: Sequence[str]) -> bool | None:
    """True if the column counts whole things, False if it measures, None if neither is said."""
    if column.unit and "/" in column.unit:
        return False
    return said_by((column.unit or "",), column.path, title)


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
    subject = f" {fold(_BREAKDOWN.split(text, maxsplit=1)[0])} "
    if any(f" {word} " in subject for word in words().measured):
        return False
    return True if any(f" {word} " in subject for word in words().counted) else None
