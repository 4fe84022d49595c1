"""Periods and file names in the words of an operator."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from lumbung.contracts.model import PeriodGrain
from lumbung.contracts.periods import first_day, period_at

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_LATEST = {
    PeriodGrain.TAHUN: ("2017", "2018", "2019", "2020", "2021", "2022", "2023", "2024"),
    PeriodGrain.TAHUN_AJARAN: ("2020/2021", "2021/2022", "2022/2023", "2023/2024", "2024/2025"),
    PeriodGrain.SEMESTER: ("2023-S1", "2023-S2", "2024-S1", "2024-S2", "2025-S1"),
    PeriodGrain.TRIWULAN: ("2024-TW1", "2024-TW2", "2024-TW3", "2024-TW4", "2025-TW1"),
    PeriodGrain.BULAN: ("2025-01", "2025-02", "2025-03", "2025-04", "2025-05"),
}


def latest(grain: PeriodGrain) -> tuple[str, ...]:
    """The last periods of a grain."""
    return _LATEST[grain]


def before(period: str, grain: PeriodGrain, count: int) -> tuple[str, ...]:
    """So many periods right before one, oldest first."""
    found = [period]
    while len(found) <= count:
        found.append(period_at(first_day(found[-1], grain) - timedelta(days=1), grain))
    return tuple(reversed(found[1:]))


def roman(number: int) -> str:
    """A Roman numeral, up to 49: 24 → XXIV."""
    return "X" * (number // 10) + (ROMAN[number % 10])


def heading_of(period: str, grain: PeriodGrain) -> str:
    """A period as the heading of a column: '2024', 'Semester I 2024', 'Januari'."""
    year, _, part = period.partition("-")
    if grain is PeriodGrain.BULAN:
        return MONTHS[int(part) - 1]
    if grain is PeriodGrain.SEMESTER:
        return f"Semester {roman(int(part[1:]))} {year}"
    if grain is PeriodGrain.TRIWULAN:
        return f"Triwulan {roman(int(part[2:]))} {year}"
    return period


def spoken(periods: Sequence[str], grain: PeriodGrain) -> str:
    """Periods as a title says them: 'Tahun 2024', 'Tahun 2022-2023', 'Bulan Januari 2025'."""
    first, last = periods[0], periods[-1]
    if grain in (PeriodGrain.TAHUN, PeriodGrain.TAHUN_AJARAN):
        word = "Tahun Ajaran" if grain is PeriodGrain.TAHUN_AJARAN else "Tahun"
        return f"{word} {first}" if first == last else f"{word} {first} - {last}"
    if first == last:
        heading = heading_of(first, grain)
        return f"Bulan {heading} {first[:4]}" if grain is PeriodGrain.BULAN else heading
    return f"Tahun {first[:4]}" if first[:4] == last[:4] else f"Tahun {first[:4]} - {last[:4]}"


def file_safe(text: str) -> str:
    """The text as part of a file's name."""
    return re.sub(r"\s+", " ", re.sub(r"[\\/:*?\"<>|]", "-", text)).strip()


def sheet_safe(text: str) -> str:
    """The text as the name of a sheet, cut at 31 characters."""
    return re.sub(r"[\\/:*?\[\]']", "-", text)[:31].strip()
