"""What came of a text: a code, or why there is none and what it may mean."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MARGIN = 5.0
"""How far (of 100) the best suggestion must be ahead of the next to be shown alone."""


class Obstacle(StrEnum):
    """Why a text that means something was not taken for a region."""

    OUT_OF_TIME = "out of time"  # the code is not valid in the period; ``meant`` is the region
    DISAGREEMENT = "disagreement"  # code and name in one cell, or code and parent, are of different places
    WRONG_LEVEL = "wrong level"  # a desa where a kecamatan is expected, or the other way round
    OUTSIDE = "outside"  # a place of another regency; ``place`` names it


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

    @property
    def clear(self) -> bool:
        """True when there is a suggestion with the runner-up clearly behind; else both belong before a person."""
        scores = [score for _, score in self.suggestions[:2]]
        return bool(scores) and (len(scores) == 1 or scores[0] - scores[1] >= MARGIN)
