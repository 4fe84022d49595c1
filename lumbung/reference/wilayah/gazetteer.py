"""The regions of one site, found by name inside a parent, or by code, in their time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from lumbung.reference.wilayah.code_index import CodeIndex, Readings
from lumbung.reference.wilayah.codes import CodeSystem, WrittenCode, read_code
from lumbung.reference.wilayah.model import CODE_LENGTH, Alias, Region, RegionLevel, Span, is_inside
from lumbung.reference.wilayah.name_index import NameIndex
from lumbung.reference.wilayah.names import said_level
from lumbung.reference.wilayah.nationwide import place_of_code, place_of_name, regencies
from lumbung.reference.wilayah.resolution import Obstacle, Resolution

Stretch = tuple[date | None, date | None]
"""The first and last day of a code's validity; None where it has no end."""

_REMEMBERED = 200_000
"""Texts whose resolution is kept."""
_NEAR = 90.0
"""A suggestion as near as this is a likelier meaning than a regency elsewhere in the country."""
_SHOWN = 3


class Gazetteer:
    """The regions of one site. ``regions`` has the latest line of each code, ``lines`` all of them."""

    def __init__(self, regions: Iterable[Region], aliases: Iterable[Alias] = ()) -> None:
        self.lines: tuple[Region, ...] = tuple(sorted(regions, key=lambda r: (r.code, str(r.valid_from or ""))))
        self.regions: Mapping[str, Region] = {r.code: r for r in self.lines}
        self.aliases: tuple[Alias, ...] = tuple(aliases)
        self._remembered: dict[tuple[object, ...], Resolution] = {}

    def __getitem__(self, code: str) -> Region:
        return self.regions[code]

    def of_level(self, level: RegionLevel, within: str | None = None, on: Span | None = None) -> tuple[Region, ...]:
        """The regions of a level in code order; only those under ``within``, and existing during ``on``, if given."""
        return tuple(
            r
            for code, r in self.regions.items()
            if r.level is level
            and (within is None or code.startswith(f"{within}."))
            and (on is None or self.holds(code, on))
        )

    def ancestor(self, code: str, level: RegionLevel) -> Region | None:
        """The region of ``level`` that contains ``code`` (or is it); None if the site has none."""
        region = self.regions.get(code[: CODE_LENGTH[level]])
        return region if region is not None and region.level is level else None

    def holds(self, code: str, on: Span) -> bool:
        """True when the code is valid, under whatever name, on some day of the span."""
        return any(line.holds(on) for line in self._lines_of[code])

    @cached_property
    def changing(self) -> frozenset[str]:
        """The codes that were not, or are not, valid at all times."""
        return frozenset(code for code, lines in self._lines_of.items() if not _always(lines))

    def times_of(self, level: RegionLevel) -> Mapping[str, tuple[Stretch, ...]]:
        """Of a level the codes that come and go, each with the stretches of days in which it is valid."""
        changing = sorted(c for c in self.changing if self.regions[c].level is level)
        return {c: tuple((line.valid_from, line.valid_to) for line in self._lines_of[c]) for c in changing}

    def successor(self, code: str) -> Region | None:
        """The region under which a region goes on after its code has expired."""
        later = self.regions[code].successor
        return self.regions[later] if later else None

    def predecessor(self, code: str) -> Region | None:
        """The region that went on under this code."""
        return next((line for line in self.lines if line.successor == code), None)

    def readings(self, text: str) -> Readings | None:
        """The regions that a text can be by the code in it; None where it holds no code."""
        code = read_code(text)
        return self._codes.of(code) if code else None

    def is_own(self, text: str) -> bool:
        """True when the code in a text begins like those of this site, whether it is one of them or not."""
        code = read_code(text)
        return code is not None and any(start[:4] in self._own for start in _starts(code))

    def resolve(
        self,
        text: str,
        level: RegionLevel,
        within: str | None = None,
        on: Span | None = None,
        system: CodeSystem | None = None,
        beside: str = "",
    ) -> Resolution:
        """The region of ``level`` that ``text`` names by name, code or both.

        Args:
            text: as written.
            level: what the text is expected to be.
            within: code of the region in which it must lie.
            on: the days in which it must be valid.
            system: whose the codes without points are, where that is known.
            beside: a code printed beside the name that ``text`` is; both must be of one region.
        """
        asked = (text, level, within, on, system, beside)
        if asked not in self._remembered:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            self._remembered[asked] = self._resolve(text, level, within, on, system, beside)
        return self._remembered[asked]

    @cached_property
    def _lines_of(self) -> Mapping[str, tuple[Region, ...]]:
        found: dict[str, list[Region]] = defaultdict(list)
        for line in self.lines:
            found[line.code].append(line)
        return {code: tuple(lines) for code, lines in found.items()}

    @cached_property
    def _names(self) -> Mapping[RegionLevel, NameIndex]:
        spellings: dict[RegionLevel, list[tuple[str, str]]] = {level: [] for level in RegionLevel}
        for line in self.lines:
            spellings[line.level].append((line.code, line.name))
        for alias in self.aliases:
            spellings[self.regions[alias.code].level].append((alias.code, alias.spelling))
        return {level: NameIndex(level, pairs) for level, pairs in spellings.items()}

    @cached_property
    def _codes(self) -> CodeIndex:
        return CodeIndex(self.lines)

    @cached_property
    def _own(self) -> frozenset[str]:
        """The first four digits of the regencies of this site, in both systems."""
        own = [r for r in self.lines if r.level is RegionLevel.KABUPATEN]
        return frozenset(d for r in own for d in (r.code.replace(".", ""), r.bps_code) if d)

    def _resolve(
        self,
        text: str,
        level: RegionLevel,
        within: str | None,
        on: Span | None,
        system: CodeSystem | None,
        beside: str,
    ) -> Resolution:
        code = read_code(beside or text)
        if code is not None and beside:
            code = replace(code, name=text)
        if code is None or not self._plausible(code):
            return self._by_name(text, level, within, on)
        readings = self._codes.of(code)
        if system is not None and not code.judgeable:
            readings = readings.only_by(system)
        if code.name:
            return self._by_both(code, readings, level, within, on)
        return self._by_code(code, readings, level, within, on)

    def _plausible(self, code: WrittenCode) -> bool:
        """False for digits that begin with no province: a year, a number."""
        starts = {start[:2] for start in _starts(code)}
        return any(s in regencies() or s in self.regions or any(o.startswith(s) for o in self._own) for s in starts)

    def _by_code(
        self, code: WrittenCode, readings: Readings, level: RegionLevel, within: str | None, on: Span | None
    ) -> Resolution:
        inside = tuple(c for c in readings.codes if self.regions[c].level is level and is_inside(c, within))
        if readings.certain is None and readings.codes:
            decided = len(inside) == 1 and within is not None and not readings.open_to_bps
            return self._in_time(inside, on) if decided else Resolution(candidates=readings.codes)
        if inside:
            return self._in_time(inside, on)
        if readings.codes:
            wrong = self.regions[readings.codes[0]].level is not level
            return Resolution(obstacle=Obstacle.WRONG_LEVEL if wrong else Obstacle.DISAGREEMENT, meant=readings.codes)
        place = self._elsewhere(code)
        return Resolution(obstacle=Obstacle.OUTSIDE, place=place) if place else Resolution()

    def _by_both(
        self, code: WrittenCode, readings: Readings, level: RegionLevel, within: str | None, on: Span | None
    ) -> Resolution:
        """A code and a name in one cell: each must be the other's."""
        named = self._by_name(code.name, level, within, on)
        told = {named.code} if named.code else {*named.candidates, *(c for c, _ in named.suggestions[:1]), *named.meant}
        agreed = tuple(c for c in readings.codes if c in told)
        if len(agreed) == 1:
            if self.regions[agreed[0]].level is not level:
                return Resolution(obstacle=Obstacle.WRONG_LEVEL, meant=agreed)
            return self._in_time(agreed, on)
        place = self._elsewhere(code)
        if readings.codes or place:
            return Resolution(obstacle=Obstacle.DISAGREEMENT, meant=readings.codes, place=place)
        return named

    def _elsewhere(self, code: WrittenCode) -> str:
        """The regency of the country in which a code lies; '' for this site's own and for none."""
        starts = {start[:4] for start in _starts(code)}
        return "" if starts & self._own else place_of_code(code)

    def _by_name(self, text: str, level: RegionLevel, within: str | None, on: Span | None) -> Resolution:
        codes = self._names[level].find(text, within)
        if codes:
            return self._in_time(codes, on)
        suggestions = self._names[level].suggest(text, within)
        other = self._of_other_level(text, level)
        if other:
            return Resolution(suggestions=suggestions, obstacle=Obstacle.WRONG_LEVEL, meant=other)
        near = bool(suggestions) and suggestions[0][1] >= _NEAR
        place = "" if near and said_level(text) is None else place_of_name(text)
        if place and not any(place_of_name(r.name) == place for r in self.of_level(RegionLevel.KABUPATEN)):
            return Resolution(obstacle=Obstacle.OUTSIDE, place=place)
        return Resolution(suggestions=suggestions)

    def _of_other_level(self, text: str, level: RegionLevel) -> tuple[str, ...]:
        """The regions of another level that the text names; the level it says itself comes first."""
        said = said_level(text)
        levels = [said] if said and said is not level else [other for other in RegionLevel if other is not level]
        found = (self._names[other].find(text, None) for other in levels)
        return next((codes[:_SHOWN] for codes in found if codes), ())

    def _in_time(self, codes: tuple[str, ...], on: Span | None) -> Resolution:
        """The one of several that is valid; of a region and its successor the one valid at the end of the span."""
        valid = tuple(c for c in codes if on is None or self.holds(c, on))
        if not valid:
            return Resolution(obstacle=Obstacle.OUT_OF_TIME, meant=codes)
        latest = tuple(c for c in valid if self.regions[c].successor not in valid)
        if len(latest) == 1:
            return Resolution(code=latest[0])
        return Resolution(candidates=latest)


def _starts(code: WrittenCode) -> set[str]:
    """The digits of every form that a code may be meant in."""
    return {c.replace(".", "") for c in (*code.dotted, *code.digits, code.bps) if c}


def _always(lines: tuple[Region, ...]) -> bool:
    """True when nothing limits the time of a code but a change of its name."""
    return lines[0].valid_from is None and lines[-1].valid_to is None
