"""The provinces and the 514 kabupaten and kota of the country: to say where a place outside the regency lies.

``nasional.csv`` beside this module; Kepmendagri 300.2.2-2138/2025, BPS codes of 2020 where they are known.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lumbung.reference.wilayah.codes import WrittenCode
from lumbung.reference.wilayah.model import Region, RegionLevel, is_city
from lumbung.reference.wilayah.names import CITY, bare, compact, folded, said_level

_REGENCY, _PROVINCE = 4, 2
"""Digits in front of a code that name its kabupaten, its province."""


@cache
def regencies() -> Mapping[str, Region]:
    """Every province and regency by its Kemendagri code."""
    with (Path(__file__).parent / "nasional.csv").open(encoding="utf-8", newline="") as stream:
        return {
            r["kode"]: Region(
                r["kode"], r["nama"], RegionLevel(r["tingkat"]), r["induk"] or None, r["kode_bps"] or None
            )
            for r in csv.DictReader(stream)
        }


@cache
def _by_digits() -> Mapping[str, tuple[str, ...]]:
    """Four digits → the names of the regencies that bear them in either system."""
    found: dict[str, dict[str, None]] = {}
    for region in regencies().values():
        if region.level is RegionLevel.KABUPATEN:
            for digits in (region.code.replace(".", ""), region.bps_code or ""):
                found.setdefault(digits, {})[region.name] = None
    return {digits: tuple(names) for digits, names in found.items()}


@cache
def _by_name() -> Mapping[str, tuple[Region, ...]]:
    found: dict[str, list[Region]] = {}
    for region in regencies().values():
        if region.level is RegionLevel.KABUPATEN:
            plain = compact(folded(region.name).removeprefix(CITY), RegionLevel.KABUPATEN)
            found.setdefault(plain, []).append(region)
    return {name: tuple(regions) for name, regions in found.items()}


def place_of_code(code: WrittenCode) -> str:
    """The regency or regencies in which a code of any level would lie; '' where there is none."""
    readings = [*(c.replace(".", "") for c in code.dotted), *code.digits, code.bps]
    names: dict[str, None] = {}
    for digits in readings:
        if len(digits) >= _REGENCY:
            of_kemendagri = regencies().get(f"{digits[:_PROVINCE]}.{digits[_PROVINCE:_REGENCY]}")
            known = _by_digits().get(digits[:_REGENCY], ()) if not code.dotted else ()
            names |= dict.fromkeys(known or ([of_kemendagri.name] if of_kemendagri else []))
    return " atau ".join(names)


def place_of_name(text: str) -> str:
    """The kabupaten or kota of the country that a text names; '' where it names none."""
    plain = bare(text, RegionLevel.KABUPATEN)
    city = plain.startswith(CITY)
    found = _by_name().get(plain.removeprefix(CITY).replace(" ", ""), ())
    if said_level(text) is RegionLevel.KABUPATEN:
        found = tuple(r for r in found if not is_city(r.code))
    elif city:
        found = tuple(r for r in found if is_city(r.code))
    return " atau ".join(r.name for r in found)
