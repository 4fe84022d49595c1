"""What harmonising gives: conformed rows with the cell of each value, and the printed figures to check them by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from lumbung.contracts.model import Contract
from lumbung.findings import Finding

ROW = "_baris"
"""Column of a conformed frame that holds the 1-based Excel row."""


class Scope(StrEnum):
    """What a printed figure is about."""

    ROW = "row"  # a total over the categories of one row: Negeri + Swasta = Jumlah
    BLANK = "blank"  # such a total left blank, where most other rows have theirs
    COLUMN = "column"  # a total over rows: Jumlah
    HISTORY = "history"  # a total of an earlier period, restated


@dataclass(frozen=True)
class PrintedFigure:
    """A figure that the sheet prints about its own rows: a total, or a total of an earlier period.

    ``added_up`` is the sum of the cells it claims to add up, in the same unit; None where they cannot be added
    (a cell is unreadable, the figure is about another period).
    """

    period: str  # the period the figure is about
    measure: str  # property name
    dimensions: Mapping[str, str]  # category property → code; a total category stands under its own code
    value: float
    cell: str  # A1 address
    region: str | None = None  # for a row total or a subtotal: the region code; None for the whole table
    scope: Scope = Scope.COLUMN
    row: int = 0  # sheet row
    added_up: float | None = None
    tolerance: float = 0.5  # how far rounding may bring the two apart
    title: str = ""  # heading, for messages
    rows: tuple[int, ...] = ()  # sheet rows it adds up
    unknown: tuple[str, ...] = ()  # cells that say "not available" and that it counts all the same: then by this much
    beyond: float = 0.0  # it is above the sum of those that are known

    @property
    def agrees(self) -> bool:
        """True when it is the sum that it claims to be."""
        return self.added_up is not None and abs(self.value - self.added_up) <= self.tolerance


@dataclass(frozen=True)
class Conformed:
    """One table harmonised to one contract.

    ``frame`` has a column per property of the contract (codes, not names; numbers as float or Int64, text as str)
    plus ``_baris``; ``cells`` has the same index and one column per property with the A1 address the value was
    taken from ('' where there is none). ``quarantined`` holds the index labels of rows that carry an error, with
    the codes of the findings. ``contents`` gives the sheet row as read, for the quarantine.
    """

    contract: Contract
    sheet: str
    range: str
    periods: tuple[str, ...]
    frame: pd.DataFrame
    cells: pd.DataFrame
    printed: tuple[PrintedFigure, ...] = ()
    findings: tuple[Finding, ...] = ()
    quarantined: Mapping[int, tuple[str, ...]] = field(default_factory=dict)  # frame index → finding codes
    lost_rows: Mapping[int, tuple[str, ...]] = field(default_factory=dict)  # sheet rows without a conformed row → codes
    contents: Mapping[int, Mapping[str, object]] = field(default_factory=dict)  # sheet row → column letter → as read
    labels: Mapping[str, str] = field(default_factory=dict)  # label property → column letter
    columns_offered: int = 0  # value columns that hold figures
    columns_explained: int = 0
    columns_unnamed: int = 0  # among those offered: without a heading
    strangers: frozenset[str] = frozenset()  # cells of unknown headings that share nothing with those around them
    status: str = "tetap"  # tetap | sementara | sangat_sementara | revisi
    statuses: Mapping[str, str] = field(default_factory=dict)  # of periods whose own heading gives one
    offered: Mapping[str, int] = field(default_factory=dict)  # period → conformed rows, with those left blank
    faulty: Mapping[tuple[int, str], str] = field(default_factory=dict)  # (frame index, property) → code of its cell
    corrected: frozenset[tuple[int, str]] = frozenset()  # (frame index, measure): not the cell's own figure
