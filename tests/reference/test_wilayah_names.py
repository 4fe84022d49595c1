"""Names of regions with numbers in front, with words cut short, and what they resemble."""

from __future__ import annotations

import pytest

from lumbung.reference.wilayah import Alias, Gazetteer, Region, RegionLevel
from lumbung.reference.wilayah.likeness import likeness, sound

DESA, KECAMATAN = RegionLevel.DESA, RegionLevel.KECAMATAN


def villages(*names: str, aliases: tuple[tuple[str, str], ...] = ()) -> Gazetteer:
    """The villages of one kecamatan, numbered from 2001 on; aliases by name."""
    codes = {name: f"16.04.01.{2001 + i}" for i, name in enumerate(names)}
    return Gazetteer(
        [Region(code, name, DESA, "16.04.01") for name, code in codes.items()],
        [Alias(codes[name], spelling) for name, spelling in aliases],
    )


def named(gazetteer: Gazetteer, text: str) -> list[str]:
    """The names that a text certainly means."""
    found = gazetteer.resolve(text, DESA, "16.04.01")
    return [gazetteer[c].name for c in ((found.code,) if found.code else found.candidates)]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Tj. Baru", "Tanjung Baru"),
        ("TJG BARU", "Tanjung Baru"),
        ("Desa Tj.Baru", "Tanjung Baru"),
        ("3. Tj. Baru", "Tanjung Baru"),
        ("Tanjung Br.", "Tanjung Baru"),
        ("Mr. Lawai", "Muaralawai"),
        ("Ma. Lawai", "Muaralawai"),
        ("Pd. Perangai", "Padang Perangai"),
        ("Sumber Sel.", "Sumber Selatan"),
    ],
)
def test_a_customary_abbreviation_stands_for_the_one_village_it_fits(written: str, name: str) -> None:
    some = villages("Tanjung Baru", "Muaralawai", "Padang Perangai", "Sumber Selatan")
    assert named(some, written) == [name]


def test_an_abbreviation_that_fits_several_is_ambiguous() -> None:
    some = villages("Padang Raya", "Pondok Raya", "Pedang Raya")
    assert named(some, "Pd. Raya") == ["Padang Raya", "Pondok Raya", "Pedang Raya"]


def test_an_abbreviation_is_not_read_where_another_region_could_be_so_abbreviated() -> None:
    assert len(named(villages("Padang Raya", "Pedang Raya"), "Pd. Raya")) == 2


def test_a_word_that_nobody_listed_as_an_abbreviation_is_none() -> None:
    assert named(villages("Tanjung Baru"), "Tnjg Baru") == []


@pytest.mark.parametrize(
    "written",
    ["01. Susukan", "1) Susukan", "(1) Susukan", "1 Susukan", "1.1 Susukan", "I. Susukan", "iv) Susukan", "a. Susukan"],
)
def test_a_numbering_in_front_does_not_count(written: str) -> None:
    assert named(villages("Susukan", "Batur"), written) == ["Susukan"]


def test_a_letter_in_front_may_be_a_word_cut_short() -> None:
    assert named(villages("Agung", "Kota Agung"), "K. Agung") == ["Agung", "Kota Agung"]
    assert named(villages("Agung", "Kota Agung"), "b. Agung") == ["Agung"]


def test_a_number_in_front_may_belong_to_the_name() -> None:
    assert named(villages("2 Ilir", "Ilir"), "2 Ilir") == ["2 Ilir"]
    assert named(villages("2 Ilir", "Ilir"), "3 Ilir") == ["2 Ilir", "Ilir"]


def test_accents_do_not_count() -> None:
    assert named(villages("Cibeureum"), "Cibeuréum") == ["Cibeureum"]


def test_of_a_desa_and_a_kelurahan_of_one_name_the_word_decides() -> None:
    two = Gazetteer([Region("16.04.10.1001", "Lahat", DESA, None), Region("16.04.10.2001", "Lahat", DESA, None)])
    assert two.resolve("Kel. Lahat", DESA).code == "16.04.10.1001"
    assert len(two.resolve("Lahat", DESA).candidates) == 2
    assert len(two.resolve("Desa/Kel. Lahat", DESA).candidates) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [("Tjikotok", "Cikotok"), ("Soekamerindoe", "Sukamerindu"), ("Djati", "Jati"), ("Banjoemas", "Banyumas")],
)
def test_an_old_spelling_sounds_alike_and_is_proposed_but_not_applied(old: str, new: str) -> None:
    assert sound(old.lower()) == sound(new.lower())
    found = villages(new, "Lubuk Layang").resolve(old, DESA, "16.04.01")
    assert not found.found
    assert [code for code, _ in found.suggestions] == ["16.04.01.2001"]


def test_an_accepted_alias_is_applied() -> None:
    assert named(villages("Cikotok", aliases=(("Cikotok", "Tjikotok"),)), "TJIKOTOK") == ["Cikotok"]


def test_suggestions_that_are_nearly_as_good_are_not_clear() -> None:
    tie = villages("Tanjung Bulan", "Tanjung Balam", "Lubuk Layang").resolve("Tanjung Bulam", DESA)
    assert {code for code, _ in tie.suggestions} == {"16.04.01.2001", "16.04.01.2002"}
    assert not tie.clear
    assert villages("Tanjung Bulan", "Lubuk Layang").resolve("Tanjung Bulam", DESA).clear
    assert not villages("Batur").resolve("Batur", DESA).clear


def test_likeness_is_whole_only_for_equal_names() -> None:
    assert likeness("batur", "batur") == 100
    assert likeness("tjikotok", "cikotok") < 100
