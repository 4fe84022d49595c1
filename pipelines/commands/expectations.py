"""``lumbung expectations``: suites as JSON, and Data Docs over what was inspected last."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from expectations.datadocs import InspectedTable, build_docs
from expectations.export import suite_json, suite_of
from expectations.inspect import Inspector
from lumbung.contracts.model import Contract
from lumbung.contracts.registry import Registry, load_registry
from lumbung.reference.wilayah import read_gazetteer
from lumbung.site import load_site
from pipelines.commands.known import check_datasets
from pipelines.settings import Settings
from warehouse.engine import open_warehouse
from warehouse.inspected import LastInspected, last_inspected
from warehouse.intake import fetch
from warehouse.server import has_warehouse

WRONG_USE = 2
FOLDER = "ekspektasi"
"""In the home: suites and pages that can be made anew at any time."""


def export(datasets: Sequence[str], everything: bool, out: Path | None, site_folder: Path | None) -> int:
    """Write ``<dataset>.json`` for each dataset and name the files; 2 unless one dataset or ``--all`` is asked for."""
    if bool(datasets) == everything:
        print("lumbung: sebutkan satu dataset, atau --all untuk semuanya.", file=sys.stderr)
        return WRONG_USE
    settings = Settings.read(site=site_folder, reading=True)
    site = load_site(settings.site)
    gazetteer = read_gazetteer(site.reference)
    folder = out or settings.home / FOLDER / "suite"
    folder.mkdir(parents=True, exist_ok=True)
    for contract in _chosen(load_registry(site), datasets):
        path = folder / f"{contract.dataset}.json"
        path.write_text(suite_json(suite_of(contract, gazetteer)), encoding="utf-8")
        print(path)
    return 0


def docs(datasets: Sequence[str], out: Path | None, site_folder: Path | None) -> int:
    """Build the pages and print where they begin; with the files last inspected if there is a warehouse."""
    settings = Settings.read(site=site_folder, reading=True)
    inspector = Inspector(load_site(settings.site))
    contracts = _chosen(inspector.registry, datasets)
    tables = {c.dataset: _tables(inspector, c, settings.home, last) for c, last in _last(settings, contracts)}
    folder = (out or settings.home / FOLDER / "docs").absolute()
    print(build_docs(folder, contracts, inspector.gazetteer, tables))
    return 0


def _chosen(registry: Registry, datasets: Sequence[str]) -> list[Contract]:
    check_datasets(registry, datasets)
    return [registry.contracts[d] for d in datasets or sorted(registry.contracts)]


def _last(settings: Settings, contracts: Sequence[Contract]) -> list[tuple[Contract, LastInspected]]:
    """The contracts that a file was inspected by, with that file; none where there is no warehouse."""
    if not has_warehouse(settings.home, settings.warehouse_url):
        return []
    engine = open_warehouse(settings.home, settings.warehouse_url)
    with engine.connect() as connection:
        files = last_inspected(connection)
    return [(c, files[c.dataset]) for c in contracts if c.dataset in files]


def _tables(inspector: Inspector, contract: Contract, home: Path, file: LastInspected) -> list[InspectedTable]:
    """The tables of the dataset in its file, as the rules meet them."""
    conformed = inspector.conform(fetch(home, file.sha256), file.name, contract.opd)
    mine = [c for c in conformed if c.contract.dataset == contract.dataset]
    return [InspectedTable(f"{file.name} {c.sheet}!{c.range}", c.frame) for c in mine]
