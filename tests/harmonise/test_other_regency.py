"""Titles that name another regency than the one whose departments send files."""

from __future__ import annotations

import pytest

from lumbung.findings import Severity
from tests.harmonise.regency import ANIMAL, HEADS, LIVESTOCK, codes, contract, figures, inspect, the

REGENCY_WIDE = contract(ANIMAL, HEADS, title="Jumlah Ternak")


def by_kecamatan(title: str) -> str:
    return f"""
        {title}

        Kecamatan    | Sapi Perah | Sapi
        Susukan      | 1          | 2
        Batur        | 3          | 4
        Pulau Pinang | 5          | 6
    """


def as_a_whole(title: str) -> str:
    return f"""
        {title}

        Uraian   | Sapi Perah | Sapi
        Populasi | 1          | 2
    """


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Jumlah Ternak Menurut Kecamatan di Kabupaten Muara Enim, 2022", "Kabupaten Muara Enim"),
        ("Jumlah Ternak Kab. Ogan Komering Ulu Selatan Tahun 2022", "Kabupaten Ogan Komering Ulu Selatan"),
        ("Jumlah Ternak di Kota Magelang Tahun 2022", "Kota Magelang"),
    ],
)
def test_another_regency_in_the_title_is_told_where_the_rows_name_kecamatan_of_this_one(title: str, place: str) -> None:
    inspection = inspect(by_kecamatan(title), LIVESTOCK)
    assert the(inspection, "H13").severity is Severity.WARNING
    assert the(inspection, "H13").parameters["found"] == place
    assert figures(inspection)["Susukan", "sapi", "2022"] == 2


def test_figures_of_a_whole_regency_are_those_of_the_one_in_the_title() -> None:
    inspection = inspect(as_a_whole("Jumlah Ternak di Kabupaten Muara Enim Tahun 2022"), REGENCY_WIDE)
    assert not inspection.slices
    assert the(inspection, "H13").severity is Severity.BLOCKER


@pytest.mark.parametrize(
    "title",
    [
        "Jumlah Ternak Menurut Kecamatan di Kabupaten Contoh, 2022",
        "Jumlah Ternak Menurut Kabupaten/Kota dan Kecamatan, 2022",
        "Jumlah Ternak Kabupaten Contoh dari Kabupaten Muara Enim Tahun 2022",
        "Jumlah Ternak Menurut Kecamatan Tahun 2022",
    ],
)
def test_a_title_with_the_own_regency_or_none_is_no_doubt(title: str) -> None:
    assert "H13" not in codes(inspect(by_kecamatan(title), LIVESTOCK))
