"""The kecamatan and desa of Kabupaten Lahat as the sample forms need them: codes, names, and how OPDs spell them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REFERENCE = Path(__file__).parent.parent / "reference"
REGENCY = "16.04"
OTHER_SPELLING = {
    "16.04.01": "Tanjung Sakti Pumu",
    "16.04.08": "Pulaupinang",
    "16.04.27": "Tanjung Tebat",
    "16.04.28": "Muara Payang",
}
"""How some OPDs write these kecamatan; all of them stand in ``alias_wilayah.csv``."""


@dataclass(frozen=True)
class Place:
    """One kecamatan, desa or kelurahan."""

    code: str
    name: str
    parent: str

    @property
    def is_kelurahan(self) -> bool:
        """True for a kelurahan: the first digit of the last group is 1."""
        return self.code[9:10] == "1"


@cache
def _places(level: str) -> tuple[Place, ...]:
    with (REFERENCE / "wilayah.csv").open(encoding="utf-8", newline="") as stream:
        rows = [r for r in csv.DictReader(stream) if r["tingkat"] == level and not r["berlaku_sampai"]]
    return tuple(Place(r["kode"], r["nama"], r["induk"]) for r in rows)


def kecamatan() -> tuple[Place, ...]:
    """The 24 kecamatan, in code order."""
    return _places("kecamatan")


def desa(kode_kecamatan: str | None = None) -> tuple[Place, ...]:
    """The desa and kelurahan, in code order; those of one kecamatan if given."""
    return tuple(d for d in _places("desa") if kode_kecamatan in (None, d.parent))


def spaced(name: str) -> str:
    """The letters of a short name spaced for looks: ``'Jarai'`` → ``'J a r a i'``."""
    return " ".join(name) if len(name) <= 6 and " " not in name else name


def other(place: Place) -> str:
    """The spelling that the OPD uses where it is not the official one."""
    return OTHER_SPELLING.get(place.code, place.name)
