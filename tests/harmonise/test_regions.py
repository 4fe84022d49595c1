"""Regions in a table: by name, by code, by both; and what is said where they are not taken."""

from __future__ import annotations

from datetime import date

import pytest

from lumbung.contracts.model import Contract, RegionLevel
from lumbung.harmonise.file import Harmonised, harmonise
from lumbung.harmonise.times.spans import days_of, days_of_all, last_day_of
from lumbung.reference.wilayah import Gazetteer, Region, Span
from tests.harmonise.regency import DESA, LIVESTOCK, PEOPLE, SEX, codes, contract, harmonised, the
from tests.sheets.drawing import workbook

VILLAGES = contract(DESA, SEX, PEOPLE, title="Penduduk Desa")
"""Villages without their kecamatan."""
LAST, FIRST = date(2025, 4, 24), date(2025, 4, 25)

LAHAT = Gazetteer(
    [
        Region("16.04", "Kabupaten Lahat", RegionLevel.KABUPATEN, None, "1604"),
        Region("16.04.01", "Tanjungsakti Pumu", RegionLevel.KECAMATAN, "16.04", "1604012"),
        Region("16.04.12", "Pajar Bulan", RegionLevel.KECAMATAN, "16.04", "1604061"),
        Region("16.04.01.2001", "Kembang Ayun", RegionLevel.DESA, "16.04.01", "1604012003"),
        Region("16.04.01.2002", "Gunung Meraksa", RegionLevel.DESA, "16.04.01", "1604012002"),
        Region("16.04.01.2003", "Karang Agung", RegionLevel.DESA, "16.04.01", "1604012001"),
        Region("16.04.01.2011", "Suban", RegionLevel.DESA, "16.04.01", "1604012004"),
        Region("16.04.12.2021", "Talang Tinggi", RegionLevel.DESA, "16.04.12", "1604061007"),
        Region("16.04.12.2022", "Talang Pagar", RegionLevel.DESA, "16.04.12", "1604061008"),
        Region("16.04.12.2023", "Pulau Panas", RegionLevel.DESA, "16.04.12", "1604061009", valid_to=LAST),
        Region("16.04.12.2024", "Benteng", RegionLevel.DESA, "16.04.12", "1604061010", valid_from=FIRST),
    ]
)
"""Villages of Lahat; 1604012001, …2002 and …2003 are codes of both systems."""


def villages(rows: str, of: Contract = VILLAGES, title: str = "Penduduk Desa Tahun 2022") -> Harmonised:
    """A drawn table of villages of Lahat, harmonised."""
    return harmonise(workbook(f"{title}\n\n{rows}"), [of], LAHAT)


def regions_of(found: Harmonised, name: str = "kode_desa") -> list[str]:
    """The codes that the rows were given, in the order of the sheet."""
    return list(found.conformed[0].frame[name].unique())


@pytest.mark.parametrize("ending", ["", ".0"])
def test_a_column_may_hold_nothing_but_codes(ending: str) -> None:
    found = villages(
        f"""
        Kode Wilayah        | L | P
        '1604012004{ending} | 1 | 2
        '1604061007{ending} | 3 | 4
        '1604061008{ending} | 5 | 6
        """
    )
    assert regions_of(found) == ["16.04.01.2011", "16.04.12.2021", "16.04.12.2022"]
    assert codes(found) == set()


def test_codes_may_stand_as_numbers() -> None:
    found = villages(
        """
        Kode Wilayah | L | P
        1604012004   | 1 | 2
        1604061007   | 3 | 4
        1604061008   | 5 | 6
        """
    )
    assert regions_of(found) == ["16.04.01.2011", "16.04.12.2021", "16.04.12.2022"]


def test_three_codes_that_only_bps_has_tell_the_system_of_the_column() -> None:
    found = villages(
        """
        Kode Desa   | L | P
        '1604012001 | 1 | 2
        '1604012004 | 3 | 4
        '1604061007 | 5 | 6
        '1604061008 | 7 | 8
        """
    )
    assert regions_of(found)[0] == "16.04.01.2003", "Karang Agung, not Kembang Ayun"
    assert codes(found) == set()


def test_three_codes_that_only_kemendagri_has_tell_the_system_of_the_column() -> None:
    found = villages(
        """
        Kode Desa   | L | P
        '1604012001 | 1 | 2
        '1604012011 | 3 | 4
        '1604122021 | 5 | 6
        '1604122022 | 7 | 8
        """
    )
    assert regions_of(found) == ["16.04.01.2001", "16.04.01.2011", "16.04.12.2021", "16.04.12.2022"]


