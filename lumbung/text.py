"""How text is compared, and figures are written: what every layer of the domain agrees on.

Only spelling-neutral changes belong here (space, letter case, punctuation). Which names mean the same place
is the business of :mod:`lumbung.reference`; which words head a total row, of :mod:`lumbung.sheets`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_SPACE = re.compile(r"\s+")
_LETTER = r"[^\W\d_]"
_SPACED_RUN = re.compile(rf"(?<!\w){_LETTER}(\s+){_LETTER}(?:\1{_LETTER})+(?!\w)")
_FEWEST_LETTERS = 3
_ONLY_LETTERS = re.compile(rf"\s*{_LETTER}(?:\s+{_LETTER}){{2,}}\s*")
_PUNCTUATION = re.compile(r"[\W_]+")
_COMPARISONS = (
    (re.compile("<=|≤"), " paling banyak "),
    (re.compile(">=|≥"), " paling sedikit "),
    (re.compile("<"), " kurang dari "),
    (re.compile(">"), " lebih dari "),
)
"""Signs that carry meaning: ``'< 1 ha'`` is not ``'> 1 ha'``."""


def squash(text: str) -> str:
    """The text with invisible characters gone and every run of white space (also NBSP) as one space."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACE.sub(" ", _INVISIBLE.sub("", text)).strip()


def are_tidy(texts: Collection[str]) -> bool:
    """True if :func:`squash` would change none of many texts: one look at all of them instead of one at each.

    False says nothing: some may be tidy all the same.
    """
    lines = "\n".join(texts)
    edges = lines.startswith(" ") or lines.endswith(" ") or "\n " in lines or " \n" in lines
    broken = lines.count("\n") >= len(texts) > 0
    return not broken and lines.isascii() and lines.replace("\n", "").isprintable() and "  " not in lines and not edges


def unspace(text: str) -> str:
    """Letters spaced for looks joined again: ``'B a t u r'`` → ``'Batur'``; other text is left alone.

    At least three single letters must follow each other; wider gaps between them separate words
    (``'D K I   J a k a r t a'`` → ``'DKI Jakarta'``), so call it before :func:`squash`.
    """
    words = text.split()
    if len(words) < _FEWEST_LETTERS or sum(len(word) == 1 for word in words) < _FEWEST_LETTERS:
        return text
    if _ONLY_LETTERS.fullmatch(text):
        return _join_letters(text.strip())
    return _SPACED_RUN.sub(lambda run: _SPACE.sub("", run.group()), text)


def _join_letters(text: str) -> str:
    gaps = _SPACE.findall(text)
    narrow = min(map(len, gaps))
    letters = _SPACE.split(text)
    joined = [letters[0]]
    for gap, letter in zip(gaps, letters[1:], strict=True):
        joined.append(letter if len(gap) == narrow else f" {letter}")
    return "".join(joined)


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """The text as compared: letters unspaced, case folded, punctuation as single spaces.

    ``'01. B a t u r '`` → ``'01 batur'``; ``'Kab./Kota'`` → ``'kab kota'``; ``'< 1 ha'`` → ``'kurang dari 1 ha'``.
    """
    if not text.isascii() or "<" in text or ">" in text:
        for sign, words in _COMPARISONS:
            text = sign.sub(words, text)
    return _PUNCTUATION.sub(" ", squash(unspace(text)).casefold()).strip()


def first_word(text: str) -> str:
    """The first word of a text as compared, ``'Rata-rata'`` → ``'rata'``; empty for a text without any."""
    return fold(text).split(" ", 1)[0]


def figure_text(value: float) -> str:
    """A figure as Indonesian readers write it: ``1234.5`` → ``1.234,5``."""
    grouped = f"{value:,.6f}".rstrip("0").rstrip(".")
    return grouped.replace(",", " ").replace(".", ",").replace(" ", ".")
