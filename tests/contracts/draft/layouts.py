"""Drafts of the real layout files: their main tables, with the regions that each of them names as its gazetteer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lumbung.contracts.draft.columns import column_texts
from lumbung.contracts.draft.propose import Draft, Setting, propose
from lumbung.contracts.model import RegionLevel
from lumbung.harmonise.file import harmonise
from lumbung.reference.wilayah import Gazetteer, Region
from lumbung.sheets.model import Reading, Role, Table
from lumbung.sheets.read import read_workbook
from lumbung.text import fold

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "layouts"
_HEADINGS = (
    (RegionLevel.DESA, ("desa", "kelurahan")),
    (RegionLevel.KECAMATAN, ("kecamatan",)),
    (RegionLevel.KABUPATEN, ("kabupaten", "wilayah")),
    (RegionLevel.PROVINSI, ("provinsi",)),
)


@dataclass(frozen=True)
class Trial:
    """A drafted table and what its draft loads of it: figures by cell, and totals that are only checked."""

    draft: Draft
    table: Table
    stored: Mapping[str, float]
    checked: frozenset[str]
    printed: Mapping[str, float]  # every figure of the body as the table gives it
    told: frozenset[str]  # codes of the findings on it

    @property
    def lost(self) -> dict[str, float]:
        """Figures of the table that are neither stored nor checked."""
        return {c: v for c, v in self.printed.items() if c not in self.stored and c not in self.checked}


def main_table(reading: Reading) -> Table:
    """The table with most figures."""
    return max(reading.tables, key=lambda t: len(_figures(t)))


def _figures(table: Table) -> dict[str, float]:
    letters = [c.letter for c in table.columns if c.role is Role.VALUE]
    cells = ((f"{x}{r.row}", r.cells.get(x)) for r in table.rows for x in letters)
    return {cell: float(v) for cell, v in cells if isinstance(v, int | float)}


def places_of(table: Table) -> Gazetteer:
    """A gazetteer of the names that the table's own region column lists, with invented codes."""
    regions = [
        Region("33", "Provinsi Uji", RegionLevel.PROVINSI, None),
        Region("33.99", "Kabupaten Uji", RegionLevel.KABUPATEN, "33"),
        Region("33.99.01", "Kecamatan Uji", RegionLevel.KECAMATAN, "33.99"),
    ]
    for column in (c for c in table.columns if c.role is Role.LABEL):
        words = fold(" ".join(column.path)).split()
        level = next((lv for lv, names in _HEADINGS if any(n in words for n in names)), None)
        texts = {fold(t): t for t in column_texts(table, column.letter) if not t.replace(".", "").isdigit()}
        regions += [_region(level, n, text) for n, text in enumerate(texts.values(), start=2)] if level else []
    return Gazetteer({r.code: r for r in regions}.values())


def _region(level: RegionLevel, number: int, name: str) -> Region:
    code, parent = {
        RegionLevel.PROVINSI: (f"{number + 33}", None),
        RegionLevel.KABUPATEN: (f"33.{number:02}", "33"),
        RegionLevel.KECAMATAN: (f"33.99.{number:02}", "33.99"),
        RegionLevel.DESA: (f"33.99.01.2{number:03}", "33.99.01"),
    }[level]
    return Region(code, name, level, parent)


def tried(path: Path) -> Trial:
    """The draft of a file's main table, and what it loads of that table."""
    reading = read_workbook(path.read_bytes(), path.name)
    table = main_table(reading)
    gazetteer = places_of(table)
    draft = propose(table, reading.name, Setting("uji", "dinas", gazetteer, {}))
    outcome = harmonise(reading, [draft.contract], gazetteer)
    mine = [c for c in outcome.conformed if (c.sheet, c.range) == (table.sheet, table.range)]
    stored = {
        cell: float(c.frame.at[label, m.name])
        for c in mine
        for m in c.contract.measures
        for label, cell in c.cells[m.name].items()
        if cell and c.frame.at[label, m.name] == c.frame.at[label, m.name]
    }
    checked = frozenset(p.cell for c in mine for p in c.printed)
    told = frozenset(f.code for f in (*reading.findings, *outcome.findings, *(f for c in mine for f in c.findings)))
    return Trial(draft, table, stored, checked, _figures(table), told)
