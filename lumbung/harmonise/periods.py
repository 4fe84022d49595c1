"""Periods (*periode*): the words people use for a time → ``2022``, ``2022/2023``, ``2022-S1``, ``2022-TW3``, ``2022-07``.

Month and period words are data: ``periode.csv`` beside this module.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
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
_ORDINAL = r"\s*[-.]?\s*(iv|i{1,3}|[1-4])\b"
_PARTS_OF_A_YEAR = frozenset({PeriodGrain.SEMESTER, PeriodGrain.TRIWULAN, PeriodGrain.BULAN})
_PERIOD_WORDS = frozenset(
    "tahun th thn t a ta ajaran pelajaran bulan semester smt sem triwulan tw trw kuartal q angka data sangat"
    " sementara revisi perbaikan x".split()
)
_STATUS = (
    (re.compile(r"\bsangat sementara\b|\*\*", re.IGNORECASE), "sangat_sementara"),
    (re.compile(r"\b(?:angka|data) sementara\b|(?<=\d)\*|(?<=\d)x\)", re.IGNORECASE), "sementara"),
    (re.compile(r"\bangka (?:perbaikan|revisi)\b|\brevisi\b", re.IGNORECASE), "revisi"),
)


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    """Kind of word ('bulan', 'semester', 'triwulan') → spelling → value."""
    found: dict[str, dict[str, str]] = {}
    with (Path(__file__).parent / "periode.csv").open(encoding="utf-8", newline="") as stream:
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
    """True when a text names a period and nothing else (``'Tahun 2022 (Angka sementara)'``, ``'Jan'``)."""
    periods = find_periods(text, grain, year)
    words = set(fold(text).split()) - _PERIOD_WORDS - set(_ORDINALS) - set(_words()["bulan"])
    years = {part for p in periods for part in re.split(r"\W", p)}
    return bool(periods) and not {w for w in words if w not in years and w not in {y[2:] for y in years}}


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
    def find(text: str) -> Iterator[str]:
        named = rf"\b(?:{_spelling_pattern(kind)})\.?{_ORDINAL}"
        years = list(dict.fromkeys(_years(text)))
        for ordinal in re.findall(named, text, re.IGNORECASE):
            if len(years) == 1:
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
