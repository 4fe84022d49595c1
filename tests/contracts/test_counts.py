"""Counts of a register in a contract: what may be said, and what the lint objects to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lumbung.contracts.counts import read_counts, register_problems
from lumbung.contracts.model import (
    Category,
    Contract,
    Kind,
    LogicalType,
    PeriodGrain,
    PersonalKind,
    Property,
    RegionLevel,
)

ENTRY = {"indicator": "jumlah_penerima", "title": "Jumlah Penerima", "satuan": "orang", "by": ["kode_desa", "program"]}
DESA = Property(
    "kode_desa", Kind.REGION, LogicalType.STRING, "Desa", required=True, region_level=RegionLevel.DESA, key=True
)
PROGRAM = Property(
    "program", Kind.CATEGORY, LogicalType.STRING, "Program", required=True, categories=(Category("pkh", "PKH"),)
)
NIK = Property("nik", Kind.ATTRIBUTE, LogicalType.STRING, "NIK", required=True, key=True, personal=PersonalKind.NIK)
YEAR = Property("tahun", Kind.PERIOD, LogicalType.STRING, "Tahun", key=True)


def register(*properties: Property, **entry: object) -> Contract:
    return Contract(
        id="uji.penerima",
        version="1.0.0",
        dataset="penerima",
        title="Penerima",
        description="",
        opd="dinsos",
        titles=("penerima",),
        grain=PeriodGrain.TAHUN,
        properties=(YEAR, *(properties or (DESA, PROGRAM, NIK))),
        counts=read_counts([{**ENTRY, **entry}]),
    )


def test_a_sound_count_is_an_indicator_of_its_own() -> None:
    contract = register()
    assert list(register_problems(contract)) == []
    assert [(i.indicator, i.unit, i.additive) for i in contract.indicators] == [("jumlah_penerima", "orang", True)]


def test_persons_counted_once_do_not_add_up_over_programmes() -> None:
    (count,) = register(distinct="nik").counts
    assert not count.measure.additive


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ({"by": ["nik"]}, "no region and no category"),
        ({"by": ["desa"]}, "no region and no category"),
        ({"distinct": "program"}, "no NIK and no No. KK"),
        ({"title": "Jumlah Sekolah Penerima", "satuan": "orang"}, "counted in"),
    ],
)
def test_a_count_that_would_tell_of_persons_or_of_nothing_is_refused(entry: dict[str, object], problem: str) -> None:
    assert any(problem in said for said in register_problems(register(**entry)))


def test_a_category_that_may_be_empty_would_leave_persons_out() -> None:
    contract = register(DESA, replace(PROGRAM, required=False), NIK)
    assert ["program is not required" in said for said in register_problems(contract)] == [True]


def test_only_registers_are_counted_and_a_number_of_a_person_is_text() -> None:
    assert any("only a contract with personal" in p for p in register_problems(register(DESA, PROGRAM)))
    as_number = replace(NIK, logical_type=LogicalType.INTEGER)
    assert any("must be string" in p for p in register_problems(register(DESA, PROGRAM, as_number)))
    as_category = replace(PROGRAM, personal=PersonalKind.NAMA)
    assert any("would be published" in p for p in register_problems(register(DESA, as_category, NIK)))


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ({"indicator": "a"}, "list"),
        ([{"indicator": "a", "satuan": "orang"}], "title is missing"),
        ([{**ENTRY, "satuan": "org"}], "write orang"),
        ([{**ENTRY, "menurut": "program"}], "unknown custom property menurut"),
    ],
)
def test_what_cannot_be_read_as_a_count_is_refused(raw: object, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        read_counts(raw)
