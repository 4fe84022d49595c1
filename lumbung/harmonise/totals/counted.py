"""What a printed total may be held against where some of its parts say that they are not available.

A total that is above the parts that are known counts what they do not know; one below them is wrong whatever that is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lumbung.contracts.model import Property


@dataclass(frozen=True)
class Counted:
    """The sum that a total is held against; None where it may count what its parts do not know."""

    added: float | None
    unknown: tuple[str, ...] = ()
    beyond: float = 0.0

    @classmethod
    def of(cls, measure: Property, value: float, added: float | None, slack: float, unknown: Sequence[str]) -> Counted:
        """``unknown``: the cells of parts that say "not available"; they may be anything, but rarely below nothing."""
        if added is None or not unknown or abs(value - added) <= slack:
            return cls(added)
        if value > added:
            return cls(None, tuple(unknown), value - added)
        return cls(added if measure.minimum is not None and measure.minimum >= 0 else None)
