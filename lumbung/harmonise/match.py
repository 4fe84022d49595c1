"""Which contract a table belongs to: by its title first, then by how many of its headings the contract explains.

A table is never claimed by headings alone: slaughtered cattle and living cattle have the same columns.
Too close to call is a finding, not a guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from lumbung.contracts.model import Contract
from lumbung.harmonise.labels.section_rows import with_sections
from lumbung.harmonise.places import Places, find_places
from lumbung.harmonise.times.sayings import year_of
from lumbung.harmonise.titles.qualifiers import qualified
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.model import Table
from lumbung.text import fold

TITLE_WEIGHTS = {"title": 1.0, "sheet": 0.6, "file": 0.5}
COVERAGE_WEIGHT = 2.0
LENGTH_WEIGHT = 0.001  # of two phrases in one title the longer is the more telling
MARGIN = 0.05
"""Two contracts whose scores are nearer than this cannot be told apart."""


@dataclass(frozen=True)
class Naming:
    """Where a phrase of a contract stands: 'title', 'sheet' or 'file'; the phrase is folded."""

    place: str
    phrase: str

    @property
    def score(self) -> float:
        """How clearly this names the contract."""
        return TITLE_WEIGHTS[self.place] + LENGTH_WEIGHT * len(self.phrase)

    def covers(self, other: Naming) -> bool:
        """True when the other is only a piece of this: *Jumlah Ternak* in *Jumlah Ternak Besar*."""
        inside = f" {other.phrase} " in f" {self.phrase} " and other.phrase != self.phrase
        return self.place == other.place and inside


@dataclass(frozen=True)
class Candidate:
    """A contract that may describe a table, and how well."""

    contract: Contract
    table: Table  # as the contract has it read: with the sections that it knows of
    places: Places
    naming: Naming

    @property
    def score(self) -> float:
        """The higher, the better it fits."""
        return self.naming.score + COVERAGE_WEIGHT * self.places.coverage


@dataclass(frozen=True)
class Match:
    """The contract of a table; None with the rivals when it cannot be told, None without when nothing fits."""

    candidate: Candidate | None
    rivals: tuple[Candidate, ...] = ()


def match(table: Table, contracts: Sequence[Contract], gazetteer: Gazetteer, file_name: str) -> Match:
    """The contract among ``contracts`` that the table belongs to."""
    year = year_of(table, file_name)
    candidates = [
        Candidate(contract, read, find_places(read, contract, gazetteer, year, file_name), naming)
        for contract in contracts
        if (naming := _naming(table, contract, file_name))
        for read in [with_sections(table, contract, gazetteer)]
    ]
    candidates.sort(key=lambda c: c.score, reverse=True)
    if not candidates:
        return Match(None)
    best, rest = candidates[0], candidates[1:]
    rivals = tuple(c for c in rest if best.score - c.score < MARGIN and not best.naming.covers(c.naming))
    return Match(None, (best, *rivals)) if rivals else Match(best)


def _naming(table: Table, contract: Contract, file_name: str) -> Naming | None:
    """How the contract is named most clearly; None where it is not, or where the title is about something else."""
    namings = list(_namings(table, contract, file_name))
    return max(namings, key=lambda n: n.score, default=None)


def _namings(table: Table, contract: Contract, file_name: str) -> Iterator[Naming]:
    texts = {"title": " ".join(table.title), "sheet": table.sheet, "file": PurePath(file_name).stem}
    for place, text in texts.items():
        told = {phrase: qualified(phrase, fold(text)) for phrase in map(fold, contract.titles)}
        yield from (Naming(place, phrase) for phrase, other in told.items() if other is False)
        if True in told.values() and False not in told.values():
            return  # 'Jumlah Ternak yang Dipotong': no sheet or file name makes it 'Jumlah Ternak'
