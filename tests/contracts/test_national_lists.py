"""Lists of a national kind: sex, age groups, religion, school levels: usable by any site, and a site's own goes first."""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.contracts.codelists import NATIONAL_LISTS, read_code_list
from lumbung.contracts.odcs import load_contract
from lumbung.harmonise.labels.label_columns import category_codes, unnumbered
from lumbung.text import fold
from tests.contracts.documents import SOUND, code_lists, site_folder
from tests.harmonise.regency import ANIMAL, changed, contract

LISTS = sorted(NATIONAL_LISTS.glob("*.csv"))


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_no_spelling_of_a_list_means_two_things(path: Path) -> None:
    owners: dict[str, str] = {}
    for category in read_code_list(path):
        for spelling in category.spellings:
            assert owners.setdefault(fold(spelling), category.code) == category.code, spelling


def test_a_contract_uses_a_national_list_by_its_name(tmp_path: Path) -> None:
    path = site_folder(tmp_path, SOUND.replace("codeList, value: ternak}", "codeList, value: agama}"))
    religions = load_contract(path, code_lists(tmp_path)).named("jenis_ternak").categories
    assert [c.code for c in religions][:3] == ["islam", "kristen", "katolik"]


def test_a_list_of_the_site_goes_before_the_national_one_of_its_name(tmp_path: Path) -> None:
    path = site_folder(tmp_path, SOUND.replace("codeList, value: ternak}", "codeList, value: agama}"))
    (code_lists(tmp_path) / "agama.csv").write_text("kode,nama\nsatu,Satu\n", encoding="utf-8")
    (only,) = load_contract(path, code_lists(tmp_path)).named("jenis_ternak").categories
    assert only.code == "satu"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("0-4", "00_04"), ("0 - 4", "00_04"), ("5-9 tahun", "05_09"), ("10–14", "10_14"), ("75+", "75_plus"),
        (">=75", "75_plus"), ("75 tahun ke atas", "75_plus"), ("70-75", None), ("80-84", None), ("4", None),
    ],
)  # fmt: skip
def test_age_groups_are_known_in_every_writing_and_never_by_half(written: str, code: str | None) -> None:
    ages = changed(
        contract(ANIMAL, title="x"), "jenis_ternak", categories=read_code_list(NATIONAL_LISTS / "kelompok_umur_5.csv")
    ).named("jenis_ternak")
    codes = category_codes(ages)
    assert (codes.get(fold(written)) or codes.get(unnumbered(written))) == code
