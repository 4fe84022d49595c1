"""Units as people write them."""

import pytest

from lumbung.reference.nouns import disputed
from lumbung.reference.satuan import find_unit, units


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("(Ha)", "ha"),
        ("Hektar", "ha"),
        ("Satuan: Ekor", "ekor"),
        ("dalam Ton", "ton"),
        ("(Ku/Ha)", "ku/ha"),
        ("Kw/Ha", "ku/ha"),
        ("%", "persen"),
        ("km²", "km2"),
        ("Jiwa", "orang"),
        ("Rp 000", "ribu rupiah"),
        ("Juta Rupiah", "juta rupiah"),
    ],
)
def test_a_unit_is_found_under_every_name_people_give_it(written: str, code: str) -> None:
    unit = find_unit(written)
    assert unit is not None
    assert unit.code == code


@pytest.mark.parametrize(
    "written", ["", "Kecamatan Batur", "Sapi Perah", "Laki-laki/Perempuan", "per hari ini", "Ribu"]
)
def test_what_is_no_unit_as_a_whole_is_none(written: str) -> None:
    assert find_unit(written) is None


@pytest.mark.parametrize(
    ("written", "factor"), [("Ribu Jiwa", 1000), ("ribuan ekor", 1000), ("000 Ton", 1_000_000), ("Juta Orang", 10**6)]
)
def test_a_multiple_of_a_unit_is_a_unit_of_the_same_kind(written: str, factor: float) -> None:
    unit = find_unit(written)
    assert unit is not None
    assert unit.factor == factor


@pytest.mark.parametrize(
    ("of", "to", "factor"),
    [
        ("kg", "ton", 0.001),
        ("ton", "kuintal", 10),
        ("ha", "km2", 0.01),
        ("ku/ha", "ton/ha", 0.1),
        ("juta rupiah", "rupiah", 1e6),
    ],
)
def test_units_of_a_kind_are_converted(of: str, to: str, factor: float) -> None:
    conversion = units()[of].conversion(units()[to])
    assert conversion is not None
    assert conversion == pytest.approx(factor)


@pytest.mark.parametrize(("of", "to"), [("ekor", "orang"), ("ton", "ha"), ("sekolah", "desa"), ("persen", "orang")])
def test_nothing_converts_a_school_to_a_person(of: str, to: str) -> None:
    assert units()[of].conversion(units()[to]) is None


@pytest.mark.parametrize(
    ("written", "to", "factor"),
    [
        ("Rp/Kg", "rupiah/kg", 1),
        ("rupiah per ton", "rupiah/kg", 0.001),
        ("Ribu Rp/kg", "rupiah/kg", 1000),
        ("ton per km2", "ton/ha", 0.01),
        ("jiwa/km²", "orang/km2", 1),
        ("per 1.000 penduduk", "per 100.000 penduduk", 100),
        ("per 100 000 KH", "per 1.000 kelahiran hidup", 0.01),
        ("Per 1000 Jiwa", "per 1.000 penduduk", 1),
        ("gr", "kg", 0.001),
        ("Buah", "sekolah", 1),
        ("unit", "rumah", 1),
        ("sekolah", "desa", None),
        ("unit", "orang", None),
        ("RT", "rumah tangga", None),
    ],
)
def test_rates_and_counted_things_are_converted_where_that_is_certain(
    written: str, to: str, factor: float | None
) -> None:
    unit = find_unit(written)
    assert unit is not None
    found = unit.conversion(units()[to])
    assert found == (None if factor is None else pytest.approx(factor))


@pytest.mark.parametrize(
    ("name", "unit", "noun"),
    [
        ("Jumlah Sekolah SLB Negeri", "orang", "sekolah"),
        ("Jumlah Sekolah SLB Negeri", "unit", None),
        ("Jumlah guru sekolah dasar", "orang", None),
        ("Jumlah guru sekolah dasar", "sekolah", "guru"),
        ("Jarak ke SD", "desa", "jarak"),
        ("Luas Panen", "km2", None),
        ("Persentase penduduk miskin", "persen", None),
        ("Penduduk miskin", "persen", None),  # a share of anything
        ("Sapi", "orang", "sapi"),
        ("Hal Lain", "orang", None),
    ],
)
def test_the_noun_of_a_name_is_held_against_its_unit(name: str, unit: str, noun: str | None) -> None:
    found = disputed(name, units()[unit])
    assert (found[0] if found else None) == noun
