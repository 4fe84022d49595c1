"""Which period a table is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lumbung.contracts.model import PeriodGrain, Source
from lumbung.findings import Severity
from tests.harmonise.regency import (
    KECAMATAN,
    LIVESTOCK,
    PEOPLE,
    SEX,
    YEAR,
    changed,
    codes,
    contract,
    figures,
    findings,
    harmonised,
    inspect,
    the,
    with_period,
)

PEOPLE_PER_YEAR = replace(
    contract(KECAMATAN, PEOPLE, title="Jumlah Penduduk"),
    properties=(KECAMATAN, PEOPLE, replace(YEAR, sources=(Source.HEADER, Source.TITLE))),
)


def sheet(title: str, animals: str = "Sapi Perah | Sapi") -> str:
    return f"""
        {title}

        Kecamatan    | {animals}
        Susukan      | 1 | 2
        Batur        | 3 | 4
        Pulau Pinang | 5 | 6
    """


@pytest.mark.parametrize(
    ("title", "name", "periods"),
    [
        ("Jumlah Ternak Tahun 2022", "ternak.xlsx", ("2022",)),
        ("Jumlah Ternak", "ternak 2021.xlsx", ("2021",)),
        ("Jumlah Ternak Tahun 2022 (menurut Sensus 2013)", "ternak.xlsx", ("2022",)),
        ("Jumlah Ternak 2021 dan 2022", "ternak 2022.xlsx", ("2022",)),  # the file's name decides between the two
    ],
)
def test_the_period_is_taken_from_the_first_place_that_tells_one(
    title: str, name: str, periods: tuple[str, ...]
) -> None:
    assert harmonised(sheet(title), LIVESTOCK, name=name).conformed[0].periods == periods


def test_a_title_and_a_file_name_that_disagree_send_the_file_back() -> None:
    found = harmonised(sheet("Jumlah Ternak Tahun 2023"), LIVESTOCK, name="ternak 2024.xlsx")
    said = the(found, "T03")
    assert (found.conformed, said.severity, said.cells) == ((), Severity.BLOCKER, ("A1",))
    assert said.message() == "Periode menurut judul tabel adalah 2023, tetapi menurut nama berkas 2024; belum dimuat."


def test_a_file_name_from_the_future_is_told_and_the_title_used() -> None:
    today = date(2024, 5, 1)
    found = harmonised(sheet("Jumlah Ternak Tahun 2018"), LIVESTOCK, name="ternak 2028.xlsx", today=today)
    said = the(found, "T03")
    assert (found.conformed[0].periods, said.severity) == (("2018",), Severity.WARNING)
    assert said.message() == ("Periode menurut judul tabel adalah 2018, tetapi menurut nama berkas 2028; dipakai 2018.")


@pytest.mark.parametrize(
    "name",
    [
        "Kecamatan Dalam Angka 2024 ternak.xlsx",  # the year of a publication
        "ternak kirim 2024.xlsx",
        "ternak 15-01-2024.xlsx",  # the day on which it was sent
        "ternak Januari 2024.xlsx",
    ],
)
def test_a_file_name_whose_time_need_not_be_that_of_the_figures_is_only_told(name: str) -> None:
    found = harmonised(sheet("Jumlah Ternak Tahun 2023"), LIVESTOCK, name=name)
    assert (found.conformed[0].periods, the(found, "T03").severity) == (("2023",), Severity.WARNING)


def test_a_file_name_that_tells_its_period_before_the_day_of_its_sending_contradicts_nothing() -> None:
    half = with_period(LIVESTOCK, PeriodGrain.SEMESTER)
    title = sheet("Jumlah Ternak Semester II Tahun 2024")
    assert codes(harmonised(title, half, name="ternak smt 2 th 2024 kirim ulang 03-02-2025.xlsx")) == set()
    other = harmonised(title, half, name="ternak smt 1 th 2024 kirim ulang 03-02-2025.xlsx")
    assert the(other, "T03").severity is Severity.BLOCKER


@pytest.mark.parametrize(
    ("name", "severity"),
    [
        ("ternak 2023.xlsx", Severity.WARNING),  # two against the tab, which was forgotten
        ("ternak.xlsx", Severity.BLOCKER),
        ("ternak 2022.xlsx", Severity.BLOCKER),  # the tab agrees with the name of the file
    ],
)
def test_a_tab_of_another_year_is_outweighed_by_title_and_file_together(name: str, severity: Severity) -> None:
    found = harmonised(sheet("Jumlah Ternak Tahun 2023"), LIVESTOCK, name=name, sheets=("2022",))
    assert {f.severity for f in findings(found) if f.code == "T03"} >= {severity}
    assert bool(found.conformed) is (severity is Severity.WARNING)


def test_a_title_and_a_tab_do_not_outweigh_the_name_of_the_file() -> None:
    found = harmonised(sheet("Jumlah Ternak Tahun 2023"), LIVESTOCK, name="ternak 2024.xlsx", sheets=("2023",))
    assert the(found, "T03").severity is Severity.BLOCKER


@pytest.mark.parametrize(
    ("title", "name"), [("Jumlah Ternak Tahun 1924", "ternak.xlsx"), ("Jumlah Ternak", "ternak 1924.xlsx")]
)
def test_a_year_before_there_was_anything_to_count_is_held(title: str, name: str) -> None:
    found = harmonised(sheet(title), LIVESTOCK, name=name)
    assert (found.conformed, the(found, "F09").severity) == ((), Severity.BLOCKER)
    assert "menyebut 1924, padahal data sebelum tahun 1945 tidak ada" in the(found, "F09").message()
    old = replace(LIVESTOCK, earliest_period=1900)
    assert harmonised(sheet(title), old, name=name).conformed[0].periods == ("1924",)


def test_a_year_over_a_column_that_cannot_be_is_held_at_its_heading() -> None:
    by_year = contract(KECAMATAN, PEOPLE, title="Jumlah Tamu")
    found = harmonised("Jumlah Tamu\n\nKecamatan | 1922 | 2023\nBatur | 1 | 2\nSusukan | 2 | 3", by_year)
    assert (found.conformed, the(found, "F09").cells) == ((), ("B3",))


@pytest.mark.parametrize("year", ["1922", "2092"])
def test_a_year_of_a_row_that_cannot_be_holds_the_row(year: str) -> None:
    timed = changed(contract(KECAMATAN, PEOPLE, title="Jumlah Tamu"), "tahun", sources=(Source.COLUMN,))
    drawing = f"Jumlah Tamu\n\nKecamatan | Tahun | Penduduk\nBatur | 2022 | 1\nSusukan | {year} | 2"
    found = harmonised(drawing, timed, today=date(2024, 5, 1))
    assert (the(found, "V06").cells, found.conformed[0].periods) == (("B5",), ("2022",))
    assert f"Tahun: {year} tidak mungkin, karena sebelum tahun 1945 atau belum tiba" in the(found, "V06").message()


def test_rows_of_one_year_under_the_title_of_another_send_the_file_back() -> None:
    timed = changed(contract(KECAMATAN, PEOPLE, title="Jumlah Tamu"), "tahun", sources=(Source.COLUMN, Source.TITLE))
    found = harmonised("Jumlah Tamu 2023\n\nKecamatan | Tahun | Penduduk\nBatur | 2022 | 1\nSusukan | 2022 | 2", timed)
    assert (the(found, "T03").severity, the(found, "T03").cells) == (Severity.BLOCKER, ("B4", "A1"))


def test_a_file_name_of_another_year_beside_a_part_of_a_year_is_told() -> None:
    half = with_period(LIVESTOCK, PeriodGrain.SEMESTER)
    found = harmonised(sheet("Jumlah Ternak Semester II Tahun 2024"), half, name="ternak 2025.xlsx")
    assert (found.conformed[0].periods, the(found, "T03").severity) == (("2024-S2",), Severity.WARNING)
    same = harmonised(sheet("Jumlah Ternak Semester II Tahun 2024"), half, name="ternak 2024.xlsx")
    assert codes(same) == set()


def test_a_table_of_another_year_is_not_hidden_by_a_good_one_beside_it() -> None:
    other = sheet("Jumlah Ternak Tahun 2022").replace("Susukan", "Batur")
    found = harmonised(sheet("Jumlah Ternak Tahun 2023"), LIVESTOCK, name="ternak 2023.xlsx", more=(other,))
    assert the(found, "T03").severity is Severity.BLOCKER


@pytest.mark.parametrize("name", ["ternak_mei_2021.xlsx", "Ternak_Mei_2021_kirim.xlsx", "ternak mei 2021.xlsx"])
def test_underscores_in_a_file_name_part_its_words(name: str) -> None:
    monthly = with_period(LIVESTOCK, PeriodGrain.BULAN, Source.TITLE, Source.FILENAME)
    assert harmonised(sheet("Jumlah Ternak"), monthly, name=name).conformed[0].periods == ("2021-05",)


def test_a_title_with_two_years_that_nothing_tells_apart_is_not_guessed() -> None:
    found = harmonised(sheet("Jumlah Ternak 2021 dan 2022"), LIVESTOCK)
    assert not found.conformed
    assert "judul tabel menyebut lebih dari satu periode: 2021, 2022" in the(found, "F09").message()


def test_a_title_with_two_years_is_told_apart_by_the_file_and_that_is_said() -> None:
    found = harmonised(sheet("Jumlah Ternak 2021 dan 2022"), LIVESTOCK, name="ternak 2022.xlsx")
    assert "menurut nama berkas adalah 2022, tetapi menurut judul tabel 2021" in the(found, "T03").message()


def test_a_table_without_any_period_goes_back() -> None:
    found = harmonised(sheet("Jumlah Ternak"), LIVESTOCK)
    assert "tidak menyebut periodenya" in the(found, "F09").message()


def test_half_a_year_in_the_title_of_a_yearly_table_is_said() -> None:
    found = harmonised(sheet("Jumlah Ternak Semester I Tahun 2022"), LIVESTOCK)
    assert "menurut judul tabel 2022-S1; dipakai 2022" in the(found, "T03").message()


def test_a_range_of_months_is_not_its_first_month() -> None:
    monthly = with_period(LIVESTOCK, PeriodGrain.BULAN)
    assert codes(harmonised(sheet("Jumlah Ternak Januari - Juni 2022"), monthly)) == {"F09"}
    assert harmonised(sheet("Jumlah Ternak Juni 2022"), monthly).conformed[0].periods == ("2022-06",)


def test_each_column_may_have_its_own_year() -> None:
    inspection = inspect(
        """
        Jumlah Penduduk Menurut Kecamatan, 2021-2022

        Kecamatan    | 2021 | 2022*
        Susukan      | 100  | 110
        Batur        | 200  | 210
        Pulau Pinang | 300  | 310
        Jumlah       | 600  | 630
        """,
        PEOPLE_PER_YEAR,
    )
    assert figures(inspection)["Batur", "2021"] == 200
    assert figures(inspection)["Batur", "2022"] == 210
    assert {s.period: s.status for s in inspection.slices} == {"2021": "tetap", "2022": "sementara"}
    assert codes(inspection) == set()


def test_months_are_completed_with_the_year_over_them_before_that_of_the_title() -> None:
    monthly = with_period(PEOPLE_PER_YEAR, PeriodGrain.BULAN, Source.HEADER)
    found = harmonised(
        """
        Jumlah Penduduk Tahun 2022

        Kecamatan    | 2021 |     | 2022 |
                     | Nov  | Des | Jan  | Feb
        Susukan      | 11   | 12  | 13   | 14
        Batur        | 21   | 22  | 23   | 24
        Pulau Pinang | 31   | 32  | 33   | 34
        """,
        monthly,
        merges="A3:A4 B3:C3 D3:E3",
    )
    assert found.conformed[0].periods == ("2021-11", "2021-12", "2022-01", "2022-02")


def test_a_column_of_half_a_year_is_not_loaded_as_the_year() -> None:
    found = harmonised(
        """
        Jumlah Penduduk

        Kecamatan    | 2021 | Semester I 2022
        Susukan      | 100  | 110
        Batur        | 200  | 210
        Pulau Pinang | 300  | 310
        """,
        PEOPLE_PER_YEAR,
    )
    assert found.conformed[0].periods == ("2021",)
    assert the(found, "H03").cells == ("C3",)


def test_a_column_without_a_period_beside_columns_that_name_theirs_is_said_and_not_loaded() -> None:
    inspection = inspect(
        """
        Jumlah Penduduk

        Kecamatan    | 2021 | 2022 | Penduduk
        Susukan      | 100  | 110  | 7
        Batur        | 200  | 210  | 8
        Pulau Pinang | 300  | 310  | 9
        """,
        PEOPLE_PER_YEAR,
    )
    assert the(inspection, "H03").cells == ("D3",)
    assert sorted(figures(inspection).values()) == [100, 110, 200, 210, 300, 310]


def test_two_columns_that_differ_only_by_a_year_that_does_not_count_are_one_column_twice() -> None:
    by_title = with_period(LIVESTOCK, PeriodGrain.TAHUN, Source.TITLE)
    found = harmonised(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan    | Sapi Perah | Sapi | Sapi
                     | 2022       | 2021 | 2022
        Susukan      | 3          | 1    | 2
        Batur        | 6          | 4    | 5
        Pulau Pinang | 9          | 7    | 8
        """,
        by_title,
        merges="A3:A4",
    )
    assert set(found.conformed[0].frame["jenis_ternak"]) == {"sapi_perah"}
    assert the(found, "H05").cells == ("C4", "D4")


