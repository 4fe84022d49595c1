"""Words that make something else of what stands beside them: *target* cattle, cattle *slaughtered*, *poor* inhabitants.

The list is data: ``pembeda.csv`` beside this module. A title or caption with such a word is about another thing than
the contract whose phrase it otherwise bears; not so where its partner stands there too (*laki-laki dan perempuan*).
How far a word reaches is its ``letak``: what is only planned is so wherever the title says it; most others speak from
afar only where a remark begins with them (*… Menurut Kecamatan (Dipotong)*, *… yang Dipotong*).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from lumbung.text import fold

_LINK = frozenset({"yang"})
_ANYWHERE, _IN_FRONT = "di mana pun", "awal keterangan"
_RESTRICTING = frozenset({"yang", "khusus", "hanya"})
"""Words that begin a remark which narrows what stands before it."""
_OPENING = _RESTRICTING | {"data", "angka", "hasil"}
_REMARKS = re.compile(r"\(([^()]*)\)|\s[-–—]\s+([^-–—()]+)")
_AGES = re.compile(r"\b(?:usia|umur|berusia|berumur) \d+(?: \d+)?\b")


@dataclass(frozen=True)
class _Qualifier:
    """A listed word: the one that completes it ('' where none does), and where it speaks from afar."""

    partner: str
    reach: str


@cache
def _listed() -> Mapping[str, _Qualifier]:
    return {row["kata"]: _Qualifier(row["pasangan"], row["letak"]) for row in _rows("pembeda.csv")}


@cache
def _harmless() -> frozenset[str]:
    """Words that begin a remark which narrows nothing: *yang Ada*, *yang Tercatat*."""
    return frozenset(row["kata"] for row in _rows("keterangan_biasa.csv"))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (Path(__file__).parent / name).open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.DictReader(stream)


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
    listed = _listed().get(word)
    return listed is not None and listed.partner not in words


def changes_meaning(caption: str, known: frozenset[str]) -> bool:
    """True for a caption that may not be ignored, be it shared by all columns. ``known``: the contract's own words."""
    words = set(fold(caption).split())
    return any(_tells_apart(word, words) for word in words - known)


def planned(text: str, known: frozenset[str]) -> str | None:
    """The word by which a text is about what is planned or reckoned, wherever it stands in it; None without any."""
    words = fold(text).split()
    return next((w for w in words if w not in known and _reaches(w, words, _ANYWHERE)), None)


def remarked(text: str, known: frozenset[str]) -> str | None:
    """The listed word with which a remark in a title begins, in brackets, behind a dash or behind *yang*."""
    words = fold(text).split()
    first = [*_openings(text), *(b for a, b in pairwise(words) if a in _RESTRICTING)]
    return next((w for w in first if w not in known and _reaches(w, words, _IN_FRONT)), None)


def _openings(text: str) -> Iterator[str]:
    for match in _REMARKS.finditer(text):
        words = fold(match[1] or match[2]).split()
        yield from [w for w in words if w not in _OPENING][:1]


def _reaches(word: str, words: list[str], reach: str) -> bool:
    listed = _listed().get(word)
    return listed is not None and listed.reach == reach and listed.partner not in words


def narrowed(text: str, known: frozenset[str]) -> str | None:
    """A remark that may narrow what a title is about, by words nobody listed: *yang Wajib KTP*, *Usia 17*."""
    words = fold(text).split()
    settled = known | _harmless() | _listed().keys()  # what is listed is certain: see remarked
    for word, following in pairwise(words):
        if word in _RESTRICTING and following not in settled and not following.isdigit():
            return f"{word} {following}"
    ages = _AGES.search(fold(text))
    return ages[0] if ages and not set(ages[0].split()) <= known else None
