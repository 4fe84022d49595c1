"""Regions as people write them."""

from pathlib import Path

import pytest

from lumbung.reference.wilayah import (
    Alias,
    Gazetteer,
    Obstacle,
    Region,
    RegionLevel,
    Resolution,
    read_gazetteer,
)
from tests.harmonise.regency import GAZETTEER

KECAMATAN, DESA, KABUPATEN = RegionLevel.KECAMATAN, RegionLevel.DESA, RegionLevel.KABUPATEN


@pytest.mark.parametrize(
    "written",
    [
        "Pulau Pinang",
        "PULAU PINANG",
        "Pulaupinang",
        "Kec. Pulau Pinang",
        "Kecamatan Pulau Pinang",
        "03. Pulau Pinang",
        "3) Pulau Pinang",
        "III. Pulau Pinang",
        "c. Pulau Pinang",
        "P u l a u   P i n a n g",
        "Pulau\xa0Pinang ",
        "33.99.03",
        "Pulopinang",  # an alias that a person accepted
    ],
)
def test_spelling_numbering_and_the_word_for_the_level_do_not_matter(written: str) -> None:
    assert GAZETTEER.resolve(written, KECAMATAN).code == "33.99.03"


@pytest.mark.parametrize("written", ["Pulau Pinnag", "Pulau Pisang", "Susukan Pulau Pinang"])
def test_what_merely_resembles_a_name_is_suggested_and_never_applied(written: str) -> None:
    found = GAZETTEER.resolve(written, KECAMATAN)
    assert not found.found
    assert not found.candidates


def test_suggestions_come_with_their_likeness_the_best_first() -> None:
    found = GAZETTEER.resolve("Pulau Pinnag", KECAMATAN)
    assert [code for code, _ in found.suggestions] == ["33.99.03"]
    assert 75 <= found.suggestions[0][1] < 100
    assert GAZETTEER.resolve("Ngarai Biru", KECAMATAN) == Resolution()


def test_a_village_name_that_repeats_is_resolved_inside_its_kecamatan() -> None:
    for kecamatan in ("33.99.01", "33.99.02"):
        assert GAZETTEER.resolve("Desa Tanjung Baru", DESA, kecamatan).code == f"{kecamatan}.2001"


def test_without_its_kecamatan_a_repeating_name_is_ambiguous() -> None:
    assert GAZETTEER.resolve("Tanjung Baru", DESA).candidates == ("33.99.01.2001", "33.99.02.2001")


def test_a_village_of_another_kecamatan_is_not_found_by_name_or_code() -> None:
    assert not GAZETTEER.resolve("Sumber Rejo", DESA, "33.99.01").found
    assert not GAZETTEER.resolve("33.99.03.2001", DESA, "33.99.01").found


def test_a_village_may_bear_the_name_of_its_kecamatan() -> None:
    assert GAZETTEER.resolve("Batur", DESA).code == "33.99.02.1002"
    assert GAZETTEER.resolve("Batur", KECAMATAN).code == "33.99.02"


def test_a_code_of_another_level_or_place_is_not_taken() -> None:
    village = GAZETTEER.resolve("33.99.02.1002", KECAMATAN)
    assert (village.code, village.obstacle, village.meant) == (None, Obstacle.WRONG_LEVEL, ("33.99.02.1002",))
    elsewhere = GAZETTEER.resolve("33.04.02", KECAMATAN)
    assert (elsewhere.code, elsewhere.obstacle) == (None, Obstacle.OUTSIDE)
    assert elsewhere.place == "Kabupaten Banjarnegara"


def test_all_41_village_names_that_repeat_in_a_regency_are_told_apart_by_their_kecamatan() -> None:
    regions = [Region(f"16.04.{k:02}", f"Kecamatan {k}", KECAMATAN, "16.04") for k in range(1, 5)]
    names = [f"Tanjung {n}" for n in range(41)]
    regions += [
        Region(f"16.04.{k:02}.{2001 + n}", name, DESA, f"16.04.{k:02}")
        for k in range(1, 5)
        for n, name in enumerate(names)
    ]
    lahat = Gazetteer(regions)
    for region in lahat.of_level(DESA):
        assert lahat.resolve(region.name, DESA, region.parent).code == region.code
        assert len(lahat.resolve(region.name, DESA).candidates) == 4


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Kota Bandung", "32.73"),
        ("Kab. Bandung", "32.04"),
        ("KABUPATEN BANDUNG", "32.04"),
        ("Kota Baru", "63.02"),
        ("Kab. Kotabaru", "63.02"),
        ("Bandung", None),
        ("Kota Bogor", None),
    ],
)
def test_kota_bandung_is_not_kabupaten_bandung(written: str, code: str | None) -> None:
    java = Gazetteer(
        [
            Region("32.04", "Kabupaten Bandung", KABUPATEN, "32"),
            Region("32.73", "Kota Bandung", KABUPATEN, "32"),
            Region("32.01", "Bogor", KABUPATEN, "32"),
            Region("63.02", "Kotabaru", KABUPATEN, "63"),
        ]
    )
    assert java.resolve(written, KABUPATEN).code == code


def test_the_regions_of_a_level_come_in_code_order_and_inside_a_parent() -> None:
    assert [r.code for r in GAZETTEER.of_level(DESA, "33.99.02")] == ["33.99.02.1002", "33.99.02.2001"]


def test_the_ancestor_of_a_region_has_the_level_asked_for() -> None:
    ancestor = GAZETTEER.ancestor("33.99.02.1002", KECAMATAN)
    assert ancestor is not None
    assert ancestor.name == "Batur"
    assert GAZETTEER.ancestor("33.99", DESA) is None


def test_an_alias_shared_with_another_name_leaves_it_ambiguous() -> None:
    two = Gazetteer(
        [Region("33.99.01", "Susukan", KECAMATAN, None), Region("33.99.02", "Batur", KECAMATAN, None)],
        [Alias("33.99.01", "Batur")],
    )
    assert two.resolve("Batur", KECAMATAN).candidates == ("33.99.01", "33.99.02")


HEAD = "kode,nama,tingkat,induk,kode_bps,berlaku_dari,berlaku_sampai,dasar\n"


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ("33.99.01,Susukan,kecamatn,33.99,,,,\n", "line 2: tingkat is 'kecamatn'; it may be provinsi"),
        ("33.99,Susukan,kecamatan,33,,,,\n", "line 2: kode '33.99' is no dotted code of a kecamatan"),
        (
            "33.99.01,A,kecamatan,33.99,,,,\n33.99.01,B,kecamatan,33.99,,,,\n",
            "33.99.01 stands more than once for the same time",
        ),
    ],
)
def test_a_wrong_line_of_the_region_list_is_refused_with_its_number(tmp_path: Path, lines: str, complaint: str) -> None:
    (tmp_path / "wilayah.csv").write_text(HEAD + lines, encoding="utf-8")
    with pytest.raises(ValueError, match=complaint):
        read_gazetteer(tmp_path)


def test_an_alias_of_a_code_that_is_no_region_is_refused(tmp_path: Path) -> None:
    (tmp_path / "wilayah.csv").write_text(
        HEAD + "33.99.01,Susukan,kecamatan,33.99,,2020-01-01,,\n", encoding="utf-8-sig"
    )
    (tmp_path / "alias_wilayah.csv").write_text("kode,alias,dasar\n33.99.09,Susuk,x\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"no region has code 33\.99\.09"):
        read_gazetteer(tmp_path)
