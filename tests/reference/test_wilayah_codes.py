"""Codes of regions in every form in which people write them, in both systems."""

from __future__ import annotations

import pytest

from lumbung.reference.wilayah import (
    CodeSystem,
    Gazetteer,
    Obstacle,
    Region,
    RegionLevel,
    is_dotted_code,
    read_code,
)

KABUPATEN, KECAMATAN, DESA = RegionLevel.KABUPATEN, RegionLevel.KECAMATAN, RegionLevel.DESA

LAHAT = Gazetteer(
    [
        Region("16", "Sumatera Selatan", RegionLevel.PROVINSI, None, "16"),
        Region("16.04", "Kabupaten Lahat", KABUPATEN, "16", "1604"),
        Region("16.04.01", "Tanjungsakti Pumu", KECAMATAN, "16.04", "1604012"),
        Region("16.04.20", "Pseksu", KECAMATAN, "16.04", "1604122"),
        Region("16.04.12", "Pajar Bulan", KECAMATAN, "16.04", "1604061"),
        Region("16.04.01.2001", "Kembang Ayun", DESA, "16.04.01", "1604012003"),
        Region("16.04.01.2003", "Karang Agung", DESA, "16.04.01", "1604012001"),
        Region("16.04.12.2001", "Sumber Karya", DESA, "16.04.12", "1604061009"),
        Region("16.04.20.2005", "Lubuk Atung", DESA, "16.04.20", "1604122001"),
        Region("16.04.20.2006", "Batu Niding", DESA, "16.04.20"),
        Region("16.04.12.2002", "Pulau Panas", DESA, "16.04.12", "1604061010"),
    ]
)
"""Five villages of Lahat; 1604012001 and 1604122001 are codes of two of them each."""


@pytest.mark.parametrize(
    "written",
    [
        "16.04.20.2005",
        " 16.04.20.2005 ",
        "16.04.20. 2005",
        "16-04-20-2005",
        "16/04/20/2005",
        "16 04 20 2005",
        "16.4.20.2005",
        "1604202005",
        "1604202005.0",
        "160420 2005",
        "16.04.122.001",
        "16 04 122 001",
        "16.04.20.2005 Lubuk Atung",
        "1604202005 - Lubuk Atung",
        "[1604202005] LUBUK ATUNG",
        "Lubuk Atung (16.04.20.2005)",
        "Ds. Lubuk Atung / 1604202005",
        "1604122001 Lubuk Atung",
        "16.04.20.2005 Lubuk Atumg",
    ],
)
def test_a_code_is_read_however_it_is_written(written: str) -> None:
    assert LAHAT.resolve(written, DESA).code == "16.04.20.2005"


@pytest.mark.parametrize("written", ["16.04.01", "160401", "160401.0", "1604012", "1604012.0", "16.4.1", "16 04 01"])
def test_the_code_of_a_kecamatan_has_six_digits_or_seven_of_bps(written: str) -> None:
    assert LAHAT.resolve(written, KECAMATAN).code == "16.04.01"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("5.04", "05.04"),
        ("504", "05.04"),
        ("5.04.01", "05.04.01"),
        ("50401", "05.04.01"),
        ("504012001", "05.04.01.2001"),
    ],
)
def test_a_province_that_begins_with_nought_may_have_lost_it(written: str, code: str) -> None:
    levels = {5: KABUPATEN, 8: KECAMATAN, 13: DESA}
    listed = {"05.04": "0504", "05.04.01": "0504010", "05.04.01.2001": None}
    early = Gazetteer([Region(c, f"Tempat {c}", levels[len(c)], None, bps) for c, bps in listed.items()])
    assert early.resolve(written, levels[len(code)]).code == code


def test_a_regency_read_as_a_number_may_have_lost_a_nought_behind() -> None:
    two = [Region("16.01", "Kabupaten A", KABUPATEN, "16"), Region("16.10", "Kabupaten B", KABUPATEN, "16")]
    assert Gazetteer(two).resolve("16.1", KABUPATEN).code is None
    assert Gazetteer(two[1:]).resolve("16.1", KABUPATEN).code == "16.10"


@pytest.mark.parametrize("text", ["2022", "Susukan 2", "1.2 Susukan", "01.02.03 Susukan", "12", "2022 Lahat", "12,5"])
def test_a_number_is_no_code_of_a_region(text: str) -> None:
    found = LAHAT.resolve(text, KECAMATAN)
    assert (found.code, found.candidates, found.obstacle) == (None, (), None)


