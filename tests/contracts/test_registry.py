"""All contracts of a site, and the site itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.contracts.odcs import ContractError
from lumbung.contracts.registry import contract_files, load_registry
from lumbung.site import Site, SiteError, load_site
from tests.contracts.documents import site_folder, spoilt

SITE = "id: contoh\nname: Kabupaten Contoh\ncode: '33.99'\n"


def site(folder: Path, text: str = SITE) -> Site:
    (folder / "site.yaml").write_text(text, encoding="utf-8")
    return load_site(folder)


def test_contracts_are_found_by_owner(tmp_path: Path) -> None:
    site_folder(tmp_path)
    registry = load_registry(site(tmp_path))
    assert registry.opds == ("dinas",)
    assert [c.dataset for c in registry.of_opd("dinas")] == ["jumlah_ternak"]
    assert registry.of_opd("dinkes") == ()


def test_a_contract_file_is_seen_with_either_ending(tmp_path: Path) -> None:
    path = site_folder(tmp_path)
    path.rename(path.with_suffix(".yml"))
    assert [p.name for p in contract_files(site(tmp_path))] == ["jumlah_ternak.yml"]


def test_two_contracts_of_one_dataset_are_refused(tmp_path: Path) -> None:
    path = site_folder(tmp_path)
    path.with_name("z.yaml").write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(ContractError, match=r"z\.yaml: dataset jumlah_ternak is already described"):
        load_registry(site(tmp_path))


def test_a_draft_loads_nothing_until_somebody_approves_it(tmp_path: Path) -> None:
    path = site_folder(tmp_path)
    text = path.read_text(encoding="utf-8")
    path.with_name("z.yaml").write_text(text.replace("status: active", "status: draft"), encoding="utf-8")

    assert [c.dataset for c in load_registry(site(tmp_path)).contracts.values()] == ["jumlah_ternak"]
    path.unlink()
    assert not load_registry(site(tmp_path)).contracts


def test_one_unsound_contract_stops_the_site_from_loading(tmp_path: Path) -> None:
    site_folder(tmp_path, spoilt("from, value: header}", "from, value: kepala}"))
    with pytest.raises(ContractError, match="property jenis_ternak: from is 'kepala'"):
        load_registry(site(tmp_path))


def test_a_site_knows_its_folders_and_what_is_no_upload(tmp_path: Path) -> None:
    made = site(tmp_path, SITE + "ignore: ['*.pdf']\n")
    assert made.code_lists == tmp_path / "reference" / "klasifikasi"
    assert made.uploads == tmp_path / "uploads"
    assert [made.ignores(n) for n in ("~$a.xlsx", ".a", "a.pdf", "a.xlsx")] == [True, True, True, False]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id: contoh\nname: X\ncode: '3399'\n", "code"),
        (SITE + "wilayah: x\n", "wilayah"),
        ("", "site.yaml"),
        ("id: [", "site.yaml"),
    ],
)
def test_a_wrong_site_says_what_to_mend(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(SiteError, match=says):
        site(tmp_path, text)


def test_a_folder_without_a_site_says_how_to_name_one(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="--site atau LUMBUNG_SITE"):
        load_site(tmp_path)
