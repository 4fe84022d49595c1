"""The site of Banjarnegara: its contracts are sound, its regions complete, its real workbooks find their contract."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from expectations.inspect import Inspector
from expectations.model import Verdict
from lumbung.contracts.lint import lint_file
from lumbung.contracts.registry import contract_files, load_registry
from lumbung.harmonise.file import harmonise
from lumbung.harmonise.headings.explain import Headings
from lumbung.reference.opd import read_opds
from lumbung.reference.satuan import units
from lumbung.reference.wilayah import RegionLevel, read_gazetteer
from lumbung.sheets.read import read_workbook
from lumbung.site import load_site

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "banjarnegara"
SITE = load_site(ROOT / "sites" / "banjarnegara")
REGISTRY = load_registry(SITE)
GAZETTEER = read_gazetteer(SITE.reference)

READ_ON = date(2023, 3, 1)
"""A day after all of the workbooks: a file named 2028 names a year to come."""

needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real workbooks is not here")
WITHOUT_FIGURES = {
    "Banyaknya Pemasukan Ternak ke Kabupaten Banjarnegara 2019.xlsx",
    "Luas Panen Tanaman Biofarmaka Menurut Jenis Tanaman (m2),2017.xlsx",
}


def workbooks() -> list[Path]:
    return sorted(CORPUS.glob("*/*/*.xlsx")) if CORPUS.is_dir() else []


@pytest.mark.parametrize("path", contract_files(SITE), ids=lambda p: p.stem)
def test_every_contract_is_sound(path: Path) -> None:
    assert lint_file(path, SITE.code_lists) == []


def test_every_opd_that_owns_a_contract_is_listed_with_its_name() -> None:
    assert set(REGISTRY.opds) <= set(read_opds(SITE.reference).opds)


def test_every_code_list_is_used_and_every_unit_known() -> None:
    properties = [p for c in REGISTRY.contracts.values() for p in c.properties]
    assert {p.stem for p in SITE.code_lists.glob("*.csv")} == {p.code_list for p in properties if p.code_list}
    assert {p.unit for p in properties if p.unit} <= set(units())


def test_no_heading_means_two_things_within_a_contract() -> None:
    for contract in REGISTRY.contracts.values():
        spellings = [s for m in Headings(contract).meanings for s in m.spellings]
        assert len(spellings) == len(set(spellings)), contract.dataset


def test_one_indicator_is_measured_in_one_unit() -> None:
    measured = {(m.indicator, m.unit) for c in REGISTRY.contracts.values() for m in c.measures}
    assert len({indicator for indicator, _ in measured}) == len(measured)


def test_the_regency_has_20_kecamatan_266_desa_and_12_kelurahan() -> None:
    assert len(GAZETTEER.of_level(RegionLevel.KECAMATAN)) == 20
    villages = [r.code.rpartition(".")[2] for r in GAZETTEER.of_level(RegionLevel.DESA)]
    assert (sum(v.startswith("2") for v in villages), sum(v.startswith("1") for v in villages)) == (266, 12)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Purworejo Klampok", "33.04.02"),
        ("Purwareja Klampok", "33.04.02"),
        ("Purworejo Klp.", "33.04.02"),
        ("Purworejo Klp", "33.04.02"),
        ("2. Purwareja Klampok", "33.04.02"),
        ("Purwonegoro", "33.04.04"),
        ("B a w a n g", "33.04.05"),
        ("Kec. SIGALUH", "33.04.07"),
        ("20. Pandanarum", "33.04.19"),
        ("Pagedongan", "33.04.20"),
    ],
)
def test_the_spellings_of_kecamatan_that_operators_use_are_known(typed: str, code: str) -> None:
    assert GAZETTEER.resolve(typed, RegionLevel.KECAMATAN).code == code


@needs_corpus
@pytest.mark.parametrize("path", workbooks(), ids=lambda p: p.name)
def test_every_real_workbook_finds_its_contract_and_explains_every_named_column(path: Path) -> None:
    opd = path.parts[-3]
    reading = read_workbook(path.read_bytes(), path.name)
    found = harmonise(reading, REGISTRY.of_opd(opd), GAZETTEER, READ_ON)
    if path.name in WITHOUT_FIGURES:
        assert not found.conformed
        return
    (table,) = found.conformed
    unnamed = [c for c in reading.tables[0].columns if any(element.startswith("....") for element in c.path)]
    assert table.columns_offered - table.columns_explained <= len(unnamed)
    assert not table.lost_rows
    assert len(table.periods) == 1
    assert table.periods[0].replace("/", "-")[:4] in path.name.replace("2028", "2018")


@needs_corpus
def test_the_workbook_misnamed_2028_is_of_2018_and_the_disagreement_is_said() -> None:
    (path,) = CORPUS.glob("*/*/*2028.xlsx")
    found = harmonise(read_workbook(path.read_bytes(), path.name), REGISTRY.of_opd("distankan-kp"), GAZETTEER, READ_ON)
    assert found.conformed[0].periods == ("2018",)
    assert "T03" in {f.code for f in found.conformed[0].findings}


@needs_corpus
@pytest.mark.parametrize(
    ("level", "verdict"),
    [
        ("Sekolah Dasar (SD)", Verdict.ACCEPTED),
        ("Sekolah Menengah Pertama (SMP)", Verdict.RETURNED),
        ("Sekolah Menengah Kejuruan (SMK)", Verdict.RETURNED),
    ],
)
def test_a_table_of_another_school_level_under_the_number_of_the_sd_table_is_returned(
    level: str, verdict: Verdict
) -> None:
    (path,) = CORPUS.glob("dindikpora/*/Data Dindikpora Th.2022-2023.xlsx")
    book = openpyxl.load_workbook(path, data_only=True)
    book.worksheets[0]["C1"] = f"Jumlah Sekolah, Guru, dan Murid {level}"
    stream = io.BytesIO()
    book.save(stream)
    assert Inspector(SITE).inspect(stream.getvalue(), path.name, "dindikpora").verdict is verdict
