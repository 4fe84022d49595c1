"""Lists of indicators: each row is about something else, in a unit of its own, sometimes with the place in its text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lumbung.contracts.model import Kind, LogicalType, PeriodGrain, Property, Source
from lumbung.findings import Severity
from tests.harmonise.regency import (
    ANIMAL,
    AREA,
    DESA,
    HEADS,
    KECAMATAN,
    TONS,
    changed,
    codes,
    contract,
    figures,
    harmonised,
    inspect,
    the,
)

LISTED = (Source.ROWLABEL,)
ACRES = replace(AREA, sources=LISTED, aliases=("Luas Lahan Sawah",))
HARVEST = replace(TONS, sources=LISTED, aliases=("Jumlah Produksi Padi",))
INDICATORS = changed(
    contract(ACRES, HARVEST, title="Data Pertanian"), "tahun", sources=(Source.HEADER, Source.TITLE, Source.FILENAME)
)
LIST = """
    Data Pertanian

    No | Uraian               | Satuan | 2021 | 2022
    1  | Luas Lahan Sawah     | Ha     | 10   | 20
    2  | Jumlah Produksi Padi | Kuintal| 300  | 400
    3  | Jumlah Penyuluh      | Orang  | 5    | 6
"""


def test_each_row_is_an_indicator_in_its_own_unit() -> None:
    inspection = inspect(LIST, INDICATORS)
    assert figures(inspection) == {
        ("2021", "luas"): 10, ("2022", "luas"): 20, ("2021", "produksi"): 30, ("2022", "produksi"): 40,
    }  # fmt: skip
    assert the(inspection, "U02").cells == ("C5",)


def test_rows_about_something_else_are_said_and_not_loaded() -> None:
    said = the(inspect(LIST, INDICATORS), "S11")
    assert said.cells == ("B6",)
    assert "Jumlah Penyuluh" in said.message()


def test_a_row_in_a_unit_of_another_kind_is_held_back() -> None:
    inspection = inspect(LIST.replace("Kuintal", "Ekor"), replace(INDICATORS, quarantine_limit=0.9))
    assert the(inspection, "H11").cells == ("C5",)
    assert ("2021", "produksi") not in figures(inspection)
    assert "T04" not in codes(inspection), "why the indicator is missing has been said"


def test_a_row_in_an_unknown_unit_is_not_called_missing_too() -> None:
    inspection = inspect(LIST.replace("Kuintal", "bks"), replace(INDICATORS, quarantine_limit=0.9))
    assert the(inspection, "U01").cells == ("C5",)
    assert "T04" not in codes(inspection)


def test_a_unit_in_the_label_counts_where_no_column_gives_one() -> None:
    inspection = inspect(
        """
        Data Pertanian 2022

        Uraian                         | Jumlah
        Luas Lahan Sawah (ha)          | 20
        Jumlah Produksi Padi (kuintal) | 400
        """,
        INDICATORS,
    )
    assert figures(inspection) == {("2022", "luas"): 20, ("2022", "produksi"): 40}


POPULATION = replace(HEADS, sources=LISTED, aliases=("Jumlah Populasi Ternak",))

PER_PLACE = changed(
    contract(replace(KECAMATAN, sources=LISTED), replace(ANIMAL, sources=LISTED), POPULATION, title="Data Peternakan"),
    "tahun",
    sources=(Source.HEADER,),
)
WITH_PLACES = """
    Uraian                                          | Satuan | 2022
    Jumlah Populasi Ternak Sapi Kecamatan Susukan   | Ekor   | 1
    Jumlah Populasi Ternak Sapi Kecamatan Batur     | Ekor   | 2
    Jumlah Populasi Ternak Kuda Kec. Pulau Pinang   | Ekor   | 3
    Jumlah Populasi Ternak Kuda di Kecamatan Baturr | Ekor   | 4
    Jumlah Populasi Ternak Kuda                     | Ekor   | 9
    Jumlah Kandang Kecamatan Susukan                | Unit   | 5
