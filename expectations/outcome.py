"""How the rules of a contract went over conformed rows, told by index labels."""

from __future__ import annotations

from dataclasses import dataclass

from expectations.rule import Rule

Figures = frozenset[tuple[int, str]]
"""(index label, measure)."""


@dataclass(frozen=True)
class Outcome:
    """How one rule went: the index labels of failing rows, how many rows it judged, whether it could be run."""

    rule: Rule
    failed: tuple[int, ...] = ()
    tested: int = 0
    crashed: bool = False
    table_failed: bool = False  # a rule about the table as a whole
    observed: object = None  # what such a rule found: a number of rows, a mean
