"""The phrases by which next year's table is recognised, and another table is not."""

from __future__ import annotations

import pytest

from lumbung.contracts.draft.titles import Subject, snake, subject_of
from tests.sheets.drawing import workbook


def subject(*title: str, sheet_file: str = "uji") -> Subject:
    drawing = "\n".join(title) + "\n\nKecamatan | Sapi\nSusukan | 1\nBatur | 2\nPulau Pinang | 3"
    return subject_of(workbook(drawing).tables[0], sheet_file, ["Contoh"])


@pytest.mark.parametrize(
    "title",
    [
        "Tabel 5.4.1 Jumlah Ternak Besar Menurut Kecamatan, 2021",
        "Tabel : 5.4.1. Jumlah Ternak Besar Menurut Kecamatan di Kabupaten Contoh Tahun 2021",
        "Jumlah Ternak Besar Menurut Kecamatan dan Jenis Ternak di Kab. Contoh (ekor), 2022",
        "Jumlah Ternak Besar Menurut Kecamatan di Kota Lain Tahun 2020",
    ],
)
def test_number_year_unit_and_place_are_no_part_of_the_phrase(title: str) -> None:
    assert subject(title).phrases[0] == "Jumlah Ternak Besar Menurut Kecamatan"


def test_the_first_breakdown_stays_so_that_a_part_of_the_subject_is_not_taken_for_it() -> None:
    assert subject("Jumlah Penduduk Menurut Kecamatan 2021").phrases == ("Jumlah Penduduk Menurut Kecamatan",)


def test_the_english_title_is_a_phrase_where_it_says_the_same() -> None:
    both = subject("Jumlah Unggas Menurut Kecamatan 2021", "Number of Poultry by Subdistrict in Contoh 2021")

    assert "Number of Poultry by Subdistrict" in both.phrases


def test_an_english_title_copied_from_another_table_is_left_out() -> None:
    copied = subject("Produksi Daging Unggas Menurut Kecamatan 2021", "Production of Egg by Subdistrict in Contoh 2021")

    assert copied.phrases == ("Produksi Daging Unggas Menurut Kecamatan",)
    assert copied.stale_english.startswith("Production of Egg")


def test_a_table_without_a_title_is_known_by_weaker_signs() -> None:
    weak = subject("Tabel 5.1.1", "Lanjutan/Continued", "Tahun 2021", sheet_file="511c lanjutan 2021")

    assert weak.weak
    assert {"Tabel 5.1.1", "Lanjutan/Continued", "511c lanjutan"} <= set(weak.phrases)


@pytest.mark.parametrize(
    ("text", "name"), [("Luas Panen (Ha)", "luas_panen_ha"), ("5-9 tahun", "n_5_9_tahun"), ("R. Kelas", "r_kelas")]
)
def test_names_of_tables_and_columns_are_snake_case(text: str, name: str) -> None:
    assert snake(text) == name
