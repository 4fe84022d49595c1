"""Kinds that only this regency knows (R08)."""

from __future__ import annotations

from dataclasses import replace

from lumbung.contracts.model import Source
from lumbung.findings import Severity
from tests.harmonise.regency import ANIMALS, LIVESTOCK, changed, codes, inspect, the

HERDS = changed(
    LIVESTOCK, "jenis_ternak", categories=tuple(replace(c, local=c.code == "kuda", optional=True) for c in ANIMALS)
)
SPREAD = """
Jumlah Ternak Tahun 2022

Kecamatan | Sapi Perah | Sapi | Kuda
Susukan   | 1          | 2    | 3
Batur     | 4          | 5    | 6
"""
LISTED = """
Jumlah Ternak Tahun 2022

Kecamatan | Jenis Ternak | Populasi
Susukan   | Sapi         | 1
Susukan   | Kuda         | 2
"""


def test_a_local_kind_under_a_heading_is_told_at_its_figures() -> None:
    assert the(inspect(SPREAD, HERDS), "R08").cells == ("D4", "D5")


def test_a_local_kind_in_a_column_of_kinds_is_told_at_its_name() -> None:
    said = the(inspect(LISTED, changed(HERDS, "jenis_ternak", sources=(Source.COLUMN,))), "R08")
    assert (said.cells, said.severity) == (("B5",), Severity.WARNING)
    assert '"Kuda" (kode kuda)' in said.message()


def test_where_no_list_has_national_codes_no_kind_is_local() -> None:
    assert "R08" not in codes(inspect(SPREAD, LIVESTOCK))
