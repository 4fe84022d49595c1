"""What is wrong with a contract before any file meets it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lumbung.contracts.lint import lint, lint_file
from lumbung.contracts.model import Category, Contract, LogicalType, QualityRule, RegionLevel, Source
from lumbung.findings import Severity
from tests.contracts.documents import code_lists, site_folder, spoilt
from tests.harmonise.regency import ANIMAL, DESA, HARVEST, HEADS, KECAMATAN, LIVESTOCK, YEAR, changed, contract


def test_a_sound_contract_has_no_problem(tmp_path: Path) -> None:
    assert lint_file(site_folder(tmp_path), code_lists(tmp_path)) == []
    assert lint(LIVESTOCK) == []


def test_file_and_folder_are_named_after_dataset_and_owner(tmp_path: Path) -> None:
    text = spoilt("- name: jumlah_ternak", "- name: ternak").replace("opd, value: dinas}", "opd, value: distan}")
    named, owned = lint_file(site_folder(tmp_path, text), code_lists(tmp_path))
    assert named == "the file is named jumlah_ternak, the dataset ternak; they must be the same"
    assert owned == "the folder is named dinas, the OPD distan; they must be the same"


def test_a_contract_that_cannot_be_loaded_says_why(tmp_path: Path) -> None:
    path = site_folder(tmp_path, spoilt("satuan, value: ekor}", "satuan, value: Ekor}"))
    assert lint_file(path, code_lists(tmp_path)) == ["property populasi: satuan is 'Ekor'; write ekor"]


TWINS = (Category("kecil", "< 1 Ha"), Category("besar", "≥ 1 Ha"), Category("lain", "<  1 ha"))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (replace(LIVESTOCK, dataset="Jumlah Ternak"), "'Jumlah Ternak': names are snake_case"),
        (changed(LIVESTOCK, "populasi", name="satuan"), "'satuan' is a column the warehouse adds itself"),
        (contract(KECAMATAN, HEADS, HEADS, title="A"), "property populasi stands 2 times"),
        (contract(KECAMATAN, HEADS, YEAR, title="A"), "exactly one property must hold the period"),
        (contract(KECAMATAN, title="A"), "no measure: give at least one property an indicator"),
        (contract(DESA, KECAMATAN, HEADS, title="A"), "from the wider to the finer level"),
        (replace(LIVESTOCK, complete_over=RegionLevel.DESA), "completeOver is desa, but no property holds that level"),
        (changed(LIVESTOCK, "jenis_ternak", sources=(Source.CONSTANT,)), "from constant needs the custom property"),
        (changed(LIVESTOCK, "jenis_ternak", constant="lembu"), "constant is lembu, which is no code of the list"),
        (changed(LIVESTOCK, "jenis_ternak", extract="(x)"), "extract takes a value out of a title"),
        (changed(LIVESTOCK, "populasi", sources=(Source.CONSTANT,)), "a measure has no constant"),
        (changed(LIVESTOCK, "populasi", logical_type=LogicalType.STRING), "logicalType must be integer or number"),
        (changed(LIVESTOCK, "populasi", unit=None), "measure populasi: no unit"),
        (
            changed(LIVESTOCK, "populasi", small_percent=True),
            "smallPercent is about figures in persen, the unit is ekor",
        ),
        (changed(LIVESTOCK, "kode_kecamatan", unit="ha"), "it has a unit but no indicator"),
        (changed(LIVESTOCK, "kode_kecamatan", name="kecamatan"), "its name must begin with kode_"),
        (changed(HARVEST, "produksi", sum_of=("padi",)), "sumOf names padi, which is no measure"),
        (changed(LIVESTOCK, "populasi", aliases=("…",)), "the alias '…' holds no letter or digit"),
        (replace(LIVESTOCK, titles=("(…)",)), "'(…)' holds no letter or digit, so every table would bear it"),
        (changed(LIVESTOCK, "jenis_ternak", categories=TWINS), "'kurang dari 1 ha' stands for both kecil and lain"),
        (
            replace(LIVESTOCK, rules=(QualityRule("a", "Z99", Severity.ERROR, None, "a", metric="rowCount"),)),
            "rule a: finding code Z99 is not in the catalogue",
        ),
    ],
)
def test_each_mistake_is_told_in_plain_words(wrong: Contract, says: str) -> None:
    assert any(says in problem for problem in lint(wrong)), lint(wrong)


def test_a_contract_without_a_key_is_told() -> None:
    keyless = contract(*(replace(p, key=False) for p in (KECAMATAN, ANIMAL, HEADS)), title="A")
    keyless = replace(keyless, properties=tuple(replace(p, key=False) for p in keyless.properties))
    assert "no key: mark the identifying properties with primaryKey" in lint(keyless)


def test_larger_and_smaller_than_are_different_things() -> None:
    assert lint(changed(LIVESTOCK, "jenis_ternak", categories=TWINS[:2])) == []
