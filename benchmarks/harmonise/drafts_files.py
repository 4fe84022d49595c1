"""The yearly workbooks of Banjarnegara, by the typed file that covers them, and the tables that nobody typed."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.banjarnegara_typed import TypedTable
from lumbung.sheets.model import Reading
from lumbung.sheets.read import read_workbook


@dataclass(frozen=True)
class Workbook:
    """One year's file of a table."""

    path: Path
    opd: str
    year: str


@cache
def _pairs(folder: Path) -> tuple[Mapping[str, str], ...]:
    with (folder / "pairs.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


@cache
def workbooks(folder: Path, typed: str) -> tuple[Workbook, ...]:
    """The workbooks of a typed file, one for each year: of several in the folder the one that agrees best with it."""
    best: dict[str, Mapping[str, str]] = {}
    for row in (r for r in _pairs(folder) if r["gt_csv"] == typed):
        kept = best.setdefault(row["year"], row)
        best[row["year"]] = max(kept, row, key=lambda r: float(r["match"]))
    return tuple(_workbook(folder, best[year]) for year in sorted(best))


def _workbook(folder: Path, row: Mapping[str, str]) -> Workbook:
    return Workbook(folder / row["xlsx"], row["xlsx"].split("/")[0], row["year"])


def untyped(folder: Path, tables: Sequence[TypedTable]) -> list[list[Workbook]]:
    """The years of each table that nobody typed: its draft may claim another table's files."""
    typed = {_family(w.path) for t in tables for w in workbooks(folder, t.file)}
    found: dict[str, list[Workbook]] = defaultdict(list)
    for workbook in (_workbook(folder, row) for row in _pairs(folder)):
        if _family(workbook.path) not in typed:
            found[_family(workbook.path)].append(workbook)
    return [sorted(years, key=lambda w: w.year) for years in found.values()]


def _family(path: Path) -> str:
    return " ".join(re.sub(r"(?:19|20)\d\d", " ", path.stem).split())


def choose(workbooks: Sequence[Workbook], choice: str) -> Workbook:
    """The workbook a contract is drafted from: the latest, the earliest or a middle one."""
    return {"latest": workbooks[-1], "earliest": workbooks[0], "middle": workbooks[len(workbooks) // 2]}[choice]


@cache
def reading_of(path: Path) -> Reading:
    """The reading of a workbook, read once."""
    return read_workbook(path.read_bytes(), path.name)
