"""Periods (*periode*): the words people use → ``2022``, ``2022/2023``, ``2022-S1``, ``2022-TW3``, ``2022-07``.

Month and period words are data: ``periode.csv`` beside this module.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from lumbung.contracts.model import PeriodGrain
from lumbung.text import fold, squash

_YEAR = r"(?<!\d)((?:19|20)\d\d)(?!\d)"
_BARE_YEAR = re.compile(_YEAR)
_NAMED_YEAR = re.compile(rf"\b(?:tahun|thn|th|t\.?\s?a)\b[.: ]*{_YEAR}", re.IGNORECASE)
_YEAR_RANGE = re.compile(rf"{_YEAR}\s*(?:[-–/]|s\.?\s?/?d\.?|sampai)\s*{_YEAR}", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*[/–-]\s*((?:20)?\d\d)(?!\d)")
_ORDINALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_ONE = r"(?:iv|i{1,3}|[1-4])\b"
_JOINT = r"\s*(?:-|–|/|,|&|\bdan\b|\bs\.?\s?/?d\b\.?|\bsampai\b)\s*"
PARTS = (PeriodGrain.SEMESTER, PeriodGrain.TRIWULAN, PeriodGrain.BULAN)
"""Grains shorter than a year."""
_PARTS_OF_A_YEAR = frozenset(PARTS)
_STATUS = (
    (re.compile(r"\bsangat sementara\b|\d\s?\*\*", re.IGNORECASE), "sangat_sementara"),
    (re.compile(r"\b(?:angka|data) sementara\b|(?<=\d)\*|(?<=\d)x\)", re.IGNORECASE), "sementara"),
    (re.compile(r"\bangka (?:perbaikan|revisi)\b|\brevisi\b", re.IGNORECASE), "revisi"),
)


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    """Kind of word ('bulan', 'semester', 'triwulan', and 'kata' that go with any period) → spelling → value."""
    found: dict[str, dict[str, str]] = {}
    with (Path(__file__).parent / "periode.csv").open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            for spelling in (row["nama"], *row["alias"].split(";")):
                if spelling:
                    found.setdefault(row["jenis"], {})[spelling.casefold()] = row["nilai"]
    return found


@cache
def _spelling_pattern(kind: str) -> str:
    return "|".join(sorted((re.escape(w) for w in _words()[kind]), key=len, reverse=True))


def find_periods(text: str, grain: PeriodGrain, year: str | None = None) -> tuple[str, ...]:
    """The periods of a grain that a text names, most explicit first; empty if it names none.

    ``year`` completes a text that names only a part of a year (``'Jan'``, ``'Semester I'``).
    """
    found = _FINDERS[grain](squash(text))
    periods = tuple(dict.fromkeys(found))
    if not periods and year and grain in _PARTS_OF_A_YEAR:
        return find_periods(f"{text} {year}", grain)
    return periods


def is_only_period(text: str, grain: PeriodGrain, year: str | None = None) -> bool:
    """True when a text names a period and nothing else (``'Tahun 2022 (Angka sementara)'``, ``'Jan'``).

    A part of a year is no year: ``'Semester I 2022'`` is not only a period of the grain tahun.
    """
    if grain not in _PARTS_OF_A_YEAR and find_part(text):
        return False
    periods = find_periods(text, grain, year)
    words = {w.rstrip("1234") or w for w in fold(text).split() if not _BARE_YEAR.search(w)}
    words -= {*_ORDINALS, *(word for spellings in _words().values() for word in spellings)}
    years = {part for p in periods for part in re.split(r"\W", p)}
    return bool(periods) and not {w for w in words if w not in years and w not in {y[2:] for y in years}}


def find_part(text: str, grains: Iterable[PeriodGrain] = PARTS) -> str | None:
    """The one part of a year that a text names (``'Semester I 2022/2023'`` → ``'S1'``), or None."""
    for grain in grains:
        parts = {p.partition("-")[2] for p in _FINDERS[grain](f"{_BARE_YEAR.sub(' ', squash(text))} 2000")}
        if len(parts) == 1:
            return parts.pop()
    return None


def only_period(text: str, grain: PeriodGrain, year: str | None = None) -> str | None:
    """The one period that a text is about: the only one it names, or the only one it calls a year."""
    named = dict.fromkeys(_NAMED_YEAR.findall(_YEAR_RANGE.sub(" ", text))) if grain is PeriodGrain.TAHUN else ()
    periods = find_periods(text, grain, year)
    return periods[0] if len(periods) == 1 or (periods and len(named) == 1) else None


def find_status(text: str) -> str | None:
    """The status a text gives its figures (``'2022 (Angka sementara)'``, ``'2023*'``), or None."""
    for pattern, status in _STATUS:
        if pattern.search(text):
            return status
    return None


def _years(text: str) -> Iterator[str]:
    alone = _YEAR_RANGE.sub(" ", text)
    yield from _NAMED_YEAR.findall(alone)
    yield from _BARE_YEAR.findall(alone)


def _school_years(text: str) -> Iterator[str]:
    for first, second in _SCHOOL_YEAR.findall(text):
        if int(second) % 100 == (int(first) + 1) % 100:
            yield f"{first}/{int(first) + 1}"


def _numbered(kind: str, letter: str) -> Callable[[str], Iterator[str]]:
    """Ordinals behind a word, also several: ``'Triwulan I - III'`` names two, so it is not about the first."""
    words = _spelling_pattern(kind)
    several = rf"\b(?:{words})\.?\s*[-.]?\s*({_ONE}(?:{_JOINT}(?:(?:{words})\.?\s*)?{_ONE})*)"
    named = re.compile(several, re.IGNORECASE)

    def find(text: str) -> Iterator[str]:
        years = list(dict.fromkeys(_years(text)))
        for ordinals in named.findall(text) if len(years) == 1 else ():
            for ordinal in re.findall(_ONE, ordinals, re.IGNORECASE):
                yield f"{years[0]}-{letter}{_ORDINALS[ordinal.casefold()]}"

    return find


def _months(text: str) -> Iterator[str]:
    years = list(dict.fromkeys(_years(text)))
    if len(years) == 1:
        for word in re.findall(rf"\b({_spelling_pattern('bulan')})\b", text, re.IGNORECASE):
            yield f"{years[0]}-{_words()['bulan'][word.casefold()]}"


_FINDERS: Mapping[PeriodGrain, Callable[[str], Iterator[str]]] = {
    PeriodGrain.TAHUN: _years,
    PeriodGrain.TAHUN_AJARAN: _school_years,
    PeriodGrain.SEMESTER: _numbered("semester", "S"),
    PeriodGrain.TRIWULAN: _numbered("triwulan", "TW"),
    PeriodGrain.BULAN: _months,
}
