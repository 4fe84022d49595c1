"""What is said of a region label that is not taken: the R codes, each with what would be right."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lumbung.contracts.model import Contract, Property
from lumbung.harmonise.issues import Issue
from lumbung.harmonise.labels.label_places import Label
from lumbung.harmonise.mappings.proposing import region_proposals
from lumbung.proposals import Likely, Proposal
from lumbung.reference.wilayah import (
    MARGIN,
    Gazetteer,
    Obstacle,
    Region,
    RegionLevel,
    Resolution,
    Span,
    read_code,
)
from lumbung.sheets.model import TableRow

HINT_FLOOR = 70.0
"""Likeness (0–100) from which a suggestion is shown to the OPD."""


@dataclass(frozen=True)
class Asked:
    """One label of one row, and the region in which it must lie."""

    prop: Property
    label: Label
    row: TableRow
    within: str | None = None

    @property
    def level(self) -> RegionLevel:
        """The level that the property expects."""
        assert self.prop.region_level is not None
        return self.prop.region_level


class RegionIssues:
    """Words what keeps a label from being a region of one site; ``during``: the days the table is about."""

    def __init__(self, contract: Contract, gazetteer: Gazetteer, during: Span | None = None) -> None:
        self.contract = contract
        self.gazetteer = gazetteer
        self.during = during

    def of(self, asked: Asked, found: Resolution, name: str = "") -> Issue:
        """The issue of a label that was not resolved; ``name`` stands beside a label that is a code."""
        if found.candidates:
            return _issue("R03", asked, candidates=self._places(found.candidates))
        if found.obstacle is Obstacle.OUT_OF_TIME:
            return self.out_of_time(asked, found.meant[0], self.during)
        if found.obstacle is Obstacle.DISAGREEMENT:
            return self._disagreement(asked, found, name)
        if found.obstacle is Obstacle.WRONG_LEVEL:
            level = self.gazetteer[found.meant[0]].level
            places = self._places(found.meant)
            return _issue("R06", asked, meant=places, level_found=level, level_expected=asked.level)
        if found.obstacle is Obstacle.OUTSIDE:
            regency = self._regency()
            return _issue("R07", asked, regency=regency.name if regency else "-", place=found.place)
        return self._unknown(asked, found)

    def contradiction(self, asked: Asked, both: Resolution, code: Label) -> Issue:
        """R05 for a name whose code, in a cell of its own, is that of another place."""
        return _issue("R05", asked, code.cell, code_found=code.text, name_expected=self._told(both))

    def unknown_code(self, asked: Asked, region: str, code: Label) -> Issue:
        """R01 for a code that is of no region, beside a name that is."""
        right = f" Kode {self.gazetteer[region].name} adalah {region}."
        return _issue("R01", asked, code.cell, found=code.text, suggestion=right, list_name=self._listed(asked))

    def elsewhere(self, asked: Asked, both: Resolution, code: Label) -> Issue:
        """R07 for a name that is none here, with the code of a place outside the regency beside it."""
        regency = self._regency()
        said = _issue("R07", asked, regency=regency.name if regency else "-", place=both.place)
        return replace(said, beside=(code.cell,))

    def read_by_code(self, asked: Asked, region: str, code: Label) -> Issue:
        """R02 for a misspelled name whose code beside it says which region it resembles."""
        return _issue("R02", asked, region=self.gazetteer[region].name, code_found=code.text)

    def out_of_time(self, asked: Asked, code: str, during: Span | None) -> Issue:
        """R04 for a region whose code is not valid (yet, or any more), with the code that is."""
        region = self.gazetteer[code]
        expired = bool(region.valid_to and (during is None or region.valid_to < during.first))
        other = self.gazetteer.successor(code) if expired else self.gazetteer.predecessor(code)
        validity = f"sampai {region.valid_to}" if expired else f"sejak {region.valid_from}"
        instead = f" Gunakan {self.place(other.code)}." if other else ""
        return _issue("R04", asked, region_code=code, validity=validity, successor=instead)

    def place(self, code: str) -> str:
        """A region with the one above it and its code, for messages."""
        parent = self.gazetteer.regions.get(code.rpartition(".")[0])
        return f"{self.gazetteer[code].name} ({parent.name if parent else code}, {code})"

    def _places(self, codes: tuple[str, ...]) -> str:
        return "; ".join(self.place(c) for c in codes)

    def _told(self, found: Resolution) -> str:
        return " atau ".join(self.gazetteer[c].name for c in found.meant) or found.place

    def _disagreement(self, asked: Asked, found: Resolution, name: str) -> Issue:
        """R05 for a cell with a code: against the name in it or beside it, or else against the parent."""
        code = read_code(asked.label.text)
        told = code.text if code else asked.label.text
        said = {"found": name} if name else {}
        if code and not code.name and not name and asked.within:
            said = {"found": f"{asked.level} di {self.gazetteer[asked.within].name}"}
        return _issue("R05", asked, code_found=told, name_expected=self._told(found), **said)

    def _unknown(self, asked: Asked, found: Resolution) -> Issue:
        """R01 with what the text probably means; it waits for a person, here and in the queue of mappings."""
        likely = {c: Likely(c, self.gazetteer[c].name, score) for c, score in found.suggestions}
        proposals = region_proposals(self.contract, asked.prop, asked.label.text, asked.within, likely)
        said = _issue("R01", asked, suggestion=_hint(proposals), list_name=self._listed(asked))
        return replace(said, proposals=proposals)

    def _listed(self, asked: Asked) -> str:
        regency = self._regency()
        return f"{asked.level} {regency.name}" if regency else str(asked.level)

    def _regency(self) -> Region | None:
        regencies = self.gazetteer.of_level(RegionLevel.KABUPATEN)
        return regencies[0] if len(regencies) == 1 else None


def _issue(code: str, asked: Asked, cell: str | None = None, **parameters: str) -> Issue:
    at = asked.label.cell if cell is None else cell
    return Issue(code, asked.prop.name, asked.label.text, at, asked.row.row, {k: str(v) for k, v in parameters.items()})


def _hint(proposals: tuple[Proposal, ...]) -> str:
    """The likeliest name; with the runner-up where that is not clearly behind."""
    guesses = [g for p in proposals for g in (p.best, p.runner_up) if g and g.score >= HINT_FLOOR]
    near = [g.name for g in guesses if guesses[0].score - g.score < MARGIN]
    return f" Mungkin maksudnya: {' atau '.join(near)}." if near else ""
