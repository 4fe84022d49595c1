"""What a finding is about, told so that it can be known again in another file: the row, the column, the figures.

An anchor names no address: rows move from one upload to the next. While the same row says the same figure in the same
column, the anchor is the same; once the figure changes it is another.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

_DIGITS = 7
"""Hexadecimal digits of a fingerprint: as many as a person types."""


@dataclass(frozen=True, order=True)
class Anchor:
    """One figure of a dataset. ``row``: the key of its row, '' for a whole table; ``figures``: what stands there."""

    dataset: str
    row: str
    column: str
    figures: str


def fingerprint(period: str | None, code: str, anchors: Iterable[Anchor]) -> str:
    """A short name of a finding, the same in every file that says the same; '' without an anchor."""
    told = sorted((a.dataset, a.row, a.column, a.figures) for a in anchors)
    if not told:
        return ""
    text = json.dumps([period or "", code, told], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
