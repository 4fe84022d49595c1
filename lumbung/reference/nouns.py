"""What a name counts (*nomina*): the noun at its head and the units in which such things are counted.

The list is data: ``nomina.csv`` beside this module. A list of open data had the number of schools in *orang*: each
looks right alone, only together they are wrong.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lumbung.reference.satuan import Unit, units
from lumbung.text import fold

_COUNTING = frozenset({"jumlah", "banyaknya", "total", "jml", "populasi", "data", "number", "of", "jenis"})
"""Words before the noun that only say that it is counted."""


@cache
def _nouns() -> Mapping[str, tuple[str, ...]]:
    with (Path(__file__).parent / "nomina.csv").open(encoding="utf-8", newline="") as stream:
        return {row["kata"]: tuple(row["satuan"].split(";")) for row in csv.DictReader(stream)}


def is_noun(text: str) -> bool:
    """True for a word that names what is counted, although it is also used as a unit (*penduduk*, *sekolah*)."""
    return fold(text) in _nouns()


def head_noun(name: str) -> str | None:
    """The listed noun at the head of a name: ``'Jumlah guru sekolah dasar'`` → ``'guru'``."""
    words = [word for word in fold(name).split() if word not in _COUNTING]
    return words[0] if words and words[0] in _nouns() else None


def disputed(name: str, unit: Unit) -> tuple[str, tuple[str, ...]] | None:
    """The noun of a name and the units it is counted in, where ``unit`` is none of these; shares count anything."""
    noun = head_noun(name)
    if noun is None or unit.ratio:
        return None
    wanted = _nouns()[noun]
    fits = any(unit.conversion(units()[code]) is not None for code in wanted)
    return None if fits else (noun, wanted)
