"""The regions that the files of the layouts corpus are about.

Provinces, kabupaten and kota have their official codes. Kecamatan and desa outside the three regencies that the
project has lists of are numbered here in the order of ``layout_regions.yaml``: their names are what is tested.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from lumbung.reference.wilayah import Alias, Gazetteer, Region, RegionLevel, read_gazetteer
from lumbung.reference.wilayah.nationwide import regencies

HERE = Path(__file__).parent
BANJARNEGARA = HERE.parents[1] / "sites" / "banjarnegara" / "reference"


@cache
def gazetteer(code: str) -> Gazetteer:
    """The regions inside a province or regency; '' is the whole country down to its regencies."""
    if code == "33.04":
        return read_gazetteer(BANJARNEGARA)
    inside = [r for r in regencies().values() if r.code.startswith(code) or code.startswith(r.code)]
    aliases = [Alias(of, spelling) for spelling, of in _written()["alias"].items() if of.startswith(code)]
    return Gazetteer([*inside, *_below(code)], aliases)


@cache
def _written() -> dict[str, Any]:
    written: dict[str, Any] = yaml.safe_load((HERE / "layout_regions.yaml").read_text("utf-8"))
    return written


def _below(code: str) -> Iterator[Region]:
    for number, (name, desa) in enumerate(_written().get(code, {}).items(), start=1):
        printed, _, rest = name.partition(" ") if name[:1].isdigit() else (f"{number:02}", "", name)
        own = f"{code}.{printed}"
        yield Region(own, rest, RegionLevel.KECAMATAN, code)
        for place, village in enumerate(desa or (), start=1):
            yield Region(f"{own}.{1000 + place}", village, RegionLevel.DESA, own)
