"""How much two names resemble each other: by their letters, and by their sound in Indonesian spelling.

The score only orders suggestions. Letters weigh as typed (a dropped, doubled, changed or transposed letter is one
step); the sound folds the spelling of 1947 and before (*oe*, *dj*, *tj*, *nj*, *ch*: EYD 1972), the pairs that are
heard alike (d/t, b/p, v/f) and what scanners confuse (0/o, 1/l, rn/m).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

_SOUNDS = (
    (re.compile("0"), "o"),
    (re.compile("[1|!]"), "l"),
    (re.compile("5"), "s"),
    (re.compile("8"), "b"),
    (re.compile("6"), "g"),
    (re.compile("rn"), "m"),
    (re.compile("vv"), "w"),
    (re.compile("cl"), "d"),
    (re.compile("oe"), "u"),
    (re.compile("dj"), "j"),
    (re.compile("tj"), "c"),
    (re.compile("nj"), "ny"),
    (re.compile("sj"), "sy"),
    (re.compile("ch"), "h"),
    (re.compile("[vf]"), "p"),
    (re.compile("b"), "p"),
    (re.compile("d"), "t"),
    (re.compile("q"), "k"),
    (re.compile("z"), "s"),
    (re.compile("[yj]"), "i"),
    (re.compile("w"), "u"),
    (re.compile("h$"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
_SOUND_WEIGHT = 0.98
_START_WEIGHT = 0.2
"""How much the beginning counts: people err less there."""

_WEIGHED = 12
"""Names whose likeness is computed in full, of those nearest."""


@lru_cache(maxsize=65536)
def sound(name: str) -> str:
    """A joined name reduced to what is heard: ``'tjikotok'`` and ``'cikotok'`` are one."""
    for written, heard in _SOUNDS:
        name = written.sub(heard, name)
    return name


def nearest(text: str, names: Sequence[str], sounds: Sequence[str], floor: float) -> dict[str, float]:
    """The names that resemble a text at least as much as ``floor``, with their likeness.

    ``sounds`` are those of the names, in the same order. The few nearest by letters and by sound are weighed exactly.
    """
    least = (floor / 100 - _START_WEIGHT) / (1 - _START_WEIGHT)
    score, few = OSA.normalized_similarity, _WEIGHED
    by_letters = process.extract(text, names, scorer=score, limit=few, score_cutoff=least)
    by_sound = process.extract(sound(text), sounds, scorer=score, limit=few, score_cutoff=least)
    near = {names[place] for _, _, place in (*by_letters, *by_sound)}
    return {name: value for name in near if (value := likeness(text, name)) >= floor}


def likeness(text: str, name: str) -> float:
    """How much two joined names resemble each other, 0 to 100; 100 only for equal ones."""
    letters = OSA.normalized_similarity(text, name)
    heard = _SOUND_WEIGHT * OSA.normalized_similarity(sound(text), sound(name))
    both = (1 - _START_WEIGHT) * max(letters, heard, (letters + heard) / 2)
    return 100 * (both + _START_WEIGHT * JaroWinkler.similarity(text, name))
