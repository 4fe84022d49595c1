"""Totals of earlier years, restated under a table: checks, and observations where a dataset is named for them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lumbung.contracts.histories import unsound_histories
from lumbung.contracts.model import Contract
from tests.harmonise.regency import (
    ANIMAL,
    HEADS,
    KECAMATAN,
    LIVESTOCK,
    changed,
    codes,
    contract,
    figures,
    inspect,
    the,
)

IN_ALL = contract(ANIMAL, replace(HEADS, indicator="populasi_ternak_kabupaten"), title="Populasi Ternak Kabupaten")
WITH_HISTORY = replace(LIVESTOCK, history=IN_ALL.dataset)

TABLE = """
    Jumlah Ternak Tahun 2022

    Kecamatan    | Sapi Perah | Sapi | Jumlah
    Susukan      | 10         | 200  | 210
    Batur        | 20         | 300  | 320
    Pulau Pinang | 30         | 400  | 430
    Jumlah       | 60         | 900  | 960
    2021*        | {}         | 880  | 935
    2020         | 50         | 860  | 910
"""


def test_restated_totals_are_slices_of_the_dataset_that_keeps_them() -> None:
    inspection = inspect(TABLE.format(55), WITH_HISTORY, IN_ALL)
    in_all = {key: value for key, value in figures(inspection).items() if len(key) == 2}
    assert in_all == {
        ("sapi_perah", "2021"): 55,
        ("sapi", "2021"): 880,
        ("sapi_perah", "2020"): 50,
        ("sapi", "2020"): 860,
    }
    assert {s.period: s.status for s in inspection.slices if s.contract is IN_ALL} == {
        "2020": "tetap",
        "2021": "sementara",
    }
    (first, *_) = [s for s in inspection.slices if s.contract is IN_ALL]
    assert list(first.cells["populasi"]) == ["B9", "C9"]


def test_the_regions_have_only_their_own_year() -> None:
    inspection = inspect(TABLE.format(55), WITH_HISTORY, IN_ALL)
    assert {s.period for s in inspection.slices if s.contract.dataset == LIVESTOCK.dataset} == {"2022"}
    assert the(inspection, "S02").cells == ("A7",)


def test_without_being_asked_for_they_are_checks_alone() -> None:
    inspection = inspect(TABLE.format(55), LIVESTOCK, IN_ALL)
    assert {s.contract.dataset for s in inspection.slices} == {LIVESTOCK.dataset}
    assert [p.period for p in inspection.slices[0].history].count("2021") == 3


def test_a_restated_total_that_cannot_be_read_is_said() -> None:
    assert codes(inspect(TABLE.format("5S"), LIVESTOCK, IN_ALL)) == set()
    wrong = inspect(TABLE.format("5S"), WITH_HISTORY, IN_ALL)
    assert any("B8" in f.cells for f in wrong.findings)
    assert ("sapi_perah", "2021") not in figures(wrong)


def test_a_year_below_columns_of_several_years_is_about_none_of_them() -> None:
    years = """
        Jumlah Ternak

        Kecamatan    | Sapi | Sapi
                     | 2021 | 2022
        Susukan      | 200  | 210
        Batur        | 300  | 310
        Pulau Pinang | 400  | 410
        Jumlah       | 900  | 930
        Tahun 2019   | 860  | 870
    """
    inspection = inspect(years, WITH_HISTORY, IN_ALL)
    assert {s.contract.dataset for s in inspection.slices} == {LIVESTOCK.dataset}
    assert the(inspection, "S02").cells == ("A8", "A9")


@pytest.mark.parametrize(
    ("target", "why"),
    [
        (replace(IN_ALL, dataset="lain"), "history names populasi_ternak_kabupaten, which is no dataset of dinas"),
        (replace(IN_ALL, opd="lain"), "which is no dataset of dinas"),
        (replace(contract(KECAMATAN, ANIMAL, HEADS, title=IN_ALL.title)), "about the regency as a whole"),
        (contract(HEADS, title=IN_ALL.title), "its dimensions are none, those in the header jenis_ternak"),
        (changed(IN_ALL, "jenis_ternak", categories=ANIMAL.categories[1:]), "jenis_ternak lacks sapi_perah"),
        (changed(IN_ALL, "populasi", unit="orang"), "populasi is no measure of the table in orang"),
        (changed(IN_ALL, "populasi", indicator=HEADS.indicator), "sums over it would count it twice"),
    ],
)
def test_the_dataset_must_be_able_to_hold_them(target: Contract, why: str) -> None:
    assert any(why in said for said in unsound_histories((WITH_HISTORY, target)))


def test_a_sound_history_is_no_problem() -> None:
    assert list(unsound_histories((WITH_HISTORY, IN_ALL))) == []