def test_too_few_codes_tell_nothing_and_what_is_ambiguous_is_held() -> None:
    found = villages(
        """
        Kode Desa   | L | P
        '1604012001 | 1 | 2
        '1604061007 | 5 | 6
        '1604061008 | 7 | 8
        """
    )
    assert the(found, "R03").cells == ("A5",)
    assert the(found, "R03").message() == (
        'Desa "1604012001" dapat berarti Kembang Ayun (Tanjungsakti Pumu, 16.04.01.2001); '
        "Karang Agung (Tanjungsakti Pumu, 16.04.01.2003)."
    )
    assert regions_of(found) == ["16.04.12.2021", "16.04.12.2022"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Kembang Ayun", "Gunung Meraksa", "Karang Agung"), ["16.04.01.2001", "16.04.01.2002", "16.04.01.2003"]),
        (("Karang Agung", "Gunung Meraksa", "Kembang Ayun"), ["16.04.01.2003", "16.04.01.2002", "16.04.01.2001"]),
    ],
)
def test_names_beside_the_codes_decide_whose_codes_they_are(names: tuple[str, ...], expected: list[str]) -> None:
    found = villages(
        f"""
        Kode Desa   | Desa       | L | P
        '1604012001 | {names[0]} | 1 | 2
        '1604012002 | {names[1]} | 3 | 4
        '1604012003 | {names[2]} | 5 | 6
        """
    )
    assert regions_of(found) == expected
    assert codes(found) == set()


def test_a_name_whose_code_is_of_another_village_in_the_system_of_the_column_is_a_mistake() -> None:
    found = villages(
        """
        Kode Desa   | Desa           | L | P
        '1604012001 | Kembang Ayun   | 1 | 2
        '1604012011 | Suban          | 3 | 4
        '1604122021 | Talang Tinggi  | 3 | 4
        '1604012003 | Talang Pagar   | 5 | 6
        """
    )
    assert the(found, "R05").message() == 'Kode 1604012003 adalah Karang Agung, bukan "Talang Pagar".'
    assert the(found, "R05").cells == ("A8",)


def test_a_misspelled_name_is_read_by_the_code_beside_it_and_said() -> None:
    found = villages(
        """
        Kode Desa     | Desa          | L | P
        16.04.01.2001 | Kembang Ayunn | 1 | 2
        16.04.01.2011 | Suban         | 3 | 4
        """
    )
    assert regions_of(found) == ["16.04.01.2001", "16.04.01.2011"]
    said = the(found, "R02")
    assert said.message() == 'Desa "Kembang Ayunn" dibaca Kembang Ayun menurut kode 16.04.01.2001 di sampingnya.'


def test_a_code_does_not_make_a_village_of_a_name_that_resembles_another() -> None:
    found = villages(
        """
        Kode Desa     | Desa          | L | P
        16.04.01.2011 | Kembang Ayunn | 1 | 2
        16.04.01.2003 | Karang Agung  | 3 | 4
        """
    )
    assert codes(found) == {"R01"}
    assert regions_of(found) == ["16.04.01.2003"]


def test_a_code_that_is_of_no_region_is_told_though_the_name_beside_it_is_right() -> None:
    found = villages(
        """
        Kode Desa     | Desa           | L | P
        16.04.01.2001 | Kembang Ayun   | 1 | 2
        16.04.01.2011 | Suban          | 3 | 4
        16.04.12.2099 | Talang Tinggi  | 3 | 4
        """
    )
    said = the(found, "R01")
    assert said.cells == ("A7",)
    assert said.message() == (
        'Desa "16.04.12.2099" tidak ada dalam daftar desa Kabupaten Lahat. Kode Talang Tinggi adalah 16.04.12.2021.'
    )


def test_codes_of_another_scheme_beside_right_names_are_no_mistake() -> None:
    found = villages(
        """
        Kode Desa   | Desa          | L | P
        '1604990001 | Kembang Ayun  | 1 | 2
        '1604990002 | Suban         | 3 | 4
        '1604990003 | Talang Tinggi | 3 | 4
        """
    )
    assert (codes(found), len(regions_of(found))) == (set(), 3)


def test_a_village_of_another_regency_by_code_and_name_is_told_with_both_cells() -> None:
    found = villages(
        """
        Kode Desa     | Desa           | L | P
        16.04.01.2001 | Kembang Ayun   | 1 | 2
        16.04.01.2011 | Suban          | 3 | 4
        32.01.01.2003 | Cibinong Qxyz  | 3 | 4
        """
    )
    assert the(found, "R07").cells == ("B7", "A7")
    assert the(found, "R07").message() == ('"Cibinong Qxyz" berada di luar Kabupaten Lahat, yaitu di Kabupaten Bogor.')


