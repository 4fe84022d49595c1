"""What a region is: its level, its codes in the two systems, its names in their time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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

LEVEL_OF_LENGTH = {length: level for level, length in CODE_LENGTH.items()}
_FIRST_CITY = 71
"""Kabupaten are numbered 01 to 69, kota from 71 on: Kota Bandung is not Kabupaten Bandung."""
_KELURAHAN = "1"
"""First digit of the last part of a kelurahan's code; 2 is a desa, 3 a desa adat."""


@dataclass(frozen=True)
class Span:
    """A stretch of days, both ends included."""

    first: date
    last: date


@dataclass(frozen=True)
class Region:
    """One region under one name for one time; a renamed region is two of these with one code.

    ``successor`` is the code under which the region goes on after ``valid_to``, where it has moved.
    """

    code: str
    name: str
    level: RegionLevel
    parent: str | None
    bps_code: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str | None = None

    def holds(self, during: Span) -> bool:
        """True when the region exists under this code and name on some day of the span."""
        begun = self.valid_from is None or self.valid_from <= during.last
        return begun and (self.valid_to is None or self.valid_to >= during.first)


@dataclass(frozen=True)
class Alias:
    """A spelling that a person accepted for a region."""

    code: str
    spelling: str


def is_inside(code: str, within: str | None) -> bool:
    """True when the region of ``code`` is ``within`` or lies in it; anything lies within None."""
    return within is None or code == within or code.startswith(f"{within}.")


def is_city(code: str) -> bool:
    """True for the code of a kota, not of a kabupaten."""
    return int(code[3:5]) >= _FIRST_CITY


def is_kelurahan(code: str) -> bool:
    """True for the code of a kelurahan, not of a desa."""
    return code[9:10] == _KELURAHAN
