"""Proposals: a text on a sheet that nothing certain explains, and what it most likely means.

A proposal is never applied. It waits for a person, who accepts or rejects it (:mod:`lumbung.reference.decisions`);
its evidence is the finding it is raised with: sheet, cells, how many.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from lumbung.text import fold, squash

ID_LENGTH = 7
"""Hexadecimal digits of an identifier: among a thousand proposals two share one with a chance of 1 in 500."""


class MappingKind(StrEnum):
    """What is mapped to what, and the scope within which a spelling has its meaning."""

    COLUMN = "kolom"  # heading → property; scope: the dataset
    CATEGORY = "kategori"  # label or heading → code; scope: the code list, or <dataset>.<property>
    REGION = "wilayah"  # name → region code; scope: the code of the region it is looked for in, '' for anywhere
    UNIT = "satuan"  # unit → unit code; scope: ''
    OPD = "opd"  # folder → OPD id; scope: ''
    TITLE = "judul"  # phrase of a title → dataset; scope: the OPD


def spelling(text: str) -> str:
    """A written text as mappings are compared by: as everywhere else; a text of signs alone (``%``) as it stands."""
    return fold(text) or squash(text).casefold()


def mapping_id(kind: MappingKind, scope: str, written: str, target: str | None) -> str:
    """The short identifier of a mapping: the same text with the same target has the same one for ever."""
    said = "\n".join((kind, scope, spelling(written), target or ""))
    return hashlib.sha256(said.encode()).hexdigest()[:ID_LENGTH]


@dataclass(frozen=True)
class Likely:
    """What a text may mean: a code, the name people know it by, and how alike the two are (0–100)."""

    target: str
    name: str
    score: float


@dataclass(frozen=True)
class Proposal:
    """A text and what it most likely means, in a scope (see :class:`MappingKind`).

    ``best`` is None where nothing is near enough; a person may still name a target. ``sample`` is what the text
    stood in: the header path, the whole title. Never a personal value.
    """

    kind: MappingKind
    scope: str
    written: str
    best: Likely | None = None
    runner_up: Likely | None = None
    sample: str = ""

    @property
    def id(self) -> str:
        """The short identifier people name it by."""
        return mapping_id(self.kind, self.scope, self.written, self.best.target if self.best else None)

    @property
    def text(self) -> tuple[MappingKind, str, str]:
        """What is to be decided about: kind, scope, and the spelling as compared."""
        return self.kind, self.scope, spelling(self.written)

    @classmethod
    def of(
        cls, kind: MappingKind, scope: str, written: str, likely: Iterable[Likely] = (), sample: str = ""
    ) -> Proposal:
        """A proposal of the two best of what it may mean; of several spellings of one target the best counts."""
        best: dict[str, Likely] = {}
        for each in sorted(likely, key=lambda each: -each.score):
            best.setdefault(each.target, each)
        first, second, *_ = (*best.values(), None, None)
        return cls(kind, scope, squash(written), first, second, squash(sample))


@dataclass(frozen=True)
class Sighting:
    """Where a proposal was met in one file: a sheet, cells in it, how many."""

    proposal: Proposal
    sheet: str | None = None
    cells: tuple[str, ...] = ()
    count: int = 1


def joined(sightings: Iterable[Sighting], shown: int) -> tuple[Sighting, ...]:
    """The sightings of one file, one for each proposal and sheet, with at most ``shown`` cells and an exact count."""
    found: dict[tuple[str, str | None], Sighting] = {}
    for each in sightings:
        key = (each.proposal.id, each.sheet)
        same = found.get(key)
        if same is None:
            found[key] = replace(each, cells=each.cells[:shown])
            continue
        cells = tuple(dict.fromkeys((*same.cells, *each.cells)))
        known = len(same.cells) + len(each.cells) - len(cells)
        found[key] = replace(same, cells=cells[:shown], count=same.count + each.count - known)
    return tuple(found.values())


@dataclass(frozen=True)
class Evidence:
    """Where a proposal was met: in which file, sheet and cells (some of them), how many in all."""

    file: str
    sheet: str
    cells: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Queued:
    """A proposal that waits for a decision, with everywhere it was met."""

    proposal: Proposal
    evidence: tuple[Evidence, ...]

    @property
    def count(self) -> int:
        """Cells in all files."""
        return sum(e.count for e in self.evidence)

    @property
    def files(self) -> int:
        """Files in which it was met."""
        return len({e.file for e in self.evidence})


def queue(sightings: Iterable[tuple[str, Sighting]]) -> tuple[Queued, ...]:
    """What waits, the most frequent of each kind first; ``sightings``: file name and where in it."""
    found: dict[str, list[tuple[str, Sighting]]] = {}
    for file, each in sightings:
        found.setdefault(each.proposal.id, []).append((file, each))
    waiting = (
        Queued(same[0][1].proposal, tuple(Evidence(f, s.sheet or "", s.cells, s.count) for f, s in same))
        for same in found.values()
    )
    return tuple(sorted(waiting, key=_weight))


def _weight(queued: Queued) -> tuple[object, ...]:
    p = queued.proposal
    return list(MappingKind).index(p.kind), p.best is None, -queued.count, p.scope, p.written