def test_a_code_of_both_systems_is_held_with_both_villages() -> None:
    assert LAHAT.resolve("1604012001", DESA).candidates == ("16.04.01.2001", "16.04.01.2003")


def test_the_name_beside_it_decides_a_code_of_both_systems() -> None:
    assert LAHAT.resolve("1604012001 Kembang Ayun", DESA).code == "16.04.01.2001"
    assert LAHAT.resolve("Karang Agung", DESA, beside="1604012001").code == "16.04.01.2003"


def test_the_kecamatan_beside_it_decides_a_code_of_both_systems() -> None:
    """1604122001 is Lubuk Atung of Pseksu to BPS, and would be a village of Pajar Bulan to Kemendagri."""
    pajar_bulan = Region("16.04.12.2001", "Sumber Karya", DESA, "16.04.12")
    both = Gazetteer([*LAHAT.lines, Region("16.04.20.2007", "Tanjung Agung", DESA, "16.04.20", "1604122002")])
    assert pajar_bulan.code in both.regions
    assert both.resolve("1604122001", DESA, "16.04.20").code == "16.04.20.2005"


def test_the_system_of_the_column_decides_a_code_of_both_systems() -> None:
    assert LAHAT.resolve("1604012001", DESA, system=CodeSystem.BPS).code == "16.04.01.2003"
    assert LAHAT.resolve("1604012001", DESA, system=CodeSystem.KEMENDAGRI).code == "16.04.01.2001"


def test_a_code_is_held_where_the_list_of_bps_codes_may_lack_it() -> None:
    """Batu Niding has no BPS code in the list, so any code of its BPS kecamatan may be its own."""
    beside = Gazetteer([*LAHAT.lines, Region("16.04.12.2010", "Talang Baru", DESA, "16.04.12", "1604061011")])
    unsure = beside.resolve("1604122010", DESA)
    assert (unsure.code, unsure.candidates) == (None, ("16.04.12.2010",))


def test_code_and_name_that_disagree_are_said_to() -> None:
    found = LAHAT.resolve("16.04.01.2001 Karang Agung", DESA)
    assert (found.obstacle, found.meant) == (Obstacle.DISAGREEMENT, ("16.04.01.2001",))
    assert LAHAT.resolve("16.03.01.2001 Karang Agung", DESA).obstacle is Obstacle.DISAGREEMENT


def test_a_village_of_another_kecamatan_disagrees_with_it() -> None:
    found = LAHAT.resolve("16.04.01.2001", DESA, "16.04.20")
    assert (found.obstacle, found.meant) == (Obstacle.DISAGREEMENT, ("16.04.01.2001",))


@pytest.mark.parametrize(
    ("written", "level", "place"),
    [
        ("16.03.01", KECAMATAN, "Kabupaten Muara Enim"),
        ("1603010", KECAMATAN, "Kabupaten Muara Enim"),
        ("Kab. Muara Enim", KECAMATAN, "Kabupaten Muara Enim"),
        ("Kota Pagar Alam", DESA, "Kota Pagar Alam"),
        ("Muara Enim", KABUPATEN, "Kabupaten Muara Enim"),
    ],
)
def test_a_place_of_another_regency_is_named(written: str, level: RegionLevel, place: str) -> None:
    found = LAHAT.resolve(written, level)
    assert (found.obstacle, found.place) == (Obstacle.OUTSIDE, place)


@pytest.mark.parametrize("written", ["16.04.99", "16.04.01.2999", "1604999"])
def test_a_code_that_is_in_no_list_is_simply_unknown(written: str) -> None:
    found = LAHAT.resolve(written, KECAMATAN)
    assert (found.code, found.candidates, found.obstacle) == (None, (), None)


@pytest.mark.parametrize("written", ["16.04.01.2001", "Desa Kembang Ayun", "Kembang Ayun"])
def test_a_village_where_a_kecamatan_is_expected_is_of_the_wrong_level(written: str) -> None:
    found = LAHAT.resolve(written, KECAMATAN)
    assert (found.obstacle, found.meant) == (Obstacle.WRONG_LEVEL, ("16.04.01.2001",))


def test_only_a_whole_code_with_points_is_a_dotted_code() -> None:
    assert [is_dotted_code(c) for c in ("16", "16.04", "16.04.01.2001", "1604", "16.04.2001", "x")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]


def test_a_text_without_digits_holds_no_code() -> None:
    assert read_code("Kembang Ayun") is None
