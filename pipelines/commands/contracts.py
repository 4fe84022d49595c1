"""``lumbung contract``: list and lint."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from lumbung.contracts.files import code_lists_beside, contract_files
from lumbung.contracts.histories import unsound_histories
from lumbung.contracts.indicators import disagreements
from lumbung.contracts.lint import lint_file
from lumbung.contracts.lint_corrections import lint_corrections
from lumbung.contracts.metadata_notes import metadata_notes
from lumbung.contracts.odcs import load_contract
from lumbung.contracts.registry import load_registry
from lumbung.reference.corrections import CorrectionError, read_corrections
from lumbung.reference.decisions import DecisionError
from lumbung.reference.wilayah import read_gazetteer
from lumbung.site import load_site
from pipelines.settings import Settings

UNSOUND = 1
WRONG_USE = 2


def lint(paths: list[Path], site_folder: Path | None) -> int:
    """Lint contract files, folders of them, or the site's; 1 when one is unsound, 2 when one does not exist."""
    missing = [path for path in paths if not path.exists()]
    for path in missing:
        print(f"lumbung: {path} tidak ada.", file=sys.stderr)
    if missing:
        return WRONG_USE
    checked = list(_given(paths, site_folder)) if paths else list(_of_site(site_folder))
    unsound = 0
    for path, code_lists in checked:
        problems = lint_file(path, *code_lists) or _unsound_rules(path, code_lists)
        unsound += bool(problems)
        for problem in problems:
            print(f"{path}: {problem}")
    print(f"{len(checked)} kontrak diperiksa, {unsound} bermasalah.")
    for note in metadata_notes([] if unsound else checked, whole=bool(paths)):
        print(note)
    wrong = [] if paths or unsound else list(_registers(site_folder))
    for problem in wrong:
        print(problem)
    return UNSOUND if unsound or wrong else 0


def _unsound_rules(path: Path, code_lists: tuple[Path, ...]) -> list[str]:
    """What Great Expectations cannot make of the rules that a sound contract states."""
    contract = load_contract(path, *code_lists)
    if not contract.rules:
        return []
    from expectations.suite import rule_problems  # takes seconds to import; most contracts state no rule

    return rule_problems(contract)


def _registers(site_folder: Path | None) -> Iterator[str]:
    """What is wrong with the registers beside the contracts of a site."""
    site = load_site(Settings.read(site=site_folder).site)
    try:
        corrections, registry = read_corrections(site.reference), load_registry(site)
    except (CorrectionError, DecisionError) as error:
        yield str(error)
        return
    yield from disagreements(registry.contracts.values())
    yield from unsound_histories(registry.contracts.values())
    yield from lint_corrections(corrections, registry, read_gazetteer(site.reference))


def _given(paths: list[Path], site_folder: Path | None) -> Iterator[tuple[Path, tuple[Path, ...]]]:
    """Each contract file with the folders of its code lists: beside it, then those of the site named."""
    named = (load_site(Settings.read(site=site_folder).site).code_lists,) if site_folder is not None else ()
    for path in paths:
        for file in sorted(path.rglob("*.yaml")) if path.is_dir() else [path]:
            yield file, (code_lists_beside(file), *named)


def _of_site(site_folder: Path | None) -> Iterator[tuple[Path, tuple[Path, ...]]]:
    """The same for a site: what it adopts is read with its own code lists first."""
    site = load_site(Settings.read(site=site_folder).site)
    for file in contract_files(site):
        yield file, (site.code_lists, code_lists_beside(file))


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
