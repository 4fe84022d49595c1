"""Templates of ours that come back for the wrong dataset, from before a change of the contract, or without a sheet."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from random import Random

import openpyxl
import pytest

from benchmarks.harmonise.roundtrip import filled
from expectations.inspect import Inspector
from expectations.model import Inspection, Verdict
from lumbung.contracts.model import Contract, RegionLevel, Source
from lumbung.contracts.registry import Registry
from lumbung.contracts.template.plan import plan
from lumbung.findings import Finding, Severity
from tests.harmonise.regency import AREA, DESA, GAZETTEER, HARVEST, KECAMATAN, LIVESTOCK, PEOPLE, SITE, TONS, contract

PER_SHEET = contract(
    replace(KECAMATAN, sources=(Source.SHEET,)),
    DESA,
    PEOPLE,
    title="Penduduk Per Lembar",
    complete_over=RegionLevel.KECAMATAN,
)


def template(of: Contract) -> bytes:
    """A template, filled in."""
    made = plan(of, GAZETTEER, "Dinas Contoh", SITE.name, "2023", date(2024, 1, 1))
    return filled(made, Random(1))[1]


def inspected(data: bytes, *contracts: Contract) -> Inspection:
    registry = Registry({c.dataset: c for c in contracts})
    return Inspector(SITE, registry, GAZETTEER).inspect(data, "kiriman.xlsx", "dinas")


def heavy(inspection: Inspection) -> list[Finding]:
    return [f for f in inspection.findings if f.severity is not Severity.INFO]


def changed(data: bytes, change: object) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)  # type: ignore[operator]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_template_of_its_own_dataset_needs_no_word() -> None:
    assert heavy(inspected(template(HARVEST), HARVEST, LIVESTOCK)) == []


@pytest.mark.parametrize("owner", ["dinas lain", "dinas"])
def test_a_template_of_another_opd_or_site_is_the_wrong_one(owner: str) -> None:
    theirs = replace(HARVEST, opd=owner) if owner != "dinas" else replace(HARVEST, id="tetangga.Hasil Panen")
    mine = LIVESTOCK if owner != "dinas" else HARVEST
    inspection = inspected(template(theirs), mine, *([theirs] if owner != "dinas" else []))
    (said,) = heavy(inspection)
    assert (said.code, inspection.verdict) == ("L04", Verdict.RETURNED)
    assert theirs.id in said.message()


def test_a_template_whose_title_was_changed_to_that_of_another_dataset_is_the_wrong_one() -> None:
    other = replace(HARVEST, id="contoh.lain", dataset="lain", title="Panen Raya", titles=("Panen Raya",))
    data = changed(template(HARVEST), lambda book: book.worksheets[0].__setitem__("A1", "Panen Raya"))
    assert [f.code for f in heavy(inspected(data, HARVEST, other))] == ["L04"]


@pytest.mark.parametrize(
    ("version", "severity"),
    [("2.0.0", Severity.WARNING), ("1.1.0", Severity.WARNING), ("1.0.1", Severity.INFO), ("1.0.0", None)],
)
def test_a_template_of_an_older_contract_that_can_still_be_read_is_told(
    version: str, severity: Severity | None
) -> None:
    inspection = inspected(template(HARVEST), replace(HARVEST, version=version))
    told = [(f.code, f.severity) for f in inspection.findings if f.code == "L05"]
    assert told == ([("L05", severity)] if severity else [])
    assert inspection.verdict is not Verdict.RETURNED


def test_a_template_whose_columns_no_longer_fit_is_outdated_and_nothing_else() -> None:
    planted = replace(TONS, name="tanam", title="Luas Tanam", unit="ha", required=True)
    newer = replace(HARVEST, version="2.0.0", properties=(KECAMATAN, AREA, planted, HARVEST.period))
    inspection = inspected(template(HARVEST), newer)
    assert [(f.code, f.severity) for f in heavy(inspection)] == [("L05", Severity.BLOCKER)]
    assert inspection.verdict is Verdict.RETURNED


def test_a_sheet_that_was_deleted_from_a_template_is_missing_and_its_kecamatan_is_not_told_again() -> None:
    data = changed(template(PER_SHEET), lambda book: book.remove(book["Batur"]))
    (said,) = heavy(inspected(data, PER_SHEET))
    assert (said.code, said.severity) == ("L01", Severity.BLOCKER)
    assert said.message().endswith("tidak ada di berkas ini: Batur.")


def test_a_sheet_with_more_in_its_name_is_not_missing() -> None:
    data = changed(template(PER_SHEET), lambda book: setattr(book["Batur"], "title", "Kec. Batur"))
    assert "L01" not in {f.code for f in inspected(data, PER_SHEET).findings}


def test_a_contract_may_name_the_sheets_of_its_workbook() -> None:
    of = replace(HARVEST, sheets=("Data", "Rekap"))
    (said,) = heavy(inspected(template(HARVEST), of))
    assert (said.code, said.parameters["names"]) == ("L01", "Rekap")
