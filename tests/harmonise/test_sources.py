"""Every place where a value may stand: column, header, row label, section, title, sheet, file name, contract."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lumbung.contracts.model import Contract, PeriodGrain, Property, Source
from tests.harmonise.regency import (
    ANIMAL,
    DESA,
    HEADS,
    KECAMATAN,
    LIVESTOCK,
    PEOPLE,
    SEX,
    YEAR,
    changed,
    codes,
    contract,
    figures,
    harmonised,
    inspect,
    the,
)

ONLY_ANIMALS = """
    Jumlah Ternak Tahun 2022

    Jenis Ternak | Populasi
    Sapi Perah   | 1
    Sapi         | 2
    Kuda         | 3
"""


def by_rows(of: Property = KECAMATAN, *sources: Source, **changes: object) -> Contract:
    """Livestock with kinds of animal in the rows; the kecamatan stands in ``sources``."""
    animal = replace(ANIMAL, sources=(Source.ROWLABEL,))
    return contract(replace(of, sources=sources, **changes), animal, HEADS, title="Jumlah Ternak")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "title", "sheet", "name"),
    [
        (Source.TITLE, "Jumlah Ternak Kecamatan Batur Tahun 2022", "Sheet1", "uji.xlsx"),
        (Source.TITLE, "Jumlah Ternak Kec. Batur Kabupaten Contoh Tahun 2022", "Sheet1", "uji.xlsx"),
        (Source.SHEET, "Jumlah Ternak Tahun 2022", "Kec. Batur", "uji.xlsx"),
        (Source.SHEET, "Jumlah Ternak Tahun 2022", "BATUR", "uji.xlsx"),
        (Source.SHEET, "Jumlah Ternak Tahun 2022", "Ternak Batur 2022", "uji.xlsx"),
        (Source.FILENAME, "Jumlah Ternak Tahun 2022", "Sheet1", "Data Ternak Kec Batur 2022.xlsx"),
        (Source.FILENAME, "Jumlah Ternak Tahun 2022", "Sheet1", "ternak_kecamatan_batur_kab_contoh.xlsx"),
        (Source.FILENAME, "Jumlah Ternak Tahun 2022", "Sheet1", "ternak batur.xlsx"),
    ],
)
def test_one_kecamatan_may_be_named_for_the_whole_table(source: Source, title: str, sheet: str, name: str) -> None:
    drawing = ONLY_ANIMALS.replace("Jumlah Ternak Tahun 2022", title)
    found = harmonised(drawing, by_rows(KECAMATAN, source), name=name, sheets=(sheet,))
    (table,) = found.conformed
    assert set(table.frame["kode_kecamatan"]) == {"33.99.02"}
    assert list(table.frame["populasi"]) == [1, 2, 3]


def test_a_file_about_two_kecamatan_is_about_neither() -> None:
    found = harmonised(ONLY_ANIMALS, by_rows(KECAMATAN, Source.FILENAME), name="ternak Batur dan Susukan.xlsx")
    assert found.conformed[0].frame.empty
    assert "Batur" in the(found, "R01").message()
    assert "Susukan" in the(found, "R01").message()


def test_a_name_behind_the_word_for_another_level_is_no_kecamatan() -> None:
    found = harmonised(ONLY_ANIMALS, by_rows(KECAMATAN, Source.FILENAME), name="ternak Desa Batur.xlsx")
    assert found.conformed[0].frame.empty


def test_a_category_may_stand_in_the_name_of_the_file() -> None:
    by_file = changed(LIVESTOCK, "jenis_ternak", sources=(Source.FILENAME,))
    found = harmonised(
        "Jumlah Ternak Tahun 2022\n\nKecamatan | Populasi\nSusukan | 1\nBatur | 2", by_file, name="sapi perah 2022.xlsx"
    )
    assert list(found.conformed[0].frame["jenis_ternak"]) == ["sapi_perah", "sapi_perah"]


def test_what_is_written_between_known_words_can_be_taken_out_of_a_name() -> None:
    clinic = Property("puskesmas", ANIMAL.kind.ATTRIBUTE, PEOPLE.logical_type.STRING, "Puskesmas", key=True)
    clinic = replace(clinic, sources=(Source.FILENAME,), extract=r"puskesmas (.+?) \d{4}")
    visits = contract(clinic, KECAMATAN, PEOPLE, title="Kunjungan")
    found = harmonised(
        "Kunjungan Tahun 2022\n\nKecamatan | Penduduk\nSusukan | 1\nBatur | 2",
        visits,
        name="Laporan Puskesmas Suka Maju 2022.xlsx",
    )
    assert set(found.conformed[0].frame["puskesmas"]) == {"Suka Maju"}


def test_kecamatan_may_stand_across_the_header_with_a_checked_jumlah() -> None:
    across = by_rows(KECAMATAN, Source.HEADER)
    inspection = inspect(
        """
        Jumlah Ternak Tahun 2022

        Jenis Ternak | Kec. Susukan | BATUR | Pulopinang | Jumlah
        Sapi Perah   | 1            | 2     | 3          | 6
        Sapi         | 4            | 5     | 6          | 16
        Kuda         | 7            | 8     | 9          | 24
        """,
        replace(across, quarantine_limit=0.5),
    )
    assert the(inspection, "X01").cells == ("E5",)
    assert figures(inspection)["Pulau Pinang", "kuda", "2022"] == 9
    assert ("Batur", "sapi", "2022") not in figures(inspection)  # its row does not add up


def test_a_column_of_a_place_that_nobody_knows_is_said_and_not_loaded() -> None:
    found = harmonised(
        "Jumlah Ternak Tahun 2022\n\nJenis Ternak | Susukan | Baturr\nSapi Perah | 1 | 2\nSapi | 3 | 4",
        by_rows(KECAMATAN, Source.HEADER),
    )
    assert the(found, "H03").cells == ("C3",)
    assert list(found.conformed[0].frame["populasi"]) == [1, 3]


def test_a_desa_in_the_header_is_looked_for_only_in_the_kecamatan_of_the_table() -> None:
    properties = (
        replace(KECAMATAN, sources=(Source.TITLE,)),
        replace(DESA, sources=(Source.HEADER,)),
        replace(ANIMAL, sources=(Source.ROWLABEL,)),
        HEADS,
    )
    drawing = (
        "Jumlah Ternak Kecamatan Batur Tahun 2022\n\nJenis | Tanjung Baru | Batur\nSapi Perah | 1 | 2\nSapi | 3 | 4"
    )
    found = harmonised(drawing, contract(*properties, title="Jumlah Ternak"))
    assert list(found.conformed[0].frame["kode_desa"]) == [
        "33.99.02.2001", "33.99.02.1002", "33.99.02.2001", "33.99.02.1002",
    ]  # fmt: skip


def test_a_category_may_stand_above_its_rows() -> None:
    above = changed(LIVESTOCK, "jenis_ternak", sources=(Source.SECTION,))
    inspection = inspect(
        """
        Jumlah Ternak Tahun 2022

        Kecamatan    | Populasi
        Sapi Perah   |
        Susukan      | 1
        Batur        | 2
        Pulau Pinang | 3
        Sapi         |
        Susukan      | 4
        Batur        | 5
        Pulau Pinang | 6
        """,
        above,
    )
    assert figures(inspection)["Batur", "sapi_perah", "2022"] == 2
    assert figures(inspection)["Batur", "sapi", "2022"] == 5


def test_a_kecamatan_may_be_named_by_the_total_of_its_group() -> None:
    group = (replace(KECAMATAN, sources=(Source.SECTION,)), DESA, SEX, PEOPLE)
    inspection = inspect(
        """
        Penduduk Desa Tahun 2022

        Desa         | L  | P
        Kec. Susukan | 3  | 30
        Tanjung Baru | 1  | 10
        Karang Jati  | 2  | 20
        Kec. Batur   | 7  | 70
        Tanjung Baru | 3  | 30
        Batur        | 4  | 40
        """,
        contract(*group, title="Penduduk Desa"),
    )
    frame = inspection.slices[0].accepted
    assert list(frame["kode_desa"])[::2] == ["33.99.01.2001", "33.99.01.2002", "33.99.02.2001", "33.99.02.1002"]
    assert codes(inspection) == set()


@pytest.mark.parametrize(
    ("grain", "heading", "rows", "periods"),
    [
        (PeriodGrain.BULAN, "Bulan", ("Januari", "Februari", "Maret"), ("2022-01", "2022-02", "2022-03")),
        (PeriodGrain.BULAN, "Bulan", ("1", "2", "3"), ("2022-01", "2022-02", "2022-03")),
        (PeriodGrain.BULAN, "Bulan/Month", ("Januari/January", "Peb", "Mrt."), ("2022-01", "2022-02", "2022-03")),
        (PeriodGrain.TRIWULAN, "Triwulan", ("I", "II", "III"), ("2022-TW1", "2022-TW2", "2022-TW3")),
        (PeriodGrain.SEMESTER, "Semester", ("1", "2"), ("2022-S1", "2022-S2")),
        (PeriodGrain.CATURWULAN, "Caturwulan", ("I", "II"), ("2022-CW1", "2022-CW2")),
        (PeriodGrain.TAHUN, "Tahun", ("2021", "2022"), ("2021", "2022")),
        (PeriodGrain.TANGGAL, "Tanggal", ("1 Juli 2022", "02/07/2022"), ("2022-07-01", "2022-07-02")),
        (PeriodGrain.TRIWULAN, "Tanggal", ("1 Juli 2022", "02/02/2022"), ("2022-TW1", "2022-TW3")),
    ],
)
def test_each_row_may_say_its_own_time(
    grain: PeriodGrain, heading: str, rows: tuple[str, ...], periods: tuple[str, ...]
) -> None:
    timed = contract(PEOPLE, replace(KECAMATAN, sources=(Source.TITLE,)), title="Jumlah Tamu", grain=grain)
    timed = changed(timed, "tahun", sources=(Source.COLUMN, Source.TITLE))
    body = "\n".join(f"'{row} | {number}" for number, row in enumerate(rows, start=5))
    found = harmonised(f"Jumlah Tamu Kecamatan Batur 2022\n\n{heading} | Penduduk\n{body}", timed)
    (table,) = found.conformed
    assert table.periods == periods
    assert sorted(table.frame["penduduk"]) == [5 + i for i in range(len(rows))]
    assert codes(found) <= {"C06", "C07"}, "days as texts are told"


def test_years_across_and_months_down_meet_in_a_month() -> None:
    timed = contract(PEOPLE, title="Jumlah Tamu", grain=PeriodGrain.BULAN)
    timed = changed(timed, "tahun", sources=(Source.ROWLABEL, Source.HEADER))
    inspection = inspect(
        """
        Jumlah Tamu

        Bulan    | 2021 | 2022
        Januari  | 1    | 4
        Februari | 2    | 5
        Jumlah   | 3    | 9
        """,
        timed,
    )
    assert figures(inspection) == {
        ("2021-01",): 1, ("2021-02",): 2, ("2022-01",): 4, ("2022-02",): 5,
    }  # fmt: skip
    assert codes(inspection) == set()


def test_months_across_and_years_down_meet_in_a_month() -> None:
    timed = contract(PEOPLE, title="Jumlah Tamu", grain=PeriodGrain.BULAN)
    timed = changed(timed, "tahun", sources=(Source.COLUMN, Source.HEADER))
    inspection = inspect("Jumlah Tamu\n\nTahun | Jan | Feb | Jumlah\n2021 | 1 | 2 | 3\n2022 | 4 | 5 | 10", timed)
    assert figures(inspection)["2021-02",] == 2
    assert the(inspection, "X01").cells == ("D5",)


def test_a_year_above_its_months_is_theirs() -> None:
    timed = contract(PEOPLE, title="Jumlah Tamu", grain=PeriodGrain.BULAN)
    timed = changed(timed, "tahun", sources=(Source.COLUMN, Source.SECTION))
    inspection = inspect(
        """
        Jumlah Tamu

        Bulan      | Penduduk
        Tahun 2021 |
        Januari    | 1
        Februari   | 2
        Tahun 2022 |
        Januari    | 4
        Februari   | 5
        """,
        timed,
    )
    assert figures(inspection) == {("2021-01",): 1, ("2021-02",): 2, ("2022-01",): 4, ("2022-02",): 5}


def test_a_row_without_a_readable_time_is_held_back_alone() -> None:
    timed = changed(contract(PEOPLE, title="Jumlah Tamu", grain=PeriodGrain.BULAN), "tahun", sources=(Source.COLUMN,))
    inspection = inspect(
        """
        Jumlah Tamu 2022

        Bulan    | Penduduk
        Januari  | 1
        Februari | 2
        Meret    | 3
        April    | 4
        Mei      | 5
        Juni     | 6
        """,
        timed,
    )
    assert '"Meret" tidak sesuai bentuk Tahun (bulan, misalnya Juli 2022)' in the(inspection, "V04").message()
    assert sorted(figures(inspection).values()) == [1, 2, 4, 5, 6]


def test_a_title_about_another_year_than_the_rows_is_said() -> None:
    timed = changed(contract(KECAMATAN, PEOPLE, title="Jumlah Tamu"), "tahun", sources=(Source.COLUMN, Source.TITLE))
    found = harmonised("Jumlah Tamu 2023\n\nKecamatan | Tahun | Penduduk\nBatur | 2021 | 1\nSusukan | 2022 | 2", timed)
    assert "menurut judul tabel 2023" in the(found, "T03").message()
    assert found.conformed[0].periods == ("2021", "2022")


FUTURE = replace(YEAR, sources=(Source.TITLE, Source.FILENAME))


def test_a_file_name_from_the_future_never_wins() -> None:
    drawing = "Jumlah Ternak {}\n\nKecamatan | Sapi Perah | Sapi\nSusukan | 1 | 2\nBatur | 3 | 4"
    by_name = replace(LIVESTOCK, properties=(KECAMATAN, ANIMAL, HEADS, replace(FUTURE, sources=FUTURE.sources[::-1])))
    today = date(2024, 5, 1)
    both = harmonised(drawing.format("Tahun 2018"), by_name, name="ternak 2028.xlsx", today=today)
    assert both.conformed[0].periods == ("2018",)
    assert "dipakai 2018" in the(both, "T03").message()
    alone = harmonised(drawing.format(""), by_name, name="ternak 2028.xlsx", today=today)
    assert not alone.conformed
    assert "menyebut 2028, yang belum tiba" in the(alone, "F09").message()
    meant = changed(by_name, "tahun", future=True)
    assert harmonised(drawing.format(""), meant, name="ternak 2028.xlsx", today=today).conformed[0].periods == ("2028",)
