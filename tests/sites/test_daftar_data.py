"""The daftar data of Lahat: every listed dataset has a contract whose figures say what they mean."""

from __future__ import annotations

import csv

import pytest

from lumbung.contracts.model import Contract, Property
from tests.sites.generated import SITE, registry

CONTRACTS = registry().contracts


def listed() -> list[dict[str, str]]:
    with (SITE.reference / "daftar_data.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


MEASURES = [(CONTRACTS[row["dataset"]], m) for row in listed() for m in CONTRACTS[row["dataset"]].measures]


def test_the_numbers_run_from_1_to_64_without_a_gap_and_no_dataset_stands_twice() -> None:
    numbers = sorted({int(row["nomor"]) for row in listed()})
    assert numbers == list(range(1, 65))
    assert len({row["dataset"] for row in listed()}) == len(listed())


@pytest.mark.parametrize("row", listed(), ids=lambda row: row["dataset"])
def test_what_the_list_says_of_a_dataset_is_what_its_contract_says(row: dict[str, str]) -> None:
    contract = CONTRACTS[row["dataset"]]
    level = contract.region.region_level if contract.region else "kabupaten"
    assert (row["judul"], row["opd"], row["periode"], row["tingkat"]) == (
        contract.title, contract.opd, contract.grain, level,
    )  # fmt: skip
    assert row["jadwal_rilis"]


@pytest.mark.parametrize(("contract", "measure"), MEASURES, ids=[f"{c.dataset}-{m.name}" for c, m in MEASURES])
def test_a_measure_has_konsep_definisi_klasifikasi_ukuran_and_satuan(contract: Contract, measure: Property) -> None:
    said = measure.standard
    assert all((said.konsep, said.definisi, said.klasifikasi, said.ukuran, measure.unit))


def test_one_indicator_is_measured_in_one_unit() -> None:
    measured = {(m.indicator, m.unit) for _, m in MEASURES}
    assert len({indicator for indicator, _ in measured}) == len(measured)
