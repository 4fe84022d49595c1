"""Regions in their time: renamed, moved, not yet there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lumbung.reference.wilayah import Gazetteer, Obstacle, Region, RegionLevel, Span, read_gazetteer

DESA, KECAMATAN = RegionLevel.DESA, RegionLevel.KECAMATAN
LAST, FIRST = date(2025, 4, 24), date(2025, 4, 25)

LEBAK = Gazetteer(
    [
        Region("36.02.16", "Cijaku", KECAMATAN, "36.02"),
        Region("36.02.28", "Cigemlong", KECAMATAN, "36.02", valid_to=LAST),
        Region("36.02.28", "Cigemblong", KECAMATAN, "36.02", valid_from=FIRST),
        Region("36.02.16.2018", "Cikaratuan", DESA, "36.02.16", valid_to=LAST, successor="36.02.28.2009"),
        Region("36.02.28.2009", "Cikaratuan", DESA, "36.02.28", valid_from=FIRST),
    ]
)


def year(number: int) -> Span:
    return Span(date(number, 1, 1), date(number, 12, 31))


@pytest.mark.parametrize("on", [None, year(2020), year(2026)])
@pytest.mark.parametrize("name", ["Cigemlong", "CIGEMBLONG"])
def test_a_renamed_region_has_one_code_under_both_names(name: str, on: Span | None) -> None:
    assert LEBAK.resolve(name, KECAMATAN, on=on).code == "36.02.28"


def test_a_region_is_shown_under_its_latest_name() -> None:
    assert LEBAK["36.02.28"].name == "Cigemblong"
    assert [r.name for r in LEBAK.of_level(KECAMATAN)] == ["Cijaku", "Cigemblong"]


def test_a_moved_village_has_the_code_of_the_time() -> None:
    assert LEBAK.resolve("Cikaratuan", DESA, on=year(2020)).code == "36.02.16.2018"
    assert LEBAK.resolve("Cikaratuan", DESA, on=year(2026)).code == "36.02.28.2009"
    assert LEBAK.resolve("Cikaratuan", DESA).code == "36.02.28.2009"


def test_in_the_year_of_the_move_the_later_code_counts_unless_the_kecamatan_says_otherwise() -> None:
    assert LEBAK.resolve("Cikaratuan", DESA, on=year(2025)).code == "36.02.28.2009"
    assert LEBAK.resolve("Cikaratuan", DESA, "36.02.16", on=year(2025)).code == "36.02.16.2018"


@pytest.mark.parametrize("written", ["36.02.16.2018", "Cikaratuan"])
def test_an_expired_code_is_not_taken_and_names_its_successor(written: str) -> None:
    found = LEBAK.resolve(written, DESA, "36.02.16", on=year(2026))
    assert (found.code, found.obstacle, found.meant) == (None, Obstacle.OUT_OF_TIME, ("36.02.16.2018",))
    successor = LEBAK.successor("36.02.16.2018")
    assert successor is not None
    assert successor.code == "36.02.28.2009"


def test_a_code_that_is_not_yet_valid_is_not_taken() -> None:
    found = LEBAK.resolve("36.02.28.2009", DESA, on=year(2020))
    assert found.obstacle is Obstacle.OUT_OF_TIME
    predecessor = LEBAK.predecessor("36.02.28.2009")
    assert predecessor is not None
    assert predecessor.code == "36.02.16.2018"


def test_the_regions_of_a_time_leave_out_those_that_are_not_valid() -> None:
    assert [r.code for r in LEBAK.of_level(DESA, on=year(2020))] == ["36.02.16.2018"]
    assert [r.code for r in LEBAK.of_level(DESA, on=year(2026))] == ["36.02.28.2009"]
    assert LEBAK.changing == {"36.02.16.2018", "36.02.28.2009"}


HEAD = "kode,nama,tingkat,induk,kode_bps,berlaku_dari,berlaku_sampai,penerus,dasar\n"


def listed(folder: Path, lines: str) -> Gazetteer:
    (folder / "wilayah.csv").write_text(HEAD + lines, encoding="utf-8")
    return read_gazetteer(folder)


def test_the_list_may_name_one_code_twice_for_different_times(tmp_path: Path) -> None:
    regions = listed(
        tmp_path,
        "33.99.01,Lama,kecamatan,33.99,3399010,,2024-12-31,,x\n33.99.01,Baru,kecamatan,33.99,3399010,2025-01-01,,,x\n",
    )
    assert [line.name for line in regions.lines] == ["Lama", "Baru"]


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        (
            "33.99.01,Lama,kecamatan,33.99,,,2025-01-01,,\n33.99.01,Baru,kecamatan,33.99,,2025-01-01,,,\n",
            "33.99.01 stands more than once for the same time",
        ),
        ("33.99.01,A,kecamatan,33.99,,,2024-12-31,33.99.02,\n", "no region has code 33.99.02, named as penerus"),
        ("33.99.01,A,kecamatan,33.99,,31/12/2024,,,\n", "line 2: berlaku_dari '31/12/2024' is no day YYYY-MM-DD"),
    ],
)
def test_times_that_contradict_each_other_are_refused(tmp_path: Path, lines: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        listed(tmp_path, lines)
