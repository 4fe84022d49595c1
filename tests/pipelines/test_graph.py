"""The definitions of both sites load, and the asset graph is the one that was reviewed."""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.contracts.registry import load_registry
from lumbung.site import load_site
from pipelines.settings import PROJECT
from tests.pipelines.graph import graph_of

REVIEWED = Path(__file__).with_name("graph_lahat.txt")


def test_the_graph_of_lahat_is_the_reviewed_one() -> None:
    """After a wanted change: ``python -m tests.pipelines.graph > tests/pipelines/graph_lahat.txt``."""
    assert graph_of("lahat") == REVIEWED.read_text(encoding="utf-8")


@pytest.mark.parametrize("site", ["lahat", "banjarnegara"])
def test_every_dataset_and_every_opd_of_a_site_is_an_asset(site: str) -> None:
    registry = load_registry(load_site(PROJECT / "sites" / site))
    assets = {line.split()[1] for line in graph_of(site).splitlines() if line.startswith("asset ")}
    assert {f"data/{dataset}" for dataset in registry.contracts} <= assets
    assert {f"kiriman/{opd}" for opd in (*registry.opds, "lainnya")} <= assets


def test_a_run_keeps_to_one_process() -> None:
    """A process per step would spend its time importing."""
    jobs = [line for line in graph_of("lahat").splitlines() if line.startswith("job ")]
    assert jobs and all(line.endswith("executor=in_process") for line in jobs)
