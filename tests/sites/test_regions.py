"""The region lists of the sites: whole, in the two systems, in their time."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from lumbung.reference.wilayah import Gazetteer, RegionLevel, read_gazetteer
from lumbung.reference.wilayah.nationwide import regencies

SITES = Path(__file__).parents[2] / "sites"
KECAMATAN, DESA = RegionLevel.KECAMATAN, RegionLevel.DESA


def regions_of(site: str) -> Gazetteer:
    return read_gazetteer(SITES / site / "reference")


@pytest.mark.parametrize(
    ("site", "kecamatan", "villages"), [("lahat", 24, 378), ("lebak", 28, 345), ("banjarnegara", 20, 278)]
)
def test_the_list_has_every_kecamatan_and_village_of_the_decree(site: str, kecamatan: int, villages: int) -> None:
    regions = regions_of(site)
    assert len(regions.of_level(KECAMATAN)) == kecamatan
    assert len([r for r in regions.of_level(DESA) if not r.valid_to]) == villages
    assert all(r.parent in regions.regions for r in regions.lines if r.parent)
    assert all(r.bps_code for r in regions.of_level(KECAMATAN))


def test_no_bps_code_is_of_two_regions() -> None:
    for site in ("lahat", "lebak", "banjarnegara"):
        owners = {(r.bps_code, r.code) for r in regions_of(site).lines if r.bps_code}
        assert max(Counter(bps for bps, _ in owners).values()) == 1


def test_twenty_four_codes_without_points_name_two_villages_of_lahat_each() -> None:
    lahat = regions_of("lahat")
    digits = {r.code.replace(".", ""): r for r in lahat.of_level(DESA)}
    shared = [r for r in digits.values() if r.bps_code in digits]
    colliding = [r for r in shared if digits[str(r.bps_code)].code != r.code]
    assert (len(shared), len(colliding)) == (25, 24)
    for region in colliding:
        other = digits[str(region.bps_code)]
        assert set(lahat.resolve(str(region.bps_code), DESA).candidates) == {region.code, other.code}


def test_lebak_knows_that_cikaratuan_has_moved_and_what_was_renamed() -> None:
    lebak = regions_of("lebak")
    moved = lebak.successor("36.02.16.2018")
    assert moved is not None
    assert (moved.code, moved.name) == ("36.02.28.2009", "Cikaratuan")
    assert lebak.resolve("Cigemlong", KECAMATAN).code == "36.02.28"


def test_the_country_has_thirty_eight_provinces_and_514_regencies() -> None:
    levels = Counter(r.level for r in regencies().values())
    assert levels == {RegionLevel.PROVINSI: 38, RegionLevel.KABUPATEN: 514}
