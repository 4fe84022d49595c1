"""A head of a sheet that names another OPD than the one that sent the file (L10): a neighbour's file, or his form.

Only a cell that is nothing but the name of an OPD counts, with or without *OPD:* in front. Who gathers data from all
others (``penghimpun.csv``: BPS, the walidata) heads forms that others fill in, so such a name alone says nothing;
neither does a name that the contract knows as something its table may be about.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lumbung.contracts.model import Contract, Kind, Source
from lumbung.findings import Finding, finding
from lumbung.harmonise.titles.title_cells import texts_above
from lumbung.reference.opd import Opd, OpdRegistry
from lumbung.reference.wilayah import Gazetteer, RegionLevel
from lumbung.sheets.addresses import split
from lumbung.sheets.model import Table
from lumbung.text import fold

_LEVELS = ("kabupaten", "kab", "kota", "pemerintah kabupaten", "pemkab")


def other_opd(
    table: Table, contract: Contract, opds: OpdRegistry, gazetteer: Gazetteer, first: int
) -> Iterator[Finding]:
    """L10 for the first cell above a table that names another OPD, unless the sender is named there too.

    ``first``: the sheet row below the table before, where its own head begins.
    """
    named = [(cell, *found) for cell, text in _head(table, first) if (found := _named(text, opds, gazetteer))]
    if any(opd.id == contract.opd for _, opd, _ in named):
        return
    for cell, opd, announced in named:
        if (announced or fold(opd.name) not in _gatherers()) and not _may_be_about(contract, opd):
            sender = opds.opds[contract.opd].name if contract.opd in opds.opds else contract.opd
            yield finding("L10", sheet=table.sheet, cells=(cell,), found=opd.name, opd=sender)
            return


def _head(table: Table, first: int) -> Iterator[tuple[str, str]]:
    """What stands above the table; a word such as *OPD* joined with what stands in the next cell of its row."""
    announced: tuple[int, str] | None = None
    for cell, text in texts_above(table, first):
        row = split(cell)[1]
        if table.header_rows and row >= table.header_rows[0]:
            continue
        if announced and announced[0] == row:
            yield cell, f"{announced[1]} {text}"
        else:
            yield cell, text
        announced = (row, text) if fold(text) in _words() else None


def _named(text: str, opds: OpdRegistry, gazetteer: Gazetteer) -> tuple[Opd, bool] | None:
    """The OPD that a text is the name of, and whether a word announces it."""
    folded = fold(text)
    word = next((w for w in sorted(_words(), key=len, reverse=True) if folded.startswith(f"{w} ")), "")
    name = folded.removeprefix(f"{word} ") if word else folded
    for place in _places(gazetteer):
        name = name.removesuffix(f" {place}")
    found = opds.find(name)
    return (found, bool(word)) if found else None


def _places(gazetteer: Gazetteer) -> list[str]:
    """The regency as it may stand behind the name of an OPD, the longest first."""
    names = [fold(r.name) for r in gazetteer.of_level(RegionLevel.KABUPATEN)]
    bare = [n.removeprefix(f"{level} ") for n in names for level in _LEVELS]
    return sorted({*names, *bare, *(f"{level} {n}" for n in bare for level in _LEVELS)}, key=len, reverse=True)


def _may_be_about(contract: Contract, opd: Opd) -> bool:
    """True for a table that is about an OPD which its head names."""
    spellings = {fold(s) for s in (opd.id, opd.name, opd.abbreviation, *opd.aliases)}
    known = {fold(s) for p in contract.properties for c in p.categories for s in (c.code, *c.spellings)}
    beside = {Source.TITLE, Source.SHEET, Source.SECTION}
    free = any(p.kind is Kind.ATTRIBUTE and beside.intersection(p.sources) for p in contract.properties)
    return free or bool(spellings & known)


@cache
def _gatherers() -> frozenset[str]:
    return frozenset(fold(row["nama"]) for row in _rows("penghimpun.csv"))


@cache
def _words() -> frozenset[str]:
    return frozenset(fold(row["kata"]) for row in _rows("kata_opd.csv"))


def _rows(name: str) -> list[dict[str, str]]:
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
