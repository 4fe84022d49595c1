"""Every code of the catalogue is raised by a workbook made for it, or by a test that says why none can be."""

from __future__ import annotations

import ast
import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import benchmarks.inspect.plants  # noqa: F401  (enters the plants)
from benchmarks.inspect.plants.model import PLANTS
from lumbung.findings import catalogue

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Elsewhere:
    """A code that no workbook of one OPD can show, and the test that raises it."""

    code: str
    path: Path
    test: str
    reason: str

    @property
    def source(self) -> str:
        """The text of the test, '' if there is none of that name."""
        return next((ast.unparse(f) for f in ast.walk(_parsed(self.path)) if _is_called(f, self.test)), "")


@cache
def elsewhere() -> tuple[Elsewhere, ...]:
    with (ROOT / "benchmarks" / "inspect" / "elsewhere.csv").open(encoding="utf-8", newline="") as stream:
        rows = [(row["kode"], *row["uji"].split("::"), row["sebab"]) for row in csv.DictReader(stream)]
    return tuple(Elsewhere(code, ROOT / path, test, reason) for code, path, test, reason in rows)


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _is_called(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.FunctionDef) and node.name == name


planted = {plant.code for plant in PLANTS}


def test_every_code_of_the_catalogue_is_planted_or_raised_in_a_test_elsewhere() -> None:
    assert set(catalogue()) - planted - {e.code for e in elsewhere()} == set()


def test_only_codes_of_the_catalogue_are_planted_and_listed() -> None:
    assert (planted | {e.code for e in elsewhere()}) - set(catalogue()) == set()


def test_what_is_planted_needs_no_test_elsewhere() -> None:
    assert planted & {e.code for e in elsewhere()} == set()


@pytest.mark.parametrize("entry", elsewhere(), ids=lambda e: e.code)
def test_the_test_elsewhere_exists_and_speaks_of_its_code(entry: Elsewhere) -> None:
    assert entry.code in entry.source, entry.test
    assert entry.reason
