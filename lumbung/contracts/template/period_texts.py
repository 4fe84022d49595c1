"""Periods as a template writes them: ``2022-S1`` is *Semester I 2022*. How they are written is ``periods.yaml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from lumbung.contracts.model import PeriodGrain
from lumbung.contracts.template.errors import TemplateError
from lumbung.yamlfile import read_yaml

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_YEAR_DIGITS = 4


_MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True)
class PeriodText:
    """One period, how people write it, and the day on which it ends."""

    period: str
    text: str
    last_day: date


@cache
def _ways() -> Mapping[str, Mapping[str, Any]]:
    return dict(read_yaml(Path(__file__).parent / "periods.yaml"))


def periods_of_year(grain: PeriodGrain, year: int) -> tuple[PeriodText, ...]:
    """Every period of a grain that begins in a year, in order."""
    way = _ways()[grain.value]
    return tuple(_written(way, year, part, last) for part, last in enumerate(_ends(grain, way, year), start=1))


def _ends(grain: PeriodGrain, way: Mapping[str, Any], year: int) -> Iterator[date]:
    """The last day of each period that begins in a year."""
    if grain is PeriodGrain.TANGGAL:
        first = date(year, 1, 1)
        yield from (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days))
        return
    if grain is PeriodGrain.MINGGU:
        weeks = date(year, 12, 28).isocalendar().week
        yield from (date.fromisocalendar(year, week, 7) for week in range(1, weeks + 1))
        return
    parts = int(way.get("parts", 1))
    for part in range(1, parts + 1):
        months = int(way.get("last_month", _MONTHS_OF_A_YEAR)) * part // parts
        yield date(year + months // _MONTHS_OF_A_YEAR, months % _MONTHS_OF_A_YEAR + 1, 1) - timedelta(days=1)


def is_part_of_year(grain: PeriodGrain) -> bool:
    """True for grains of which a year has several."""
    return len(periods_of_year(grain, 2000)) > 1


def period_text(grain: PeriodGrain, period: str) -> PeriodText:
    """The period as people write it.

    Raises:
        TemplateError: ``period`` is no period of that grain; the message shows what one looks like.
    """
    year = period[:_YEAR_DIGITS]
    for known in periods_of_year(grain, int(year)) if year.isdigit() and len(year) == _YEAR_DIGITS else ():
        if known.period == period:
            return known
    example = periods_of_year(grain, 2024)[0].period
    raise TemplateError(f"'{period}' bukan periode {grain.value.replace('_', ' ')}; contoh: {example}")


def _written(way: Mapping[str, Any], year: int, part: int, last: date) -> PeriodText:
    roman = _ROMAN[part - 1] if part <= len(_ROMAN) else ""
    said = {"year": year, "next": year + 1, "part": part, "roman": roman}
    said |= {"month": _MONTHS[last.month - 1], "number": last.month, "day": last.day}
    return PeriodText(str(way["code"]).format(**said), str(way["text"]).format(**said), last)
