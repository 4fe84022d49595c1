"""Which contract a table belongs to: by its title first, then by how many of its headings the contract explains.

A table is never claimed by headings alone: slaughtered cattle and living cattle have the same columns.
Too close to call is a finding, not a guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from lumbung.contracts.model import Contract
from lumbung.harmonise.places import Places, find_places
from lumbung.harmonise.when import year_of
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.model import Table
from lumbung.text import fold

TITLE_WEIGHTS = {"title": 1.0, "sheet": 0.6, "file": 0.5}
COVERAGE_WEIGHT = 2.0
LENGTH_WEIGHT = 0.001  # of two phrases in one title the longer is the more telling
MARGIN = 0.05
"""Two contracts whose scores are nearer than this cannot be told apart."""


@dataclass(frozen=True)
class Candidate:
    """A contract that may describe a table, and how well."""

    contract: Contract
    places: Places
    score: float


@dataclass(frozen=True)
class Match:
    """The contract of a table; None with the rivals when it cannot be told, None without when nothing fits."""

    candidate: Candidate | None
    rivals: tuple[Candidate, ...] = ()


def match(table: Table, contracts: Sequence[Contract], gazetteer: Gazetteer, file_name: str) -> Match:
    """The contract among ``contracts`` that the table belongs to."""
    year = year_of(table, file_name)
    candidates = []
    for contract in contracts:
        named = _title_score(table, contract, file_name)
        if named:
            places = find_places(table, contract, gazetteer, year)
            candidates.append(Candidate(contract, places, named + COVERAGE_WEIGHT * places.coverage))
    candidates.sort(key=lambda c: c.score, reverse=True)
    if not candidates:
        return Match(None)
    best, rest = candidates[0], candidates[1:]
    rivals = tuple(c for c in rest if best.score - c.score < MARGIN)
    return Match(None, (best, *rivals)) if rivals else Match(best)


def _title_score(table: Table, contract: Contract, file_name: str) -> float:
    """How clearly the contract is named: in the title, in the sheet's name, in the file's name; 0 where it is not."""
    places = {"title": " ".join(table.title), "sheet": table.sheet, "file": PurePath(file_name).stem}
    scores = [
        TITLE_WEIGHTS[place] + LENGTH_WEIGHT * len(phrase)
        for place, text in places.items()
        for phrase in contract.titles
        if f" {fold(phrase)} " in f" {fold(text)} "
    ]
    return max(scores, default=0.0)
