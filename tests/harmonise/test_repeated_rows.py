"""A row that stands twice alike is taken once and said; rows that differ contradict each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from expectations.model import Verdict
from lumbung.contracts.model import Kind, LogicalType, Property
from lumbung.findings import Severity
from tests.harmonise.regency import (
    ANIMAL,
    HEADS,
    KECAMATAN,
    LIVESTOCK,
    VILLAGERS,
    codes,
    contract,
    figures,
    inspect,
    the,
)

REMARK = Property("keterangan", Kind.ATTRIBUTE, LogicalType.STRING, "Keterangan")


def livestock(*rows: str, total: str = "") -> str:
    return "\n".join(["Jumlah Ternak Tahun 2022", "", "No | Kecamatan | Sapi Perah | Sapi", *rows, total])


@pytest.mark.parametrize("total", ["Jumlah | | 9 | 12", "Jumlah | | 10 | 14", ""])
def test_a_row_copied_whole_is_taken_once_whether_or_not_the_total_counts_it_twice(total: str) -> None:
    rows = ("1 | Susukan | 1 | 2", "2 | Batur | 3 | 4", "3 | Pulau Pinang | 5 | 6", "4 | Susukan | 1 | 2")
    inspection = inspect(livestock(*rows, total=total), LIVESTOCK)
    assert codes(inspection) == {"S08"}
    said = the(inspection, "S08")
    assert (said.cells, said.severity, said.count) == (("B7",), Severity.WARNING, 1)
    assert "baris 7 = 4" in said.message()
    assert (inspection.verdict, len(figures(inspection))) == (Verdict.ACCEPTED_WITH_NOTES, 6)


def test_a_wrong_total_is_said_beside_the_repeated_row() -> None:
    rows = ("1 | Susukan | 1 | 2", "2 | Batur | 3 | 4", "3 | Pulau Pinang | 5 | 6", "4 | Susukan | 1 | 2")
    inspection = inspect(livestock(*rows, total="Jumlah | | 9 | 13"), LIVESTOCK)
    assert codes(inspection) == {"S08", "X02"}
    assert the(inspection, "X02").cells == ("D8",)


def test_rows_of_one_place_with_other_figures_contradict_each_other() -> None:
    rows = ("1 | Susukan | 1 | 2", "2 | Batur | 3 | 4", "3 | Susukan | 1 | 3")
    inspection = inspect(livestock(*rows), replace(LIVESTOCK, quarantine_limit=0.9))
    assert codes(inspection) == {"K01"}


def test_a_remark_that_differs_makes_two_rows_of_it() -> None:
    with_remarks = contract(KECAMATAN, REMARK, ANIMAL, HEADS, title="Jumlah Ternak", quarantine_limit=0.9)
    drawing = """
        Jumlah Ternak Tahun 2022

        Kecamatan | Sapi Perah | Sapi | Keterangan
        Susukan   | 1          | 2    | {}
        Batur     | 3          | 4    | lama
        Susukan   | 1          | 2    | {}
        """
    assert codes(inspect(drawing.format("lama", "baru"), with_remarks)) == {"K01"}
    assert codes(inspect(drawing.format("lama", "lama"), with_remarks)) == {"S08"}


def test_rows_alike_under_different_sections_are_two_places() -> None:
    inspection = inspect(
        """
        Penduduk Desa Tahun 2022

        Desa              | L | P
        Kecamatan Susukan |   |
        Tanjung Baru      | 1 | 2
        Karang Jati       | 3 | 4
        Kecamatan Batur   |   |
        Tanjung Baru      | 1 | 2
        Batur             | 5 | 6
        """,
        VILLAGERS,
    )
    assert codes(inspection) == set()
    assert sum(len(s.accepted) for s in inspection.slices) == 8
