"""OPD: the departments of a site, found by folder name, abbreviation or full name."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lumbung.text import fold


@dataclass(frozen=True)
class Opd:
    """One department; ``id`` is its folder name among contracts and uploads."""

    id: str
    name: str
    abbreviation: str
    aliases: tuple[str, ...] = ()


class OpdRegistry:
    """The OPDs of a site."""

    def __init__(self, opds: Iterable[Opd]) -> None:
        self.opds: Mapping[str, Opd] = {o.id: o for o in opds}
        self._by_spelling: dict[str, set[str]] = {}
        for opd in self.opds.values():
            for spelling in (opd.id, opd.name, opd.abbreviation, *opd.aliases):
                if fold(spelling):
                    self._by_spelling.setdefault(fold(spelling), set()).add(opd.id)

    def find(self, text: str) -> Opd | None:
        """The one OPD that ``text`` names; None if no OPD or more than one answers to it."""
        if text in self.opds:
            return self.opds[text]
        ids = self._by_spelling.get(fold(text), set())
        return self.opds[next(iter(ids))] if len(ids) == 1 else None


def read_opds(folder: Path) -> OpdRegistry:
    """The OPDs of a site from ``opd.csv`` in its reference folder (columns id, nama, singkatan, alias)."""
    with (folder / "opd.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return OpdRegistry(
        Opd(r["id"], r["nama"], r["singkatan"], tuple(a.strip() for a in r["alias"].split(";") if a.strip()))
        for r in rows
    )
