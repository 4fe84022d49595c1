"""Regions (*wilayah*): names and codes as people write them → official Kemendagri codes.

A name is resolved only inside its parent (41 village names repeat within Lahat). What differs in case, spacing,
punctuation, numbering or the word for the level is certain; an alias is certain because a person accepted it;
anything else is a suggestion, never applied.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from rapidfuzz import fuzz, process

from lumbung.text import fold


class RegionLevel(StrEnum):
    """Levels of the Kemendagri region codes, widest first."""

    PROVINSI = "provinsi"
    KABUPATEN = "kabupaten"
    KECAMATAN = "kecamatan"
    DESA = "desa"  # desa and kelurahan


CODE_LENGTH = {
    RegionLevel.PROVINSI: 2,
    RegionLevel.KABUPATEN: 5,
    RegionLevel.KECAMATAN: 8,
    RegionLevel.DESA: 13,
}
"""Length of a dotted code ``PP.KK.CC.DDDD`` (Kepmendagri 300.2.2-2138/2025)."""

_LEVEL_WORDS = {
    RegionLevel.PROVINSI: ("provinsi", "prov"),
    RegionLevel.KABUPATEN: ("kabupaten", "kab"),
    RegionLevel.KECAMATAN: ("kecamatan", "kec"),
    RegionLevel.DESA: ("desa", "ds", "kelurahan", "kel"),
}
_CITY = "kota "
_FIRST_CITY = 71
"""Kabupaten are numbered 01 to 69, kota from 71 on: Kota Bandung is not Kabupaten Bandung."""
_NUMBERING = re.compile(r"^(?:\d{1,3}|[ivxl]{1,6}|[a-z])\s+(?=\S)")
_DOTTED = re.compile(r"\d\d(?:\.\d\d){0,2}(?:\.\d{4})?")
SUGGESTION_FLOOR = 75.0
"""Similarity (0–100) under which a name is not worth suggesting."""


@dataclass(frozen=True)
class Region:
    """One region with its codes and the time it is valid."""

    code: str
    name: str
    level: RegionLevel
    parent: str | None
    bps_code: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Alias:
    """A spelling that a person accepted for a region."""

    code: str
    spelling: str


@dataclass(frozen=True)
class Resolution:
    """What a text was resolved to: a code, several candidates, or only suggestions with their similarity."""

    code: str | None = None
    candidates: tuple[str, ...] = ()
    suggestions: tuple[tuple[str, float], ...] = ()  # (code, 0–100), best first

    @property
    def found(self) -> bool:
        """True when the text means exactly one region."""
        return self.code is not None


class Gazetteer:
    """The regions of one site, found by name inside a parent, or by code."""

    def __init__(self, regions: Iterable[Region], aliases: Iterable[Alias] = ()) -> None:
        self.regions: Mapping[str, Region] = {r.code: r for r in regions}
        self.aliases: tuple[Alias, ...] = tuple(aliases)

    def __getitem__(self, code: str) -> Region:
        return self.regions[code]

    def of_level(self, level: RegionLevel, within: str | None = None) -> tuple[Region, ...]:
        """The regions of a level, in code order; only those under ``within`` if given."""
        return tuple(
            r
            for code, r in sorted(self.regions.items())
            if r.level is level and (within is None or code.startswith(f"{within}."))
        )

    def ancestor(self, code: str, level: RegionLevel) -> Region | None:
        """The region of ``level`` that contains ``code`` (or is it); None if the site has none."""
        region = self.regions.get(code[: CODE_LENGTH[level]])
        return region if region is not None and region.level is level else None

    @cached_property
    def _by_name(self) -> Mapping[RegionLevel, Mapping[str, tuple[str, ...]]]:
        index: dict[RegionLevel, dict[str, set[str]]] = {level: defaultdict(set) for level in RegionLevel}
        spellings = [(r.code, r.name) for r in self.regions.values()]
        spellings += [(a.code, a.spelling) for a in self.aliases]
        for code, name in spellings:
            level = self.regions[code].level
            for key in _keys(code, name, level):
                index[level][key].add(code)
        return {level: {k: tuple(sorted(v)) for k, v in names.items()} for level, names in index.items()}

    def resolve(self, text: str, level: RegionLevel, within: str | None = None) -> Resolution:
        """The region of ``level`` that ``text`` names, looked for inside ``within`` (a code) if given."""
        if _DOTTED.fullmatch(text.strip()):
            return self._resolve_code(text.strip(), level, within)
        for key in _readings(text, level):
            codes = [c for c in self._by_name[level].get(key, ()) if _inside(c, within) and _may_be(c, text, level)]
            if len(codes) == 1:
                return Resolution(code=codes[0])
            if codes:
                return Resolution(candidates=tuple(codes))
        return Resolution(suggestions=self._suggest(text, level, within))

    def _resolve_code(self, code: str, level: RegionLevel, within: str | None) -> Resolution:
        region = self.regions.get(code)
        known = region is not None and region.level is level and _inside(code, within)
        return Resolution(code=code) if known else Resolution()

    def _suggest(self, text: str, level: RegionLevel, within: str | None) -> tuple[tuple[str, float], ...]:
        names = {k: c for k, c in self._by_name[level].items() if any(_inside(x, within) for x in c)}
        found = process.extract(
            _compact(text, level), list(names), scorer=fuzz.ratio, limit=3, score_cutoff=SUGGESTION_FLOOR
        )
        best: dict[str, float] = {}
        for name, score, _ in found:
            for code in names[name]:
                if _inside(code, within):
                    best.setdefault(code, round(float(score), 1))
        return tuple(best.items())


def is_dotted_code(text: str) -> bool:
    """True for a whole Kemendagri code in its dotted form, of whatever level."""
    return _DOTTED.fullmatch(text.strip()) is not None and len(text.strip()) in CODE_LENGTH.values()


def _inside(code: str, within: str | None) -> bool:
    return within is None or code == within or code.startswith(f"{within}.")


def _compact(name: str, level: RegionLevel) -> str:
    """The name without the word for its level and without any space: what spellings are compared by."""
    folded = fold(name)
    for word in _LEVEL_WORDS[level]:
        if folded.startswith(f"{word} "):
            folded = folded[len(word) + 1 :]
            break
    return folded.replace(" ", "")


def _is_city(code: str) -> bool:
    return int(code[3:5]) >= _FIRST_CITY


def _keys(code: str, name: str, level: RegionLevel) -> set[str]:
    """What a region is found by; a kota with and without that word, a kabupaten never with it."""
    plain = _compact(name, level)
    if level is not RegionLevel.KABUPATEN or not _is_city(code):
        return {plain}
    bare = _compact(fold(name).removeprefix(_CITY), level)
    return {bare, _compact(f"{_CITY}{bare}", level)}


def _may_be(code: str, text: str, level: RegionLevel) -> bool:
    """False for a kota where the text says kabupaten."""
    said = fold(text).split(" ", 1)[0] in _LEVEL_WORDS[level]
    return not (level is RegionLevel.KABUPATEN and said and _is_city(code))


def _readings(text: str, level: RegionLevel) -> list[str]:
    """The keys to look up, most literal first: with and without a number in front."""
    unnumbered = _NUMBERING.sub("", fold(text))
    return list(dict.fromkeys((_compact(text, level), _compact(unnumbered, level))))


def read_gazetteer(folder: Path) -> Gazetteer:
    """The gazetteer of a site from ``wilayah.csv`` and ``alias_wilayah.csv`` in its reference folder.

    Raises:
        ValueError: a line is not as it should be, a code stands twice, or an alias names a code that is no region.
    """
    regions = [_region(number, row) for number, row in enumerate(_rows(folder / "wilayah.csv"), start=2)]
    repeated = [code for code, count in Counter(r.code for r in regions).items() if count > 1]
    if repeated:
        raise ValueError(f"wilayah.csv: code {', '.join(repeated)} stands more than once")
    alias_path = folder / "alias_wilayah.csv"
    aliases = [Alias(r["kode"], r["alias"]) for r in _rows(alias_path)] if alias_path.is_file() else []
    unknown = {a.code for a in aliases} - {r.code for r in regions}
    if unknown:
        raise ValueError(f"{alias_path.name}: no region has code {', '.join(sorted(unknown))}")
    return Gazetteer(regions, aliases)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _region(line: int, row: dict[str, str]) -> Region:
    def day(column: str) -> date | None:
        return date.fromisoformat(row[column]) if row.get(column) else None

    code, level = row.get("kode") or "", row.get("tingkat")
    if level not in set(RegionLevel):
        raise ValueError(f"wilayah.csv line {line}: tingkat is '{level}'; it may be {', '.join(RegionLevel)}")
    if not _DOTTED.fullmatch(code) or len(code) != CODE_LENGTH[RegionLevel(level)]:
        raise ValueError(f"wilayah.csv line {line}: kode '{code}' is no dotted code of a {level}")
    return Region(
        code=code,
        name=row["nama"],
        level=RegionLevel(level),
        parent=row.get("induk") or None,
        bps_code=row.get("kode_bps") or None,
        valid_from=day("berlaku_dari"),
        valid_to=day("berlaku_sampai"),
    )
