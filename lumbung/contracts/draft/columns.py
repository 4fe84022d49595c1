"""The columns that identify the rows: the region at its level, a list of kinds, names, and those that say nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lumbung.contracts.draft.headings import Heading, heading_of
from lumbung.contracts.model import RegionLevel
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.model import Column, Role, Table
from lumbung.text import fold

KNOWN_SHARE = 0.8
"""Share of a column's texts that must be regions of one level before it is taken for a column of regions."""
_TRIED = (RegionLevel.KECAMATAN, RegionLevel.DESA, RegionLevel.KABUPATEN, RegionLevel.PROVINSI)
HEADED_SHARE = 0.5
"""The same where the heading names that level."""
_NUMBERS = frozenset({"no", "no urut", "nomor", "nomor urut", "number", "num"})
_REMARKS = frozenset(
    {"ket", "keterangan", "catatan", "note", "notes", "remark", "remarks", "sumber", "link", "last sync"}
)
_UNITS = frozenset({"satuan", "unit", "units", "satuan unit"})
_PERIODS = frozenset({"tahun", "year", "periode", "bulan", "month", "triwulan", "semester"})
_ENUMERATION = re.compile(r"^\s*(?:[ivxl]+|[a-z]|\d{1,3})\s*[.)]\s+(?=\S)", re.IGNORECASE)
_LEVEL_WORDS = {
    RegionLevel.DESA: ("desa", "kelurahan", "village"),
    RegionLevel.KECAMATAN: ("kecamatan", "subdistrict", "district"),
    RegionLevel.KABUPATEN: ("kabupaten", "regency"),
    RegionLevel.PROVINSI: ("provinsi", "province"),
}


@dataclass(frozen=True)
class RegionColumn:
    """A column of regions."""

    letter: str
    level: RegionLevel
    headings: tuple[str, ...]
    codes: frozenset[str]  # the regions it names
    unknown: tuple[str, ...]  # texts that are no region


@dataclass(frozen=True)
class Labels:
    """What the label columns of a table are."""

    regions: tuple[RegionColumn, ...]
    kinds: tuple[Column, ...]  # lists of kinds
    texts: tuple[Column, ...]  # names and other attributes
    periods: tuple[Column, ...]
    units: tuple[Column, ...]
    section_level: RegionLevel | None = None  # the level of the labels printed above groups of rows
    foreign: tuple[str, ...] = ()  # headings of regions of which the site knows none


def find_labels(table: Table, gazetteer: Gazetteer) -> Labels:
    """Every label column of a table, told apart by its heading and by what it holds."""
    regions: list[RegionColumn] = []
    kinds, texts, periods, units, foreign = [], [], [], [], []
    for column in (c for c in table.columns if c.role is Role.LABEL):
        values = column_texts(table, column.letter)
        words = {fold(s) for e in column.path for s in heading_of(e).spellings}
        if not values or words & (_NUMBERS | _REMARKS) or _only_numbering(values):
            periods += [column] if words & _PERIODS and values else []
        elif words & _UNITS:
            units.append(column)
        elif words & _PERIODS:
            periods.append(column)
        elif region := _region_column(column, values, gazetteer):
            regions.append(region)
        elif _names_regions(words) and not _is_code(words):
            foreign.append(" / ".join(column.path))
        elif _are_kinds(values, len(table.rows)):
            kinds.append(column)
        else:
            texts.append(column)
    if regions or foreign:
        kinds = [c for c in kinds if not _is_code({fold(e) for e in c.path})]
        texts = [c for c in texts if not _is_code({fold(e) for e in c.path})]
    return Labels(
        tuple(_one_of_each_level(regions)), tuple(kinds), tuple(texts), tuple(periods), tuple(units),
        _section_level(table, gazetteer), tuple(foreign),
    )  # fmt: skip


def column_texts(table: Table, letter: str) -> list[str]:
    """What the body rows say in a column, as text; blank cells left out."""
    return [str(v).strip() for r in table.rows if (v := r.cells.get(letter)) is not None and str(v).strip()]


def kinds_of(table: Table, column: Column) -> tuple[Heading, ...]:
    """The kinds that a column of the body lists, each once, without the numbering in front."""
    found: dict[str, Heading] = {}
    for text in column_texts(table, column.letter):
        bare = _ENUMERATION.sub("", text)
        heading = heading_of(bare)
        spellings = tuple(dict.fromkeys((*heading.spellings, bare)))
        found.setdefault(heading.key, Heading(heading.name, spellings))
    return tuple(found.values())


def _only_numbering(values: Sequence[str]) -> bool:
    return all(re.fullmatch(r"[\d.\s()]{1,5}|[ivxlIVXL]{1,6}[.)]?|[a-zA-Z][.)]", v) for v in values)


def _region_column(column: Column, values: Sequence[str], gazetteer: Gazetteer) -> RegionColumn | None:
    best: RegionColumn | None = None
    named = _named_levels(column)
    for level in dict.fromkeys((*named, *_TRIED)):
        codes: set[str] = set()
        unknown: list[str] = []
        for value in values:
            found = gazetteer.resolve(value, level)
            codes |= {found.code} if found.code else set(found.candidates)
            unknown += [] if found.found or found.candidates else [value]
        share = 1 - len(unknown) / len(values)
        enough = share >= (HEADED_SHARE if level in named else KNOWN_SHARE)
        if enough and codes and (best is None or len(unknown) < len(best.unknown)):
            best = RegionColumn(column.letter, level, _headings(column), frozenset(codes), tuple(unknown))
    return best


def _named_levels(column: Column) -> list[RegionLevel]:
    """The levels that the heading names, to be tried first: villages often bear the name of their kecamatan."""
    words = fold(" ".join(column.path)).split()
    return [level for level, names in _LEVEL_WORDS.items() if any(n in words for n in names)]


def _headings(column: Column) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s for e in column.path for s in heading_of(e).spellings))


def _names_regions(words: set[str]) -> bool:
    folded = {w for word in words for w in word.split()} | words
    return any(n in folded for names in _LEVEL_WORDS.values() for n in names) or "wilayah" in folded


def _is_code(words: set[str]) -> bool:
    return any("kode" in word.split() or "code" in word.split() for word in words)


def _are_kinds(values: Sequence[str], rows: int) -> bool:
    """True for short texts of which each stands once, or a few that return: a list, not names of people or places."""
    distinct = len({fold(v) for v in values})
    return (
        len(values) >= rows * KNOWN_SHARE
        and (distinct <= 40 or distinct * 4 <= len(values))
        and not _are_numbers(values)
    )


def _are_numbers(values: Sequence[str]) -> bool:
    return all(re.fullmatch(r"[\d.,]+", v) for v in values)


def _one_of_each_level(regions: Sequence[RegionColumn]) -> list[RegionColumn]:
    """The best column of each level, wider levels first."""
    order = list(RegionLevel)
    best: dict[RegionLevel, RegionColumn] = {}
    for region in regions:
        kept = best.setdefault(region.level, region)
        if len(region.codes) > len(kept.codes):
            best[region.level] = region
    return sorted(best.values(), key=lambda r: order.index(r.level))


def _section_level(table: Table, gazetteer: Gazetteer) -> RegionLevel | None:
    for level in (RegionLevel.KECAMATAN, RegionLevel.KABUPATEN):
        known = [gazetteer.resolve(s.text, level).found for s in table.sections]
        if known and sum(known) >= KNOWN_SHARE * len(known):
            return level
    return None
