"""A second regency is configuration: a site of its own, contracts adopted from the first, and not a line of code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from lumbung.contracts.lint import lint_file
from lumbung.contracts.registry import contract_files, load_registry
from lumbung.reference.opd import read_opds
from lumbung.reference.wilayah import RegionLevel, Span, read_gazetteer
from lumbung.site import load_site
from sites.lebak.make_samples import make

PROJECT = Path(__file__).resolve().parents[2]
LEBAK = PROJECT / "sites" / "lebak"
SITE = load_site(LEBAK)
REGENCY = re.compile("lahat|lebak|banjarnegara", re.IGNORECASE)
LISTED = re.compile(r"kab\w*\.? (lahat|lebak|banjarnegara)", re.IGNORECASE)
"""In lists of words the name alone says nothing: a *lebak* is a valley, and many villages lie in one."""
DEFAULT = "sites/lahat"
NATIONWIDE = PROJECT / "lumbung" / "reference" / "wilayah" / "nasional.csv"
"""The regencies of the whole country: it names them all."""
ROOMS = ("lumbung", "expectations", "warehouse", "assets", "pipelines")


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("part", ["uploads", "truth"])
def test_the_script_makes_the_committed_files_byte_for_byte(tmp_path: Path, part: str) -> None:
    make(tmp_path)
    fresh, committed = files_below(tmp_path / part), files_below(LEBAK / part)
    assert sorted(fresh) == sorted(committed)
    assert [name for name in fresh if fresh[name] != committed[name]] == []


@pytest.mark.parametrize("path", contract_files(SITE), ids=lambda p: p.stem)
def test_every_contract_is_sound_with_the_code_lists_of_lebak(path: Path) -> None:
    assert lint_file(path, SITE.code_lists, path.parents[2] / "reference" / "klasifikasi") == []


def test_lebak_has_28_kecamatan_and_345_desa_and_kelurahan_before_and_after_a_desa_moved() -> None:
    """Cikaratuan has another code, in another kecamatan, since Kepmendagri 300.2.2-2138/2025."""
    regions = read_gazetteer(SITE.reference)
    for day in (date(2024, 12, 31), date(2025, 12, 31)):
        assert len(regions.of_level(RegionLevel.KECAMATAN, on=Span(day, day))) == 28
        assert len(regions.of_level(RegionLevel.DESA, on=Span(day, day))) == 345


def test_every_owner_of_a_contract_or_an_upload_is_a_registered_opd() -> None:
    folders = {p.name for p in SITE.uploads.iterdir()} | set(load_registry(SITE).opds)
    assert folders <= set(read_opds(SITE.reference).opds)


def test_a_method_that_only_lebak_counts_stands_in_its_own_list() -> None:
    """MAL (metode amenore laktasi) is a category of the adopted contract in Lebak, and none in Lahat."""
    methods = {
        site: {
            c.code
            for c in load_registry(load_site(PROJECT / "sites" / site))
            .contracts["peserta_kb"]
            .named("metode_kb")
            .categories
        }
        for site in ("lahat", "lebak")
    }
    assert methods["lebak"] - methods["lahat"] == {"mal"}


def spoken(tree: ast.AST) -> Iterator[str]:
    """Names and texts of a module, docstrings left out."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    said = {id(node.body[0].value) for node in ast.walk(tree) if isinstance(node, documented) and _has_docstring(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value
        yield from (str(getattr(node, name)) for name in ("id", "attr", "name", "arg") if hasattr(node, name))


def _has_docstring(node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return bool(node.body) and isinstance(node.body[0], ast.Expr) and isinstance(node.body[0].value, ast.Constant)


def test_no_module_and_no_word_list_names_a_regency_but_for_the_default_site() -> None:
    naming: dict[str, list[str]] = {}
    for path in (path for room in ROOMS for path in (PROJECT / room).rglob("*")):
        if path.suffix not in (".py", ".csv", ".yaml", ".sql") or path == NATIONWIDE:
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".py":
            found = [part for part in spoken(ast.parse(text)) if REGENCY.search(part.replace(DEFAULT, ""))]
        else:
            found = [line for line in text.splitlines() if LISTED.search(line)]
        if found:
            naming[path.relative_to(PROJECT).as_posix()] = found
    assert naming == {}
