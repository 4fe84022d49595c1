"""Every file of the layouts corpus can be described by a contract, and is loaded with the figures that stand in it.

The contracts are in ``layouts/`` (those of Banjarnegara in its site); ``layouts.yaml`` says which figures a person
read, which findings the file earns, and which periods must not be loaded.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from expectations.inspect import Inspector
from expectations.model import Inspection
from lumbung.contracts.lint import lint
from lumbung.contracts.model import Contract, Kind
from lumbung.contracts.odcs import load_contract
from lumbung.contracts.registry import Registry
from lumbung.findings import Severity
from lumbung.site import Site
from tests.harmonise.layout_regions import BANJARNEGARA, gazetteer

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "layouts"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "layouts.yaml").read_text("utf-8"))
in_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real spreadsheets is not at ../shared/corpus")
GRAVE = (Severity.BLOCKER, Severity.ERROR, Severity.WARNING)


def described(key: str) -> Contract:
    """The contract of a file."""
    name = EXPECTED[key]["contract"]
    path = ROOT / name if "/" in name else Path(__file__).parent / "layouts" / f"{name}.yaml"
    return load_contract(path, BANJARNEGARA / "klasifikasi")


@cache
def inspected(key: str) -> Inspection:
    """What comes of a file under its contract."""
    contract = described(key)
    (path,) = CORPUS.glob(f"{key[:2]}_*")
    site = Site(id="contoh", name="Contoh", code="00.00", folder=Path("tiada"))
    inspector = Inspector(site, Registry({contract.dataset: contract}), gazetteer(EXPECTED[key]["wilayah"]))
    return inspector.inspect(path.read_bytes(), path.name, contract.opd)


def loaded(key: str) -> dict[tuple[str, ...], float]:
    """(place, period, measure, categories and keys …) → accepted figure."""
    found: dict[tuple[str, ...], float] = {}
    for part in inspected(key).slices:
        contract, region = part.contract, part.contract.region
        labels = [p for p in contract.properties if p.kind is Kind.CATEGORY or (p.kind is Kind.ATTRIBUTE and p.key)]
        for row in part.accepted.to_dict("records"):
            place = str(row[region.name]) if region else ""
            for measure in contract.measures:
                if row[measure.name] == row[measure.name]:
                    said = (place, part.period, measure.name, *(str(row[p.name]) for p in labels))
                    assert said not in found, f"{said} is accepted twice"
                    found[said] = row[measure.name]
    return found


def test_every_file_of_the_corpus_has_a_contract() -> None:
    assert {key[:2] for key in EXPECTED} == {f"{number:02}" for number in range(1, 25)}


@pytest.mark.parametrize("key", EXPECTED)
def test_its_contract_is_sound(key: str) -> None:
    assert lint(described(key)) == []


@in_corpus
@pytest.mark.parametrize("key", EXPECTED)
def test_its_figures_are_loaded_under_their_codes_and_periods(key: str) -> None:
    found = loaded(key)
    for place, period, measure, value, *labels in EXPECTED[key]["figures"]:
        assert found[place, period, measure, *map(str, labels)] == pytest.approx(value, rel=1e-12)


@in_corpus
@pytest.mark.parametrize("key", EXPECTED)
def test_nothing_is_wrong_in_silence(key: str) -> None:
    inspection, expected = inspected(key), EXPECTED[key]
    assert {f.code for f in inspection.findings if f.severity in GRAVE} == set(expected.get("findings", ()))
    assert not {said[1] for said in loaded(key)} & set(expected.get("absent", ()))
    if "rows" in expected:
        assert sum(len(part.accepted) for part in inspection.slices) == expected["rows"]
