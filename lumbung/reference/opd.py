"""OPD: the departments of a site, found by folder name, abbreviation or full name."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from lumbung.proposals import Likely, MappingKind, Proposal
from lumbung.reference.decisions import NONE, Decisions, read_decisions
from lumbung.text import fold

OPD_FILE = "opd.csv"
SUGGESTION_FLOOR = 75.0
"""How alike (0–100) a folder's name must be to a known name of an OPD to be proposed."""


@dataclass(frozen=True)
class Opd:
    """One department; ``id`` is its folder name among contracts and uploads."""

    id: str
    name: str
    abbreviation: str
    aliases: tuple[str, ...] = ()


class OpdRegistry:
    """The OPDs of a site."""

    def __init__(self, opds: Iterable[Opd], decisions: Decisions = NONE) -> None:
        self.decisions = decisions
        self.opds: Mapping[str, Opd] = {o.id: o for o in opds}
        self._by_spelling: dict[str, set[str]] = {}
        for opd in self.opds.values():
            for spelling in (opd.id, opd.name, opd.abbreviation, *opd.aliases):
                if fold(spelling):
                    self._by_spelling.setdefault(fold(spelling), set()).add(opd.id)
        for decision in decisions.accepted:
            if decision.kind is MappingKind.OPD and decision.target in self.opds:
                self._by_spelling.setdefault(fold(decision.written), set()).add(decision.target)

    def find(self, text: str) -> Opd | None:
        """The one OPD that ``text`` names; None if no OPD or more than one answers to it."""
        if text in self.opds:
            return self.opds[text]
        ids = self._by_spelling.get(fold(text), set())
        return self.opds[next(iter(ids))] if len(ids) == 1 else None

    def propose(self, folder: str, evident: str | None = None) -> tuple[Proposal, ...]:
        """Which OPD the folder of a sender nobody knows may be of; ``evident``: the OPD whose data lie in it.

        Nothing where a person decided that the folder is of none that it resembles.
        """
        if self.find(folder) is not None:
            return ()
        scored = [
            Likely(opd_id, self.opds[opd_id].name, round(fuzz.token_sort_ratio(fold(folder), known), 1))
            for known, ids in self._by_spelling.items()
            for opd_id in ids
        ]
        likely = [each for each in scored if each.score >= SUGGESTION_FLOOR or each.target == evident]
        likely = list(self.decisions.unrefused(MappingKind.OPD, "", folder, likely))
        if not likely and self.decisions.about(MappingKind.OPD, "", folder):
            return ()
        return (Proposal.of(MappingKind.OPD, "", folder, likely),)


def read_opds(folder: Path) -> OpdRegistry:
    """The OPDs of a site from ``opd.csv`` in its reference folder (columns id, nama, singkatan, alias)."""
    decisions = read_decisions(folder)
    return OpdRegistry(
        (
            Opd(r["id"], r["nama"], r["singkatan"], tuple(a.strip() for a in r["alias"].split(";") if a.strip()))
            for r in _lines(folder)
        ),
        decisions,
    )


def contacts(folder: Path) -> dict[str, str]:
    """Whom to ask at each OPD, where ``opd.csv`` says so: id → the column ``kontak``, an address of the office."""
    if not (folder / OPD_FILE).is_file():
        return {}
    return {r["id"]: r["kontak"].strip() for r in _lines(folder) if (r.get("kontak") or "").strip()}


def _lines(folder: Path) -> list[dict[str, str]]:
    with (folder / OPD_FILE).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))
