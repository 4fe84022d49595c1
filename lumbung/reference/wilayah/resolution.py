"""What came of a text: a code, or why there is none and what it may mean."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lumbung.reference.wilayah.model import RegionLevel

MARGIN = 5.0
"""How far (of 100) the best suggestion must be ahead of the next to be proposed alone."""


class Obstacle(StrEnum):
    """Why a text that means something was not taken for a region."""

    OUT_OF_TIME = "out of time"  # the code is not valid in the period; ``meant`` is the region
    DISAGREEMENT = "disagreement"  # code and name in one cell, or code and parent, are of different places
    WRONG_LEVEL = "wrong level"  # a desa where a kecamatan is expected, or the other way round
    OUTSIDE = "outside"  # a place of another regency; ``place`` names it


@dataclass(frozen=True)
class Scored:
    """A region and how much its name resembles the text, 0 to 100."""

    code: str
    score: float


@dataclass(frozen=True)
class Proposal:
    """What a text probably means, for a person to accept or reject; it is never applied by itself."""

    text: str
    level: RegionLevel
    within: str | None
    best: Scored
    runner_up: Scored | None = None

    @property
    def clear(self) -> bool:
        """True when the runner-up is clearly behind; else both belong before the person."""
        return self.runner_up is None or self.best.score - self.runner_up.score >= MARGIN


@dataclass(frozen=True)
class Resolution:
    """What a text was resolved to: a code, several candidates, or only suggestions with their similarity.

    ``meant`` holds the regions that the text truly names where an obstacle keeps it from being taken.
    """

    code: str | None = None
    candidates: tuple[str, ...] = ()
    suggestions: tuple[tuple[str, float], ...] = ()  # (code, 0–100), best first
    obstacle: Obstacle | None = None
    meant: tuple[str, ...] = ()
    place: str = ""

    @property
    def found(self) -> bool:
        """True when the text means exactly one region."""
        return self.code is not None

    def proposal(self, text: str, level: RegionLevel, within: str | None = None) -> Proposal | None:
        """The suggestions as a question to a person; None where there is nothing to ask."""
        if self.found or self.candidates or self.obstacle or not self.suggestions:
            return None
        best, *others = [Scored(code, score) for code, score in self.suggestions]
        return Proposal(text, level, within, best, others[0] if others else None)
