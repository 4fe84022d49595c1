"""Tables that no contract claims: which dataset their title may be about, for a person to decide.

What is proposed is the part of a title that will stand there next year too: without numbering, region and year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from lumbung.contracts.model import Contract
from lumbung.harmonise.mappings.proposing import proposed
from lumbung.harmonise.places import find_places
from lumbung.harmonise.times.sayings import year_of
from lumbung.harmonise.titles.qualifiers import qualified
from lumbung.proposals import Likely, MappingKind, Proposal
from lumbung.reference.wilayah import Gazetteer
from lumbung.sheets.model import Table
from lumbung.text import fold, squash

TITLE_FLOOR = 70.0
"""How alike (0–100) the words of a title must be to a phrase of a contract to be proposed."""
COVERAGE_FLOOR = 0.5
"""Share of the columns of figures that the contract must explain beside it: titles alone are much alike."""
_FEWEST_WORDS = 2
_NUMBERING = re.compile(r"^\s*(?:tabel|table)?\s*:?\s*[\d.]+\s*[.:]?\s*", re.IGNORECASE)
_TAIL = re.compile(
    r"\s*(?:[,;(]|\b(?:menurut|dirinci|per|berdasarkan|tiap|setiap|di|se|dalam|pada|tahun|keadaan|\d{4})\b).*$",
    re.IGNORECASE | re.DOTALL,
)


def title_proposals(
    table: Table, contracts: Sequence[Contract], gazetteer: Gazetteer, file_name: str
) -> tuple[Proposal, ...]:
    """What a table with a title that no contract knows may be, by its title and the headings below it."""
    phrase = lasting_phrase(" ".join(table.title))
    if len(phrase.split()) < _FEWEST_WORDS or not contracts:
        return ()
    likely = list(_likely(phrase, table, contracts, gazetteer, file_name))
    owners = {c.dataset: c.opd for c in contracts}
    best = max(likely, key=lambda each: each.score, default=None)
    if best is None:
        return ()
    opd = owners[best.target]
    mine = [each for each in likely if owners[each.target] == opd]
    decisions = contracts[0].decisions
    found = proposed(decisions, MappingKind.TITLE, opd, phrase, mine, " ".join(table.title))
    return tuple(p for p in found if p.best)


def lasting_phrase(title: str) -> str:
    """The part of a title that names the data: ``'Tabel 5.1. Jumlah Ternak Menurut Kecamatan, 2022'`` → its middle."""
    text = _NUMBERING.sub("", squash(title))
    return squash(_TAIL.sub("", text))


def _likely(
    phrase: str, table: Table, contracts: Sequence[Contract], gazetteer: Gazetteer, file_name: str
) -> Iterator[Likely]:
    title, year = fold(" ".join(table.title)), year_of(table, file_name)
    for contract in contracts:
        phrases = [fold(t) for t in contract.titles]
        if any(qualified(known, title) for known in phrases):
            continue  # 'Target Jumlah Ternak' is about something else than 'Jumlah Ternak'
        alike = max((fuzz.token_sort_ratio(fold(phrase), known) for known in phrases), default=0.0)
        if alike >= TITLE_FLOOR and find_places(table, contract, gazetteer, year).coverage >= COVERAGE_FLOOR:
            yield Likely(contract.dataset, contract.title, round(alike, 1))