def test_code_and_name_may_share_a_cell_and_must_agree() -> None:
    found = harmonised(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan               | Sapi Perah | Sapi
        33.99.01 Susukan        | 1          | 2
        Batur - 339902          | 4          | 5
        Pulau Pinang (33.99.02) | 7          | 8
        """,
        LIVESTOCK,
    )
    assert regions_of(found, "kode_kecamatan") == ["33.99.01", "33.99.02"]
    assert the(found, "R05").message() == 'Kode 33.99.02 adalah Batur, bukan "Pulau Pinang (33.99.02)".'


def test_a_village_under_a_kecamatan_that_its_code_does_not_lie_in() -> None:
    found = harmonised(
        """
        Penduduk Desa Tahun 2022

        Kecamatan | Desa          | L | P
        Susukan   | 33.99.02.2001 | 1 | 2
        Susukan   | 33.99.01.2002 | 3 | 4
        """,
        contract(LIVESTOCK.properties[0], DESA, SEX, PEOPLE, title="Penduduk Desa"),
    )
    assert the(found, "R05").message() == 'Kode 33.99.02.2001 adalah Tanjung Baru, bukan "desa di Susukan".'


def test_a_village_where_a_kecamatan_is_expected_and_a_place_elsewhere() -> None:
    found = harmonised(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan        | Sapi Perah | Sapi
        Susukan          | 1          | 2
        Banyumas         | 7          | 8
        Desa Sumber Rejo | 4          | 5
        """,
        LIVESTOCK,
    )
    assert the(found, "R06").message() == (
        'Kecamatan "Desa Sumber Rejo" adalah desa: Sumber Rejo (Pulau Pinang, 33.99.03.2001); '
        "yang diharapkan kecamatan."
    )
    assert the(found, "R07").message() == ('"Banyumas" berada di luar Kabupaten Contoh, yaitu di Kabupaten Banyumas.')


def test_a_near_tie_of_suggestions_shows_both() -> None:
    found = villages(
        """
        Desa          | L | P
        Suban         | 1 | 2
        Karang Agung  | 1 | 2
        Talang Tinggi | 1 | 2
        Talang Pagarr | 1 | 2
        Gunung Meraks | 1 | 2
        """
    )
    hints = [f.message() for f in found.conformed[0].findings if f.code == "R01"]
    assert [h.partition("Mungkin")[2] for h in hints] == [
        " maksudnya: Talang Pagar.",
        " maksudnya: Gunung Meraksa.",
    ]


@pytest.mark.parametrize(
    ("year", "village", "said"),
    [
        ("2026", "Pulau Panas", "(kode 16.04.12.2023) hanya berlaku sampai 2025-04-24."),
        ("2024", "Benteng", "(kode 16.04.12.2024) hanya berlaku sejak 2025-04-25."),
    ],
)
def test_a_village_that_does_not_exist_in_the_period_is_held_back(year: str, village: str, said: str) -> None:
    found = villages(
        f"""
        Desa          | L | P
        {village}     | 1 | 2
        Talang Tinggi | 3 | 4
        """,
        title=f"Penduduk Desa Tahun {year}",
    )
    assert the(found, "R04").message() == f'Desa "{village}" {said}'
    assert regions_of(found) == ["16.04.12.2021"]


def test_of_a_row_over_many_years_only_the_figures_outside_its_time_are_held_back() -> None:
    people = contract(DESA, PEOPLE, title="Penduduk Desa")
    found = villages(
        """
        Desa          | 2024 | 2025 | 2026
        Pulau Panas   | 10   | 20   | 30
        Talang Tinggi | 40   | 50   | 60
        """,
        of=people,
        title="Penduduk Desa",
    )
    (table,) = found.conformed
    held = {(table.frame["kode_desa"][i], table.frame["tahun"][i]) for i in table.quarantined}
    assert held == {("16.04.12.2023", "2026")}
    assert (the(found, "R04").cells, the(found, "R04").count) == (("A5",), 1)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022/2023", "2022-07-01", "2023-06-30"),
        ("2022-S2", "2022-07-01", "2022-12-31"),
        ("2022-C1", "2022-01-01", "2022-04-30"),
        ("2022-TW1", "2022-01-01", "2022-03-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022-07-15", "2022-07-15", "2022-07-15"),
    ],
)
def test_a_period_has_days(period: str, first: str, last: str) -> None:
    assert days_of(period) == Span(date.fromisoformat(first), date.fromisoformat(last))
    assert last_day_of(period) == Span(date.fromisoformat(last), date.fromisoformat(last))


@pytest.mark.parametrize("period", ["", "semua", "2022-S9", "2022-13", "0000", "2022-02-31"])
def test_what_is_no_period_has_no_days(period: str) -> None:
    assert days_of(period) is None


def test_the_days_of_several_periods_reach_from_the_first_to_the_last() -> None:
    assert days_of_all(["2022", "x", "2020"]) == Span(date(2020, 1, 1), date(2022, 12, 31))
    assert days_of_all([]) is None
