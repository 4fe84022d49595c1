"""What is written of a contract is read back as the same contract."""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.contracts.draft.document import write_contract
from lumbung.contracts.odcs import load_contract
from tests.contracts.draft.drafting import drafted
from tests.contracts.draft.test_tables import (
    HARVEST,
    HARVEST_MERGES,
    LIVESTOCK,
    LIVESTOCK_MERGES,
    SCHOOL_MERGES,
    SCHOOLS,
)

SITES = Path(__file__).parents[3] / "sites"
CONTRACTS = sorted(SITES.glob("*/contracts/*/*.yaml"))


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda p: f"{p.parents[2].name}/{p.stem}")
def test_every_contract_of_the_sites_comes_back_as_it_was(path: Path, tmp_path: Path) -> None:
    lists = path.parents[2] / "reference" / "klasifikasi"
    contract = load_contract(path, lists)
    written = tmp_path / path.name
    written.write_text(write_contract(contract), encoding="utf-8")

    assert load_contract(written, lists) == contract


@pytest.mark.parametrize(
    ("drawing", "merges"), [(LIVESTOCK, LIVESTOCK_MERGES), (HARVEST, HARVEST_MERGES), (SCHOOLS, SCHOOL_MERGES)]
)
def test_a_draft_comes_back_as_it_was_and_says_that_it_is_one(drawing: str, merges: str, tmp_path: Path) -> None:
    draft = drafted(drawing, merges)
    written = tmp_path / "draf.yaml"
    written.write_text(draft.document(), encoding="utf-8")

    assert load_contract(written, tmp_path) == draft.contract
    assert "status: draft" in draft.document()
    assert "# PERIKSA: " in draft.document()
