"""A filled template comes back with every figure and without a finding, whatever its contract looks like."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.harmonise.roundtrip import Outcome, outcomes_of, round_trip
from expectations.inspect import Inspector
from lumbung.contracts.model import Contract, Kind, LogicalType, PeriodGrain, Property, RegionLevel, Source
from lumbung.contracts.registry import Registry, load_registry
from lumbung.contracts.template.plan import plan
from lumbung.reference.wilayah import Gazetteer, read_gazetteer
from lumbung.site import load_site
from tests.harmonise.regency import (
    ANIMAL,
    AREA,
    DESA,
    GAZETTEER,
    HARVEST,
    HEADS,
    KECAMATAN,
    LIVESTOCK,
    PEOPLE,
    SEX,
    SITE,
    TONS,
    VILLAGERS,
    YIELD,
    contract,
    with_period,
)

ROOT = Path(__file__).parents[2]
SITES = sorted(p.parent for p in (ROOT / "sites").glob("*/site.yaml"))
DATASETS = [(s.name, dataset) for s in SITES for dataset in load_registry(load_site(s)).contracts]

IN_ROWS = {"sources": (Source.ROWLABEL,)}
NAME = Property("nama", Kind.ATTRIBUTE, LogicalType.STRING, "Nama", required=True, key=True, personal="nama")
NIK = Property("nik", Kind.ATTRIBUTE, LogicalType.STRING, "NIK", required=True, key=True, personal="nik")
REMARK = Property("keterangan", Kind.ATTRIBUTE, LogicalType.STRING, "Keterangan")


def sourced(source: Source) -> tuple[Property, ...]:
    """Two measures that are named somewhere else than over their column."""
    return tuple(replace(m, sources=(source,)) for m in (AREA, TONS))


LISTED = sourced(Source.ROWLABEL)
LAYOUTS = {
    "a dimension over the header": (LIVESTOCK, "2023"),
    "two dimensions over the header": (contract(KECAMATAN, ANIMAL, SEX, HEADS, title="Ternak Jantan Betina"), "2023"),
    "measures over a dimension, one of them a rate": (
        contract(KECAMATAN, ANIMAL, AREA, TONS, YIELD, title="Hasil Ternak"),
        "2023",
    ),
    "measures alone": (HARVEST, "2023"),
    "desa beside their kecamatan": (VILLAGERS, "2023"),
    "desa under their kecamatan": (
        contract(replace(KECAMATAN, sources=(Source.SECTION,)), DESA, SEX, PEOPLE, title="Penduduk Desa"),
        "2023",
    ),
    "a list in the first column": (contract(replace(ANIMAL, **IN_ROWS), HEADS, title="Daftar Ternak"), "2023"),
    "a list within each kecamatan": (
        contract(KECAMATAN, replace(SEX, **IN_ROWS), PEOPLE, title="Penduduk Menurut Jenis Kelamin"),
        "2023",
    ),
    "a list beside a dimension": (
        contract(replace(ANIMAL, **IN_ROWS), SEX, HEADS, title="Ternak Menurut Kelamin"),
        "2023",
    ),
    "a sheet for each kecamatan": (
        contract(replace(KECAMATAN, sources=(Source.SHEET,)), DESA, PEOPLE, title="Penduduk Per Lembar"),
        "2023",
    ),
    "a category in the title": (
        contract(KECAMATAN, replace(ANIMAL, sources=(Source.TITLE,)), HEADS, title="Hewan Menurut Kecamatan"),
        "2023",
    ),
    "a constant": (
        contract(KECAMATAN, replace(ANIMAL, sources=(Source.CONSTANT,), constant="sapi"), HEADS, title="Hewan Saja"),
        "2023",
    ),
    "the year over its column": (with_period(LIVESTOCK, PeriodGrain.TAHUN, Source.HEADER), "2023"),
    "the year on the tab": (with_period(LIVESTOCK, PeriodGrain.TAHUN, Source.SHEET), "2023"),
    "the year in the name of the file": (with_period(LIVESTOCK, PeriodGrain.TAHUN, Source.FILENAME), "2023"),
    "half a year": (with_period(HARVEST, PeriodGrain.SEMESTER, Source.TITLE), "2023-S2"),
    "a school year": (with_period(HARVEST, PeriodGrain.TAHUN_AJARAN, Source.TITLE), "2023/2024"),
    "a quarter": (with_period(LIVESTOCK, PeriodGrain.TRIWULAN, Source.TITLE, Source.HEADER), "2023-TW4"),
    "twelve months over the header": (with_period(HARVEST, PeriodGrain.BULAN, Source.HEADER, Source.TITLE), "2023"),
    "kecamatan over the columns": (
        contract(
            replace(ANIMAL, **IN_ROWS), replace(KECAMATAN, sources=(Source.HEADER,)), HEADS, title="Hewan Per Tempat"
        ),
        "2023",
    ),
    "a list of indicators": (contract(*LISTED, title="Data Pertanian"), "2023"),
    "a list of indicators with the years over it": (
        with_period(contract(*LISTED, title="Data Pertanian"), PeriodGrain.TAHUN, Source.HEADER),
        "2023",
    ),
    "indicators of each kecamatan": (contract(KECAMATAN, *LISTED, title="Data Pertanian"), "2023"),
    "a section for each indicator": (contract(KECAMATAN, *sourced(Source.SECTION), title="Data Pertanian"), "2023"),
    "remarks beside the figures": (contract(KECAMATAN, REMARK, AREA, title="Luas Dengan Keterangan"), "2023"),
}


@cache
def inspector(of: Contract) -> Inspector:
    return Inspector(SITE, Registry({of.dataset: of}), GAZETTEER)


def sent_back(of: Contract, period: str, seed: int) -> Outcome:
    template = plan(of, GAZETTEER, "Dinas Contoh", SITE.name, period, date(2024, 1, 1))
    return round_trip(template, inspector(of), Random(seed))


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_filled_template_gives_its_truth_back(layout: str, seed: int) -> None:
    of, period = LAYOUTS[layout]
    found = sent_back(of, period, seed)
    assert found.exact, (found.said, found.lost[:3], found.invented[:3])
    assert found.records


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_register_by_name_gives_every_person_back(seed: int) -> None:
    village = replace(DESA, key=False)
    of = contract(NIK, NAME, replace(KECAMATAN, key=False), village, REMARK, title="Daftar Penerima Bantuan")
    found = sent_back(of, "2023", seed)
    assert found.exact, (found.said, found.lost[:3], found.invented[:3])
    assert found.records


@cache
def of_site(name: str) -> Inspector:
    """A site with the kecamatan of its first three codes only: its whole region list is for the benchmark."""
    site = load_site(ROOT / "sites" / name)
    whole = read_gazetteer(site.reference)
    kept = [k.code for k in whole.of_level(RegionLevel.KECAMATAN)[:3]]
    lines = [r for r in whole.lines if any(r.code.startswith(k) or k.startswith(r.code) for k in kept)]
    return Inspector(site, gazetteer=Gazetteer(lines, [a for a in whole.aliases if a.code in {r.code for r in lines}]))


@pytest.mark.parametrize(("site", "dataset"), DATASETS)
def test_every_contract_of_every_site_has_a_template_that_comes_back(site: str, dataset: str) -> None:
    judge = of_site(site)
    for found in outcomes_of(judge.registry.contracts[dataset], judge, truths=1):
        assert found.exact, (found.said, found.lost[:3], found.invented[:3])


def test_kinds_of_source_are_all_tried() -> None:
    tried = {s for of, _ in LAYOUTS.values() for p in of.properties for s in p.sources}
    assert tried == set(Source)
    assert {p.region_level for of, _ in LAYOUTS.values() for p in of.properties} >= {
        RegionLevel.KECAMATAN,
        RegionLevel.DESA,
    }