def test_a_year_in_the_heading_that_contradicts_the_title_is_said_even_where_headings_do_not_count() -> None:
    by_title = with_period(changed(LIVESTOCK, "populasi"), PeriodGrain.TAHUN, Source.TITLE)
    found = harmonised(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan    | 2021       |
                     | Sapi Perah | Sapi
        Susukan      | 1          | 2
        Batur        | 3          | 4
        Pulau Pinang | 5          | 6
        """,
        by_title,
        merges="A3:A4 B3:C3",
    )
    assert (the(found, "T03").severity, the(found, "T03").cells) == (Severity.BLOCKER, ("A1", "B3"))


def test_school_years_and_quarters_are_periods_like_any_other() -> None:
    school = with_period(LIVESTOCK, PeriodGrain.TAHUN_AJARAN)
    quarter = with_period(LIVESTOCK, PeriodGrain.TRIWULAN)
    assert harmonised(sheet("Jumlah Ternak TA 2022/2023"), school).conformed[0].periods == ("2022/2023",)
    assert harmonised(sheet("Jumlah Ternak Triwulan II 2022"), quarter).conformed[0].periods == ("2022-TW2",)


def test_a_jumlah_column_beside_one_column_per_month_is_checked_and_not_stored() -> None:
    monthly = with_period(PEOPLE_PER_YEAR, PeriodGrain.BULAN, Source.HEADER)
    inspection = inspect(
        """
        Jumlah Penduduk Tahun 2022

        Kecamatan    | Jan | Feb | Mar | Jumlah
        Susukan      | 1   | 2   | 3   | 6
        Batur        | 4   | 5   | 6   | 15
        Pulau Pinang | 7   | 8   | 9   | 25
        """,
        replace(monthly, quarantine_limit=0.5),
    )
    assert the(inspection, "X01").cells == ("E6",)
    assert len(figures(inspection)) == 6 + 2  # the row that does not add up is held back in its first month


def test_months_of_a_year_that_the_file_name_contradicts_are_loaded_and_told() -> None:
    monthly = with_period(PEOPLE_PER_YEAR, PeriodGrain.BULAN, Source.HEADER, Source.TITLE, Source.FILENAME)
    drawing = """
        Jumlah Penduduk Tahun 2022

        Kecamatan    | Jan | Feb
        Susukan      | 1   | 2
        Batur        | 4   | 5
        Pulau Pinang | 7   | 8
        """
    said = the(inspect(drawing, monthly, name="Penduduk 2021.xlsx"), "T03")
    assert (said.severity, said.cells) == (Severity.WARNING, ("A1",))
    assert "T03" not in codes(inspect(drawing, monthly, name="Penduduk 2022.xlsx"))
    assert "T03" not in codes(inspect(drawing, monthly, name="Penduduk.xlsx"))


def test_sexes_and_years_may_share_a_header() -> None:
    inspection = inspect(
        """
        Jumlah Penduduk

        Kecamatan    | 2021 |   | 2022 |
                     | L    | P | L    | P
        Susukan      | 1    | 2 | 3    | 4
        Batur        | 5    | 6 | 7    | 8
        Pulau Pinang | 9    | 1 | 2    | 3
        """,
        replace(PEOPLE_PER_YEAR, properties=(KECAMATAN, SEX, PEOPLE, PEOPLE_PER_YEAR.period)),
        merges="A3:A4 B3:C3 D3:E3",
    )
    assert figures(inspection)["Batur", "P", "2022"] == 8
    assert len(figures(inspection)) == 12


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("Jumlah Ternak s.d. Bulan Juni 2022", "2022-06"),
        ("Jumlah Ternak Keadaan Maret 2022", "2022-03"),
        ("Jumlah Ternak sampai dengan Bulan Desember 2022", None),
        ("Jumlah Ternak Tahun 2022", None),
    ],
)
def test_a_year_that_its_title_ends_before_december_is_told(title: str, part: str | None) -> None:
    inspection = inspect(
        f"""
        {title}

        Kecamatan    | Sapi Perah | Sapi
        Susukan      | 1          | 2
        Batur        | 3          | 4
        Pulau Pinang | 5          | 6
        """,
        LIVESTOCK,
    )
    assert [f.parameters["period_b"] for f in inspection.findings if f.code == "T03"] == ([part] if part else [])
