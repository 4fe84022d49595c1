"""One indicator of two departments is one indicator only where both say the same of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lumbung.contracts.indicators import disagreements
from lumbung.contracts.model import DataStandard
from tests.harmonise.regency import ANIMAL, HEADS, KECAMATAN, contract

COWS = contract(KECAMATAN, replace(HEADS, standard=DataStandard("Ternak", "Hewan peliharaan.")), title="Ternak Besar")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, []),
        ({"standard": DataStandard("TERNAK", "Hewan peliharaan")}, []),  # only written otherwise
        ({"unit": "unit"}, ["indicator populasi_ternak: satuan differs: 'ekor' in ternak_besar; 'unit' in unggas"]),
        (
            {"standard": DataStandard("Unggas")},
            ["indicator populasi_ternak: konsep differs: 'Ternak' in ternak_besar; 'Unggas' in unggas"],
        ),
        (
            {"additive": False},
            ["indicator populasi_ternak: additive differs: 'true' in ternak_besar; 'false' in unggas"],
        ),
        ({"indicator": "populasi_unggas", "unit": "unit"}, []),
    ],
)
def test_what_two_contracts_say_of_one_indicator_is_compared(changes: dict[str, object], said: list[str]) -> None:
    birds = contract(KECAMATAN, ANIMAL, replace(HEADS, **changes), title="Unggas")  # type: ignore[arg-type]
    assert list(disagreements([COWS, birds])) == said
