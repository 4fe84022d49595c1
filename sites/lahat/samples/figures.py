"""Figures that several sample forms share: growth over the years, the inhabitants of a place.

Nothing here comes from a real table: sizes are only of the order one would expect of a regency of 24 kecamatan.
"""

from __future__ import annotations

from functools import cache

from sites.lahat.samples.regions import Place, desa
from sites.samples.dice import about, count, dice


def grown(centre: float, per_year: float, year: int, *key: object) -> int:
    """A count that is its own for each key and drifts by ``per_year`` (a share) from 2020 on."""
    base = about(centre, 0.6, *key)
    trend = float((1 + per_year) ** (year - 2020))
    return count(base * trend, 0.02, *key, year)


@cache
def people(place: Place, sex: str, semester: str) -> int:
    """Inhabitants of a desa or kelurahan, L or P, at the end of a semester such as ``2024-S2``."""
    size = dice("penduduk", place.code).randint(1900, 6800) if place.is_kelurahan else _desa_size(place)
    share = about(0.507, 0.02, "laki-laki", place.code)
    year, half = int(semester[:4]), int(semester[-1])
    growth = 1 + 0.004 * (2 * (year - 2022) + half)
    return round(size * growth * (share if sex == "L" else 1 - share))


def _desa_size(place: Place) -> int:
    return round(300 + 1800 * float(dice("penduduk", place.code).random() ** 1.5))


@cache
def people_of(kode_kecamatan: str, semester: str) -> int:
    """Inhabitants of a kecamatan: the sum over its desa and kelurahan."""
    return sum(people(d, sex, semester) for d in desa(kode_kecamatan) for sex in "LP")
