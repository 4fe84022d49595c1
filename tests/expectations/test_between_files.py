"""What files say of each other, what the calendar says of them, and small counts of persons: the rules by themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from expectations.rules.calendar import check_late, not_submitted
from expectations.rules.shapes import check_shapes
from expectations.rules.small_cells import small_cells
from expectations.rules.sources import compare_sources
from expectations.steward import steward_findings
from expectations.verdict import verdict
from lumbung.findings import Finding, Severity
from lumbung.harmonise.model import Conformed
from tests.warehouse.builders import HEADS, LIVESTOCK, inspection, livestock

A, B = "16.04.01", "16.04.02"


@dataclass(frozen=True)
class Pair:
    cell: str
    value: Decimal
    other_value: Decimal
    official: bool = False
    berkas_id: int = 7
    period: str = "2022"
    indicator: str = "POP-TERNAK"
    sheet: str = "Data"
    other_source: str = "BPS"
    other_dataset: str | None = "ternak_bps"

    @property
    def same(self) -> bool:
        return self.value == self.other_value


def pair(cell: str, value: int, other: int, **changes: object) -> Pair:
    return replace(Pair(cell, Decimal(value), Decimal(other)), **changes)  # type: ignore[arg-type]


def told(found: dict[int, list[Finding]]) -> list[tuple[int, str, tuple[str, ...], int]]:
    return [(number, f.code, f.cells, f.count) for number, said in found.items() for f in said]


def test_figures_that_differ_are_one_finding_for_each_source_in_reading_order() -> None:
    pairs = [pair("D10", 1, 2), pair("C12", 3, 9), pair("C10", 5, 6), pair("C11", 4, 4)]
    found = compare_sources(LIVESTOCK, pairs)
    assert told(found) == [(7, "X07", ("C10", "D10", "C12"), 3)]
    assert "Contoh di C10: tertulis 5, menurut BPS 6" in found[7][0].message()
    assert found[7][0].severity is Severity.WARNING


def test_figures_that_all_agree_have_two_owners_unless_one_is_official() -> None:
    agreeing = [pair("C10", 5, 5), pair("C11", 4, 4)]
    assert told(compare_sources(LIVESTOCK, agreeing)) == [(7, "K02", ("C10", "C11"), 2)]
    assert compare_sources(LIVESTOCK, [replace(p, official=True) for p in agreeing]) == {}


def test_every_other_source_period_and_sheet_is_a_finding_of_its_own() -> None:
    pairs = [
        pair("C10", 1, 2),
        pair("C10", 1, 2, other_source="Bappeda", other_dataset="ternak_bappeda"),
        pair("C10", 1, 2, period="2023", sheet="2023"),
        pair("C10", 1, 2, berkas_id=8),
    ]
    assert [(n, c) for n, c, *_ in told(compare_sources(LIVESTOCK, pairs))] == [(7, "X07")] * 3 + [(8, "X07")]


def test_counts_of_a_register_differ_without_a_cell() -> None:
    assert told(compare_sources(LIVESTOCK, [pair("", 1, 2)])) == [(7, "X07", (), 1)]


@dataclass(frozen=True)
class Late:
    berkas_id: int = 3
    period: str = "2022"
    sheet: str = "Data"
    cell: str = "A3"
    due: date = date(2023, 2, 28)
    arrived: date = date(2023, 3, 10)
    days: int = 10


def test_a_late_file_is_told_when_it_was_due() -> None:
    (said,) = check_late(LIVESTOCK, [Late()])[3]
    assert (said.code, said.severity, said.cells, said.period) == ("T02", Severity.WARNING, ("A3",), "2022")
    assert said.message() == ("Populasi ternak periode 2022 tiba 10/03/2023, 10 hari sesudah jatuh tempo (28/02/2023).")


def test_what_never_came_is_an_error_in_no_file() -> None:
    said = not_submitted(LIVESTOCK, "2022", date(2023, 2, 28), 4)
    assert (said.code, said.severity, said.sheet, said.cells) == ("T01", Severity.ERROR, None, ())
    assert "jatuh tempo 28/02/2023, sudah lewat 4 hari" in said.message()


@dataclass(frozen=True)
class Shape:
    columns: tuple[str, ...]
    before: tuple[str, ...]
    berkas_id: int = 3
    period: str | None = "2022"
    sheet: str = "Data"
    cell: str = "A3"
    file_before: str = "2021.xlsx"


@pytest.mark.parametrize(
    ("columns", "before", "severity"),
    [
        (("kode_kecamatan",), ("kode_kecamatan", "jenis_ternak"), Severity.WARNING),
        (("kode_kecamatan", "jenis_ternak"), ("kode_kecamatan",), Severity.INFO),
        (("kode_kecamatan",), ("kode_kecamatan", "populasi"), None),  # a measure that is gone is T04
        (("kode_kecamatan",), ("kode_kecamatan", "dihapus_dari_kontrak"), None),
    ],
)
def test_a_column_that_went_is_a_warning_one_that_came_a_note(
    columns: tuple[str, ...], before: tuple[str, ...], severity: Severity | None
) -> None:
    said = [f for same in check_shapes(LIVESTOCK, [Shape(columns, before)]).values() for f in same]
    assert [(f.code, f.severity) for f in said] == ([("D01", severity)] if severity else [])


def conformed(*heads: int | None, limit: int | None = 5) -> Conformed:
    """Livestock that stands for persons: one row for each figure, the figures in E10, E11, …"""
    part = livestock([(A, "sapi", n) for n in heads])
    contract = replace(LIVESTOCK, properties=(*LIVESTOCK.properties[:3], replace(HEADS, small_cells=limit)))
    return Conformed(contract, "Data", "A8:E20", ("2022",), part.accepted, part.cells)


def test_counts_from_one_up_to_the_limit_are_told_once_with_their_cells() -> None:
    (said,) = small_cells(conformed(4, 0, 5, 1, None))
    assert (said.code, said.severity, said.cells, said.count) == ("P03", Severity.WARNING, ("E10", "E13"), 2)
    assert "2 angka di bawah 5" in said.message()


def test_without_a_limit_in_the_contract_and_without_small_counts_nothing_is_told() -> None:
    assert list(small_cells(conformed(1, 2, limit=None))) == []
    assert list(small_cells(conformed(0, 5, 100))) == []


def test_gaps_of_metadata_are_notes_at_the_first_cell_of_the_table_and_change_no_verdict() -> None:
    part = replace(livestock([(A, "sapi", 7), (B, "sapi", 8)]), range="A8:E12")
    seen = inspection(part, replace(part, period="2023", range="A20:E24"))
    said = steward_findings(seen)
    assert [f.code for f in said] == ["M01", "M02", "M03", "M04", "M06"]
    assert {(f.severity, f.sheet, f.cells) for f in said} == {(Severity.INFO, "Sheet1", ("A8",))}
    assert verdict(said, seen.slices) is seen.verdict
