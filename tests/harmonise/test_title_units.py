"""Units that only the title or a note under the table gives."""

from __future__ import annotations

import pytest

from lumbung.findings import Severity
from tests.harmonise.regency import HARVEST, LIVESTOCK, codes, figures, inspect, the


def sheet(title: str, note: str = "") -> str:
    return f"""
        {title}

        No | Kecamatan    | Sapi Perah | Sapi
        1  | Susukan      | 11 | 12
        2  | Batur        | 13 | 14
        3  | Pulau Pinang | 15 | 16
           | {note}
    """


@pytest.mark.parametrize(
    ("title", "note"),
    [
        ("Jumlah Ternak Tahun 2022 (ribu ekor)", ""),
        ("Jumlah Ternak Tahun 2022 (dalam ribuan)", ""),
        ("Jumlah Ternak Tahun 2022", "Satuan: ribu ekor"),
        ("Jumlah Ternak Tahun 2022", "Catatan: angka dalam ribuan ekor."),
        ("Jumlah Ternak Tahun 2022", "(dalam ribuan)"),
    ],
)
def test_thousands_said_once_for_the_table_are_counted_and_told(title: str, note: str) -> None:
    inspection = inspect(sheet(title, note), LIVESTOCK)
    assert figures(inspection)["Susukan", "sapi", "2022"] == 12_000
    assert {f.severity for f in inspection.findings if f.code == "U02"} == {Severity.WARNING}


def test_a_note_about_one_thing_is_not_about_the_table() -> None:
    inspection = inspect(
        sheet("Jumlah Ternak Tahun 2022", "Sapi perah milik koperasi dihitung dalam ribuan"), LIVESTOCK
    )
    assert figures(inspection)["Susukan", "sapi", "2022"] == 12
    assert "U02" not in codes(inspection)


def test_thousands_of_which_measure_cannot_be_told() -> None:
    inspection = inspect(
        """
        Hasil Panen Tahun 2022 (dalam ribuan)

        Kecamatan    | Luas Panen | Produksi
        Susukan      | 11         | 12
        Batur        | 13         | 14
        Pulau Pinang | 15         | 16
        """,
        HARVEST,
    )
    assert not inspection.slices
    assert the(inspection, "H13").parameters["found"] == "ribuan"
