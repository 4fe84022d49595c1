"""Periods (*periode*): the words people use → ``2022``, ``2022/2023``, ``2022-S1``, ``2022-TW3``, ``2022-07-31``.

Month, period and ordinal words are data: ``periode.csv`` beside this module.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from lumbung.contracts.days import find_days
from lumbung.contracts.model import PeriodGrain
from lumbung.text import fold, squash

_YEAR = r"(?<!\d)((?:19|20)\d\d)(?!\d)"
_LAST_MONTH = "12"
_BARE_YEAR = re.compile(_YEAR)
_NAMED_YEAR = re.compile(rf"\b(?:tahun|thn|th|t\.?\s?a)\b[.: ]*{_YEAR}", re.IGNORECASE)
_YEAR_RANGE = re.compile(rf"{_YEAR}\s*(?:[-–/]|s\.?\s?/?d\.?|sampai)\s*{_YEAR}", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*[/–-]\s*((?:20)?\d\d)(?!\d)")
_SCHOOL_WORD = r"\b(?:t(?:ahun|hn|h)\.?\s*(?:ajaran|pelajaran)|t\.?\s?[ap]\.?)(?=[\s.:']*\d)"
_SHORT_SCHOOL_YEAR = re.compile(rf"{_SCHOOL_WORD}[\s.:']*(\d\d)\s*[/–-]\s*'?(\d\d)(?!\d)", re.IGNORECASE)
_JOINT = r"\s*(?:-|–|/|,|&|\bdan\b|\bs\.?\s?/?d\b\.?|\bsampai\b)\s*"
_NUMBERED_MONTH = re.compile(r"\b(?:bulan|bln)\.?\s*(?:ke\s*[-.]?\s*)?(\d{1,2})(?!\d)", re.IGNORECASE)
_MONTHS_OF_A_YEAR = range(1, 13)
_KNOWN_MONTH = re.compile(r"(\d{4})-(\d\d)")
PARTS = (
    PeriodGrain.SEMESTER,
    PeriodGrain.CATURWULAN,
    PeriodGrain.TRIWULAN,
    PeriodGrain.BULAN,
    PeriodGrain.MINGGU,
    PeriodGrain.TANGGAL,
)
"""Grains shorter than a year, the longer ones first."""
_PARTS_OF_A_YEAR = frozenset(PARTS)
_LARGEST = {"semester": 2, "caturwulan": 3, "triwulan": 4, "minggu": 53}
_CODED = {
    PeriodGrain.SEMESTER: re.compile(r"(?<![\w-])((?:19|20)\d\d)-(S[12])(?![\w-])"),
    PeriodGrain.BULAN: re.compile(r"(?<![\w-])((?:19|20)\d\d)-(0[1-9]|1[0-2])(?![\w-])"),
    PeriodGrain.MINGGU: re.compile(r"(?<![\w-])((?:19|20)\d\d)-(W[0-5]\d)(?![\w-])"),
}
"""Our own codes, as ``lumbung status`` shows them and people write them back, where no word of the grain is in them."""
_STATUS = (
    (re.compile(r"\bsangat sementara\b|\d\s?\*\*|(?:19|20)\d\dxx\b\)?", re.IGNORECASE), "sangat_sementara"),
    (re.compile(r"\b(?:angka|data) sementara\b|(?<=\d)\*|(?<=\d)x\)|\(sementara\)", re.IGNORECASE), "sementara"),
    (re.compile(r"\bangka (?:perbaikan|revisi)\b|\brevisi\b|(?:19|20)\d\d\s?r\b", re.IGNORECASE), "revisi"),
    (re.compile(r"\b(?:angka|data) tetap\b|\(tetap\)", re.IGNORECASE), "tetap"),
)
"""What BPS sets beside its figures: ``*``/``x`` sementara, ``**``/``xx`` sangat sementara, ``r`` perbaikan."""


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    """Kind of word ('bulan', 'semester', 'urutan', and 'kata' that go with any period) → spelling → value."""
    found: dict[str, dict[str, str]] = {}
    with (Path(__file__).parent / "periode.csv").open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            for spelling in (row["nama"], *row["alias"].split(";")):
                if spelling:
                    found.setdefault(row["jenis"], {})[spelling.casefold()] = row["nilai"]
    return found


def month_numbers() -> Mapping[str, str]:
    """Every spelling of a month, case folded → its number in two digits."""
    return _words()["bulan"]


@cache
def _said_with_periods() -> frozenset[str]:
    """Every word that says nothing beside a period."""
    kinds = (spellings for kind, spellings in _words().items() if kind != "kolom")
    return frozenset(word for spellings in kinds for spelling in spellings for word in spelling.split())


def column_of_times(heading: str) -> str | None:
    """The word that a bare number lacks below a heading that announces times (``'Bulan'`` → ``'bulan'``).

    '' where it lacks none (*Tahun*, *Tanggal*); None for other headings.
    """
    return _words()["kolom"].get(fold(heading))


@cache
def _spelling_pattern(kind: str) -> str:
    return "|".join(sorted((re.escape(w) for w in _words()[kind]), key=len, reverse=True))


def find_periods(text: str, grain: PeriodGrain, known: str | None = None) -> tuple[str, ...]:
    """The periods of a grain that a text names, most explicit first; empty if it names none.

    ``known``, a year or a month, completes a text that names only a part of it (``'Jan'``, ``'Semester I'``;
    of a month, the bare number of a day).
    """
    found = (*_coded(text, grain), *_FINDERS[grain](squash(text)))
    periods = tuple(dict.fromkeys(found))
    if not periods and known and grain in _PARTS_OF_A_YEAR:
        return _completed(text, grain, known)
    return periods


def _coded(text: str, grain: PeriodGrain) -> tuple[str, ...]:
    pattern = _CODED.get(grain)
    return tuple("-".join(parts) for parts in pattern.findall(text)) if pattern else ()


def _completed(text: str, grain: PeriodGrain, known: str) -> tuple[str, ...]:
    month = _KNOWN_MONTH.fullmatch(known)
    if month is None:
        return find_periods(f"{text} {known}", grain)
    day = re.fullmatch(r"\D{0,10}?(\d{1,2})", squash(text)) if grain is PeriodGrain.TANGGAL else None
    return find_periods(f"{day[1]}/{month[2]}/{month[1]}" if day else f"{text} {month[1]}", grain)


def is_only_period(text: str, grain: PeriodGrain, known: str | None = None) -> bool:
    """True when a text names a period and nothing else (``'Tahun 2022 (Angka sementara)'``, ``'Jan'``).

    A part of a year is no year: ``'Semester I 2022'`` is not only a period of the grain tahun.
    """
    if grain not in _PARTS_OF_A_YEAR and find_part(text):
        return False
    periods = find_periods(text, grain, known)
    if text.strip() in _coded(text, grain):
        return True
    rest = re.sub(_SCHOOL_WORD, " ", squash(text), flags=re.IGNORECASE) if grain is PeriodGrain.TAHUN_AJARAN else text
    words = {w.rstrip("1234") or w for w in fold(rest).split() if not _BARE_YEAR.search(w)}
    words -= _said_with_periods()
    numbers = {part for p in periods for part in re.split(r"\D+", p) if part}
    said = {*numbers, *(n[2:] for n in numbers), *(n.lstrip("0") for n in numbers)}
    return bool(periods) and not words - said


def find_part(text: str, grains: Iterable[PeriodGrain] = PARTS) -> str | None:
    """The one part of a year that a text names (``'Semester I 2022/2023'`` → ``'S1'``), or None."""
    for grain in grains:
        parts = {p.partition("-")[2] for p in _FINDERS[grain](f"{_BARE_YEAR.sub(' ', squash(text))} 2000")}
        if len(parts) == 1:
            return parts.pop()
    return None


def unfinished_part(text: str, grain: PeriodGrain) -> str | None:
    """The part of a year that a text names; the last month of a calendar year is when it ends, and no school year's
    month is anything but the day it was counted."""
    if part := find_part(text, (PeriodGrain.SEMESTER, PeriodGrain.TRIWULAN)):
        return part
    month = find_part(text, (PeriodGrain.BULAN,)) if grain is PeriodGrain.TAHUN else None
    return month if month != _LAST_MONTH else None


def only_period(text: str, grain: PeriodGrain, known: str | None = None) -> str | None:
    """The one period that a text is about: the only one it names, or the only one it calls a year."""
    named = dict.fromkeys(_NAMED_YEAR.findall(_YEAR_RANGE.sub(" ", text))) if grain is PeriodGrain.TAHUN else ()
    periods = find_periods(text, grain, known)
    return periods[0] if len(periods) == 1 or (periods and len(named) == 1) else None


def period_of_day(text: str, grain: PeriodGrain) -> str | None:
    """The period of a grain in which the one day lies that a text names (``'31/07/2022'`` → ``'2022-TW3'``)."""
    days = set(_days(text))
    return _PERIOD_OF_DAY[grain](days.pop()) if len(days) == 1 else None


def period_at(day: date, grain: PeriodGrain) -> str:
    """The period of a grain in which a day lies."""
    return _PERIOD_OF_DAY[grain](day)


def periods_between(first: str, last: str, grain: PeriodGrain) -> tuple[str, ...]:
    """The periods after one and before another, in order."""
    start, end = first_day(first, grain), first_day(last, grain)
    days = (start + timedelta(days=n) for n in range((end - start).days))
    return tuple(p for p in dict.fromkeys(period_at(day, grain) for day in days) if p not in (first, last))


def first_day(period: str, grain: PeriodGrain) -> date:
    """The day on which a period begins; a school year begins in July."""
    year, number = int(period[:4]), int(re.sub(r"\D", "", period[5:]) or 1)
    if grain is PeriodGrain.TANGGAL:
        return date.fromisoformat(period)
    if grain is PeriodGrain.MINGGU:
        return date.fromisocalendar(year, number, 1)
    if grain is PeriodGrain.TAHUN_AJARAN:
        return date(year, 7, 1)
    return date(year, 1 + (number - 1) * _MONTHS[grain] if grain is not PeriodGrain.TAHUN else 1, 1)


_MONTHS = {
    PeriodGrain.SEMESTER: 6,
    PeriodGrain.CATURWULAN: 4,
    PeriodGrain.TRIWULAN: 3,
    PeriodGrain.BULAN: 1,
}


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
    short = [(f"20{first}", second) for first, second in _SHORT_SCHOOL_YEAR.findall(text)]
    for first, second in (*_SCHOOL_YEAR.findall(text), *short):
        if int(second) % 100 == (int(first) + 1) % 100:
            yield f"{first}/{int(first) + 1}"


def _numbered(kind: str, form: str) -> Callable[[str], Iterator[str]]:
    """Ordinals behind a word, also several: ``'Triwulan I - III'`` names two, so it is not about the first."""
    words, one = _spelling_pattern(kind), rf"(?:{_spelling_pattern('urutan')}|[1-9]\d?)(?!\w)"
    several = rf"\b(?:{words})\.?\s*[-.]?\s*(?:ke\s*[-.]?\s*)?({one}(?:{_JOINT}(?:(?:{words})\.?\s*)?{one})*)"
    named = re.compile(several, re.IGNORECASE)
    of_a_month = re.compile(rf"\b(?:{_spelling_pattern('bulan')})\b", re.IGNORECASE)

    def find(text: str) -> Iterator[str]:
        years = list(dict.fromkeys(_years(text)))
        if len(years) != 1 or (kind == "minggu" and of_a_month.search(text)):
            return
        for ordinals in named.findall(text):
            for written in re.findall(one, ordinals, re.IGNORECASE):
                number = int(_words()["urutan"].get(written.casefold(), written))
                if number <= _LARGEST[kind]:
                    yield f"{years[0]}-{form.format(number)}"

    return find


def _months(text: str) -> Iterator[str]:
    years = list(dict.fromkeys(_years(text)))
    if len(years) == 1:
        for word in re.findall(rf"\b({_spelling_pattern('bulan')})\b", text, re.IGNORECASE):
            yield f"{years[0]}-{_words()['bulan'][word.casefold()]}"
        for number in _NUMBERED_MONTH.findall(text):
            if 1 <= int(number) <= len(_MONTHS_OF_A_YEAR):
                yield f"{years[0]}-{int(number):02}"


def _days(text: str) -> Iterator[date]:
    return find_days(text, dict(_words()["bulan"]))


_PERIOD_OF_DAY: Mapping[PeriodGrain, Callable[[date], str]] = {
    PeriodGrain.TAHUN: lambda d: f"{d.year}",
    PeriodGrain.TAHUN_AJARAN: lambda d: f"{d.year - (d.month < 7)}/{d.year + (d.month >= 7)}",
    PeriodGrain.SEMESTER: lambda d: f"{d.year}-S{(d.month + 5) // 6}",
    PeriodGrain.CATURWULAN: lambda d: f"{d.year}-CW{(d.month + 3) // 4}",
    PeriodGrain.TRIWULAN: lambda d: f"{d.year}-TW{(d.month + 2) // 3}",
    PeriodGrain.BULAN: lambda d: f"{d.year}-{d.month:02}",
    PeriodGrain.MINGGU: lambda d: f"{d.isocalendar().year}-W{d.isocalendar().week:02}",
    PeriodGrain.TANGGAL: lambda d: d.isoformat(),
}

_FINDERS: Mapping[PeriodGrain, Callable[[str], Iterator[str]]] = {
    PeriodGrain.TAHUN: _years,
    PeriodGrain.TAHUN_AJARAN: _school_years,
    PeriodGrain.SEMESTER: _numbered("semester", "S{}"),
    PeriodGrain.CATURWULAN: _numbered("caturwulan", "CW{}"),
    PeriodGrain.TRIWULAN: _numbered("triwulan", "TW{}"),
    PeriodGrain.BULAN: _months,
    PeriodGrain.MINGGU: _numbered("minggu", "W{:02}"),
    PeriodGrain.TANGGAL: lambda text: (day.isoformat() for day in _days(text)),
}
