"""The sample site: its uploads are what the script makes, its contracts are sound, its region lists complete."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from lumbung.contracts.lint import lint_file
from lumbung.contracts.registry import contract_files, load_registry
from lumbung.reference.opd import read_opds
from lumbung.reference.wilayah import RegionLevel, read_gazetteer
from lumbung.site import load_site
from sites.lahat.make_samples import make
from sites.samples.write import read_facts

LAHAT = Path(__file__).resolve().parents[2] / "sites" / "lahat"
SITE = load_site(LAHAT)
CONTRACTS = contract_files(SITE)


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lahat")
    make(folder)
    return folder


@pytest.mark.parametrize("part", ["uploads", "truth", "terdahulu"])
def test_the_script_makes_the_committed_files_byte_for_byte(made: Path, part: str) -> None:
    fresh, committed = files_below(made / part), files_below(LAHAT / part)
    assert sorted(fresh) == sorted(committed)
    assert [name for name in fresh if fresh[name] != committed[name]] == []


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda p: p.stem)
def test_every_contract_is_sound(path: Path) -> None:
    assert lint_file(path, SITE.code_lists) == []


def test_every_contract_says_that_its_figures_are_invented() -> None:
    assert SITE.sample
    assert [c.dataset for c in load_registry(SITE).contracts.values() if not c.sample] == []


def test_lahat_has_24_kecamatan_and_378_desa_and_kelurahan() -> None:
    regions = read_gazetteer(SITE.reference)
    desa = regions.of_level(RegionLevel.DESA)
    assert len(regions.of_level(RegionLevel.KECAMATAN)) == 24
    assert Counter(d.code[9] for d in desa) == {"1": 18, "2": 360}
    assert all(d.parent == d.code[:8] and d.parent in regions.regions for d in desa)


def test_every_kecamatan_has_its_own_bps_code() -> None:
    codes = [k.bps_code for k in read_gazetteer(SITE.reference).of_level(RegionLevel.KECAMATAN)]
    assert all(code and re.fullmatch(r"1604\d{3}", code) for code in codes)
    assert len(set(codes)) == 24


def test_no_desa_is_named_twice_within_its_kecamatan() -> None:
    regions = read_gazetteer(SITE.reference)
    for kecamatan in regions.of_level(RegionLevel.KECAMATAN):
        for desa in regions.of_level(RegionLevel.DESA, within=kecamatan.code):
            assert regions.resolve(desa.name, RegionLevel.DESA, within=kecamatan.code).code == desa.code


@pytest.mark.parametrize(
    ("spelling", "code"),
    [("TANJUNG SAKTI PUMU", "16.04.01"), ("Pulaupinang", "16.04.08"), ("Kec. Muara Payang", "16.04.28")],
)
def test_spellings_seen_on_other_lists_are_accepted(spelling: str, code: str) -> None:
    assert read_gazetteer(SITE.reference).resolve(spelling, RegionLevel.KECAMATAN).code == code


def test_every_name_of_an_opd_means_one_opd() -> None:
    opds = read_opds(SITE.reference)
    assert len(opds.opds) > 30
    for opd in opds.opds.values():
        for spelling in (opd.name, opd.abbreviation, *opd.aliases):
            assert opds.find(spelling) == opd


def test_every_owner_of_a_contract_or_an_upload_is_a_registered_opd() -> None:
    folders = {p.name for p in SITE.uploads.iterdir()} | set(load_registry(SITE).opds)
    assert folders <= set(read_opds(SITE.reference).opds)


def test_the_truth_speaks_of_contracted_datasets_and_of_existing_uploads() -> None:
    datasets = {row["dataset"] for row in read_facts(LAHAT)}
    files = {row["berkas"] for row in rows_of(LAHAT / "truth" / "temuan.csv")}
    assert datasets == set(load_registry(SITE).contracts)
    assert files == set(files_below(SITE.uploads))


def test_the_truth_uses_the_codes_and_indicators_of_the_contracts() -> None:
    contracts = load_registry(SITE).contracts
    for row in read_facts(LAHAT):
        contract = contracts[row["dataset"]]
        assert row["indikator"] in {m.indicator for m in contract.measures}
        for part in row["dimensi"].split(";") if row["dimensi"] else ():
            name, code = part.split("=")
            categories = contract.named(name).categories
            assert code in {c.code for c in categories if not c.total} or not categories
