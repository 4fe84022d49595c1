"""The names of one level of regions: what a text certainly names inside a parent, and what it resembles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from lumbung.reference.wilayah.abbreviations import expanded, pattern
from lumbung.reference.wilayah.likeness import nearest, sound
from lumbung.reference.wilayah.model import RegionLevel, is_city, is_inside, is_kelurahan
from lumbung.reference.wilayah.names import (
    LEVEL_WORDS,
    Numbered,
    bare,
    folded,
    keys,
    says_kelurahan,
    without_numbering,
)

SUGGESTION_FLOOR = 62.0
"""Similarity (0–100) under which a name is not worth suggesting."""
_SHOWN = 3

Scope = Mapping[str, tuple[str, ...]]
"""Joined name → codes of the regions so called."""


class NameIndex:
    """Names and accepted aliases of one level, found by what spelling leaves unchanged."""

    def __init__(self, level: RegionLevel, spellings: Iterable[tuple[str, str]]) -> None:
        """``spellings``: pairs of code and name."""
        self.level = level
        found: dict[str, set[str]] = defaultdict(set)
        for code, name in spellings:
            for key in keys(code, name, level):
                found[key].add(code)
        found.pop("", None)
        self._scopes: dict[str | None, Scope] = {None: {key: tuple(sorted(codes)) for key, codes in found.items()}}
        self._sounds: dict[str | None, tuple[tuple[str, ...], tuple[str, ...]]] = {}

    def inside(self, within: str | None) -> Scope:
        """The names of the regions inside a parent."""
        if within not in self._scopes:
            every = self._scopes[None].items()
            kept = ((key, tuple(c for c in codes if is_inside(c, within))) for key, codes in every)
            self._scopes[within] = {key: codes for key, codes in kept if codes}
        return self._scopes[within]

    def _heard(self, within: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The names inside a parent, and how they sound."""
        if within not in self._sounds:
            names = tuple(self.inside(within))
            self._sounds[within] = (names, tuple(sound(name) for name in names))
        return self._sounds[within]

    def find(self, text: str, within: str | None) -> tuple[str, ...]:
        """The codes of the regions inside ``within`` that the text names beyond doubt; several if it is ambiguous."""
        scope = self.inside(within)
        for reading, numbered in self._readings(text):
            joined = reading.replace(" ", "")
            codes = set(scope.get(joined, ())) or _abbreviated(reading, scope)
            if codes and numbered and numbered.rivals:
                codes |= {c for key in scope if numbered.rivals.fullmatch(key) for c in scope[key]}
            if codes := self._that_may_be(codes, text):
                return tuple(sorted(codes))
        return ()

    def suggest(self, text: str, within: str | None) -> tuple[tuple[str, float], ...]:
        """The regions whose names resemble the text, with the likeness (0–100), the best first."""
        best: dict[str, float] = {}
        texts = dict.fromkeys(t for reading, _ in self._readings(text) for t in _written_out(reading))
        scope, (names, sounds) = self.inside(within), self._heard(within)
        for reading in texts:
            for name, score in nearest(reading, names, sounds, SUGGESTION_FLOOR).items():
                for code in self._that_may_be(set(scope[name]), text):
                    best[code] = max(round(score, 1), best.get(code, 0.0))
        return tuple(sorted(best.items(), key=lambda found: (-found[1], found[0]))[:_SHOWN])

    def _readings(self, text: str) -> Iterator[tuple[str, Numbered | None]]:
        """The bare text, as it stands and without a numbering in front."""
        yield bare(text, self.level), None
        numbered = without_numbering(text)
        if numbered is not None:
            yield bare(numbered.rest, self.level), numbered

    def _that_may_be(self, codes: set[str], text: str) -> set[str]:
        """Without a kota where the text says kabupaten; of several only the kelurahan where it says so."""
        if self.level is RegionLevel.KABUPATEN and folded(text).split(" ", 1)[0] in LEVEL_WORDS[self.level]:
            return {c for c in codes if not is_city(c)}
        if self.level is RegionLevel.DESA and len(codes) > 1 and says_kelurahan(text):
            return {c for c in codes if is_kelurahan(c)} or codes
        return codes


def _written_out(reading: str) -> tuple[str, ...]:
    return (reading.replace(" ", ""), *expanded(reading))


def _abbreviated(reading: str, scope: Scope) -> set[str]:
    """What an abbreviated name stands for; with every other region that could be so abbreviated."""
    certain = {code for key in expanded(reading) for code in scope.get(key, ())}
    if not certain:
        return set()
    alike = pattern(reading)
    return certain | {code for key in scope if alike.fullmatch(key) for code in scope[key]}