"""


def test_the_kecamatan_and_the_category_may_be_words_of_the_label() -> None:
    found = harmonised(WITH_PLACES, PER_PLACE, name="data peternakan.xlsx")
    (table,) = found.conformed
    rows = list(zip(table.frame["kode_kecamatan"], table.frame["jenis_ternak"], table.frame["populasi"], strict=True))
    assert rows == [("33.99.01", "sapi", 1), ("33.99.02", "sapi", 2), ("33.99.03", "kuda", 3)]


def test_a_misspelt_kecamatan_in_a_label_is_suggested_and_never_guessed() -> None:
    found = harmonised(WITH_PLACES, PER_PLACE, name="data peternakan.xlsx")
    assert the(found, "R01").cells == ("A5",)
    assert found.conformed[0].lost_rows[5] == ("R01",)


def test_rows_of_the_whole_regency_and_of_other_indicators_are_not_rows_of_a_kecamatan() -> None:
    found = harmonised(WITH_PLACES, PER_PLACE, name="data peternakan.xlsx")
    assert the(found, "S11").cells == ("A6", "A7")


def test_a_section_may_name_the_measure_of_the_rows_below_it() -> None:
    above = (Source.SECTION,)
    sections = contract(KECAMATAN, replace(AREA, sources=above), replace(TONS, sources=above), title="Hasil Panen")
    inspection = inspect(
        """
        Hasil Panen Tahun 2022

        Kecamatan         | Nilai
        A. Luas Panen (ha)|
        Susukan           | 1
        Batur             | 2
        B. Produksi (kw)  |
        Susukan           | 30
        Batur             | 40
        """,
        sections,
    )
    assert figures(inspection)["Batur", "2022", "luas"] == 2
    assert figures(inspection)["Batur", "2022", "produksi"] == 4


def test_each_sheet_may_be_about_another_measure() -> None:
    beside = (Source.SHEET,)
    sheets = contract(KECAMATAN, replace(AREA, sources=beside), replace(TONS, sources=beside), title="Hasil Panen")
    drawing = "Hasil Panen Tahun 2022\n\nKecamatan | Nilai\nSusukan | {}\nBatur | {}"
    found = harmonised(drawing.format(1, 2), sheets, more=(drawing.format(3, 4),), sheets=("Luas Panen", "Produksi"))
    first, second = found.conformed
    assert list(first.frame["luas"]) == [1, 2]
    assert list(second.frame["produksi"]) == [3, 4]


def test_units_may_stand_beside_each_of_several_figures() -> None:
    inspection = inspect(
        """
        Hasil Panen Tahun 2022

        Kecamatan | Luas Panen |        | Produksi |
                  | Nilai      | Satuan | Nilai    | Satuan
        Susukan   | 1          | ha     | 30       | kuintal
        Batur     | 2          | ha     | 4        | ton
        """,
        contract(
            KECAMATAN, replace(AREA, aliases=("Luas Panen Nilai",)), replace(TONS, aliases=("Produksi Nilai",)),
            title="Hasil Panen",
        ),
        merges="A3:A4 B3:C3 D3:E3",
    )  # fmt: skip
    assert figures(inspection)["Susukan", "2022", "produksi"] == 3
    assert figures(inspection)["Batur", "2022", "produksi"] == 4
    assert codes(inspection) <= {"U02", "T04"}


def test_a_list_of_months_is_not_a_list_of_indicators() -> None:
    monthly = contract(replace(POPULATION, sources=(Source.COLUMN,)), title="Data Peternakan", grain=PeriodGrain.BULAN)
    monthly = changed(monthly, "tahun", sources=(Source.ROWLABEL, Source.TITLE))
    inspection = inspect("Data Peternakan 2022\n\nUraian | Populasi\nJanuari | 1\nFebruari | 2", monthly)
    assert figures(inspection) == {("2022-01",): 1, ("2022-02",): 2}


def test_attributes_beside_indicators_stay_with_their_rows() -> None:
    remark = Property("keterangan", Kind.ATTRIBUTE, LogicalType.STRING, "Ket")
    listed = changed(contract(ACRES, HARVEST, remark, title="Data Pertanian"), "tahun", sources=(Source.HEADER,))
    found = harmonised(
        "Data Pertanian\n\nUraian | Satuan | 2022 | Ket\nLuas Lahan Sawah | ha | 1 | angka survei", listed
    )
    assert list(found.conformed[0].frame["keterangan"]) == ["angka survei"]


def test_a_desa_in_a_label_is_looked_for_in_its_kecamatan() -> None:
    places = (replace(KECAMATAN, sources=LISTED), replace(DESA, sources=LISTED))
    listed = contract(*places, POPULATION, title="Data Peternakan")
    found = harmonised(
        """
        Data Peternakan 2022

        Uraian                                                          | Jumlah
        Jumlah Populasi Ternak Desa Tanjung Baru Kecamatan Batur (ekor) | 7
        Jumlah Populasi Ternak Desa Karang Jati Kecamatan Susukan       | 8
        """,
        changed(listed, "populasi", aliases=("Jumlah Populasi Ternak",)),
    )
    assert list(found.conformed[0].frame["kode_desa"]) == ["33.99.02.2001", "33.99.01.2002"]


def heavy(drawing: str) -> list[tuple[str, tuple[str, ...]]]:
    """Code and cells of what is said above a note, save of the row that the contract does not describe (S11)."""
    findings = inspect(drawing, replace(INDICATORS, quarantine_limit=0.9)).findings
    return [(f.code, f.cells) for f in findings if f.severity is not Severity.INFO and f.code != "S11"]


def test_a_figure_left_blank_or_unreadable_is_told_at_its_cell_and_its_indicator_is_not_called_missing() -> None:
    assert heavy(LIST.replace("| 400", "| ")) == [("T04", ("E5",))]
    assert heavy(LIST.replace("| 400", "| empat ratus")) == [("C04", ("E5",))]


@pytest.mark.parametrize("year", ["203", "20222"])
def test_a_year_mistyped_over_a_column_is_told_at_its_heading(year: str) -> None:
    assert heavy(LIST.replace("2022", year)) == [("H03", ("E3",))]


def test_an_indicator_that_stands_twice_is_told_at_its_names() -> None:
    twice = LIST.replace("Jumlah Produksi Padi | Kuintal", "Luas Lahan Sawah     | Ha     ")
    assert heavy(twice) == [("K01", ("B4", "B5"))]
    (said,) = [f for f in inspect(twice, INDICATORS).findings if f.code == "K01"]
    assert said.message() == "Indikator muncul lebih dari sekali: Luas Panen."
