"""A regency takes contracts of another as they are; its own code lists and its own word on samples count."""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.contracts.files import rule_files
from lumbung.contracts.registry import contract_files, load_registry
from lumbung.site import Site, SiteError, load_site
from tests.contracts.documents import site_folder

NEIGHBOUR = "id: tetangga\nname: Kabupaten Tetangga\ncode: '33.98'\n"
ADOPTS = "adopts:\n  - {{site: ../asal, datasets: [{}]}}\n"


def neighbour(folder: Path, datasets: str = "jumlah_ternak", more: str = "") -> Site:
    """A site without contracts beside one that has them."""
    for name in ("asal", "tetangga"):
        (folder / name).mkdir(exist_ok=True)
    site_folder(folder / "asal")
    (folder / "tetangga" / "site.yaml").write_text(NEIGHBOUR + more + ADOPTS.format(datasets), encoding="utf-8")
    return load_site(folder / "tetangga")


def test_an_adopted_contract_is_the_sites_own_in_all_but_its_file(tmp_path: Path) -> None:
    site = neighbour(tmp_path, more="sample: true\n")
    (contract,) = load_registry(site).of_opd("dinas")
    assert (contract.id, contract.dataset, contract.sample) == ("tetangga.jumlah_ternak", "jumlah_ternak", True)
    assert [c.code for c in contract.named("jenis_ternak").categories] == ["sapi_perah", "kuda", "jumlah"]


def test_a_code_list_of_its_own_takes_the_place_of_the_others(tmp_path: Path) -> None:
    site = neighbour(tmp_path)
    site.code_lists.mkdir(parents=True)
    (site.code_lists / "ternak.csv").write_text("kode,nama\nkerbau,Kerbau\n", encoding="utf-8")
    (contract,) = load_registry(site).of_opd("dinas")
    assert [c.code for c in contract.named("jenis_ternak").categories] == ["kerbau"]


def test_only_what_is_named_is_adopted_and_what_nobody_describes_is_an_error(tmp_path: Path) -> None:
    site = neighbour(tmp_path)
    (tmp_path / "asal" / "contracts" / "dinas" / "lain.yaml").write_text("not even a contract", encoding="utf-8")
    assert [path.stem for path in contract_files(site)] == ["jumlah_ternak"]
    with pytest.raises(SiteError, match=r"adopts menyebut luas_tanam, yang tidak berkontrak di \.\./asal"):
        contract_files(neighbour(tmp_path, "luas_tanam"))


def test_a_change_of_an_adopted_contract_or_its_list_is_a_change_of_the_sites_rules(tmp_path: Path) -> None:
    """What was inspected by an older contract is inspected anew."""
    names = {path.name for path in rule_files(neighbour(tmp_path))}
    assert {"jumlah_ternak.yaml", "ternak.csv", "site.yaml"} <= names
