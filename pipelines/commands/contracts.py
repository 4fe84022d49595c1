"""``lumbung contract``: list and lint."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from lumbung.contracts.lint import lint_file
from lumbung.contracts.registry import contract_files, load_registry
from lumbung.site import load_site
from pipelines.settings import Settings

UNSOUND = 1


def lint(paths: list[Path], site_folder: Path | None) -> int:
    """Lint contract files, folders of them, or the site's; 1 when one is unsound."""
    files = list(_files(paths)) if paths else contract_files(load_site(Settings.read(site=site_folder).site))
    unsound = 0
    for path in files:
        problems = lint_file(path, _code_lists(path))
        unsound += bool(problems)
        for problem in problems:
            print(f"{path}: {problem}")
    print(f"{len(files)} kontrak diperiksa, {unsound} bermasalah.")
    return UNSOUND if unsound else 0


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.yaml")) if path.is_dir() else [path]


def _code_lists(path: Path) -> Path:
    """The code lists of the site a contract lies in: ``<site>/contracts/<opd>/<dataset>.yaml``."""
    return path.absolute().parents[2] / "reference" / "klasifikasi"


def list_contracts(site_folder: Path | None, as_json: bool) -> int:
    """Print every contract of the site."""
    registry = load_registry(load_site(Settings.read(site=site_folder).site))
    rows = [(c.opd, c.dataset, str(c.grain), c.version, c.title) for c in registry.contracts.values()]
    if as_json:
        names = ("opd", "dataset", "period", "version", "title")
        print(json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False, indent=1))
        return 0
    table = Table("OPD", "Dataset", "Periode", "Versi", "Judul", box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*row)
    Console().print(table)
    return 0
