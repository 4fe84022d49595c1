"""Drafts of sheets drawn in the test, for the small regency of the harmonising tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lumbung.contracts.draft.propose import Draft, Setting, propose
from lumbung.contracts.model import Category, Contract, Property
from tests.harmonise.regency import GAZETTEER, figures, inspect
from tests.sheets.drawing import workbook


def drafted(
    drawing: str, merges: str = "", name: str = "uji.xlsx", lists: Mapping[str, tuple[Category, ...]] | None = None
) -> Draft:
    """The draft of the first table of a drawn sheet."""
    reading = workbook(drawing, merges=merges, name=name)
    return propose(reading.tables[0], reading.name, Setting("contoh", "dinas", GAZETTEER, lists or {}))


def contract_of(drawing: str, merges: str = "", name: str = "uji.xlsx") -> Contract:
    """The drafted contract alone."""
    return drafted(drawing, merges, name).contract


def loaded(contract: Contract, drawing: str, merges: str = "", name: str = "uji.xlsx") -> dict[tuple[str, ...], float]:
    """The figures that a drafted contract accepts from a sheet."""
    return figures(inspect(drawing, replace(contract, opd="dinas"), merges=merges, name=name))


def categories(prop: Property) -> dict[str, tuple[str, ...]]:
    """Code → spellings of the kinds that stand on the sheet or are sums."""
    return {c.code: c.spellings for c in prop.categories if not c.optional}


def notes(draft: Draft) -> set[str]:
    """What the reviewer is told."""
    return {note.code for note in draft.notes}
