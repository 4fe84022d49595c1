"""Names as compared: the word for the level, numbering, spaces, accents and punctuation do not count."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from lumbung.reference.wilayah.model import RegionLevel, is_city
from lumbung.text import fold, squash, unspace

LEVEL_WORDS = {
    RegionLevel.PROVINSI: ("provinsi", "propinsi", "prov", "prop"),
    RegionLevel.KABUPATEN: ("kabupaten", "kab"),
    RegionLevel.KECAMATAN: ("kecamatan", "kec"),
    RegionLevel.DESA: ("desa", "ds", "kelurahan", "kel"),
}
KELURAHAN_WORDS = frozenset({"kelurahan", "kel"})
CITY = "kota "
_ROMAN = r"(?=[ivxl])x{0,3}(?:x?l)?(?:ix|iv|v?i{0,3})"
_NUMBERING = re.compile(
    rf"[(\[]?\s*(?:(?P<number>\d{{1,3}}(?:\.\d{{1,2}})*)\s*[.)\]:\-–]*|(?P<letter>[a-z])\s*[.)\]:]+"
    rf"|(?P<roman>{_ROMAN})(?:\s*[.)\]:]+|(?=\s)))\s*(?=[^\W\d_]|['(])(?P<rest>.+)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Numbered:
    """A text that may begin with a numbering: what follows it, and what other names the two might be one of."""

    rest: str
    rivals: re.Pattern[str] | None  # of joined names; None where the numbering can be nothing else


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """The text folded, and without accents (``Cibeuréum`` is ``Cibeureum``)."""
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in plain if not unicodedata.combining(c))
    return fold(text)


def bare(text: str, level: RegionLevel) -> str:
    """The folded text without the words for its level in front (``'Desa/Kel. Batur'`` → ``'batur'``)."""
    words = folded(text).split()
    while len(words) > 1 and words[0] in LEVEL_WORDS[level]:
        words = words[1:]
    return " ".join(words)


def compact(text: str, level: RegionLevel) -> str:
    """The bare text without any space: what spellings are compared by."""
    return bare(text, level).replace(" ", "")


def said_level(text: str) -> RegionLevel | None:
    """The level whose word stands in front of a text of several words, if any."""
    first, _, rest = folded(text).partition(" ")
    return next((level for level, words in LEVEL_WORDS.items() if rest and first in words), None)


def says_kelurahan(text: str) -> bool:
    """True where the text calls itself a kelurahan, and not (also) a desa."""
    words = folded(text).split()[:2]
    return words[0] in KELURAHAN_WORDS and not set(words) & {"desa", "ds"} if words else False


def without_numbering(text: str) -> Numbered | None:
    """What follows a numbering in front (``01.``, ``1)``, ``I.``, ``a.``); None where there is none.

    A letter with a point may also abbreviate a word, a number may belong to the name (*2 Ilir*): the rivals say so.
    """
    match = _NUMBERING.fullmatch(squash(unspace(text)))
    if match is None:
        return None
    rest = match["rest"]
    joined = re.escape(folded(rest).replace(" ", ""))
    if match["number"]:
        return Numbered(rest, re.compile(rf"\d+{joined}"))
    letter = match["letter"] or match["roman"]
    return Numbered(rest, re.compile(rf"{letter.casefold()}[a-z]*{joined}") if len(letter) == 1 else None)


def keys(code: str, name: str, level: RegionLevel) -> frozenset[str]:
    """What a region is found by; a kota with and without that word, a kabupaten never with it."""
    plain = compact(name, level)
    if level is not RegionLevel.KABUPATEN or not is_city(code):
        return frozenset({plain})
    without = compact(folded(name).removeprefix(CITY), level)
    return frozenset({without, compact(f"{CITY}{without}", level)})
