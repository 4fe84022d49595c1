"""The outcome of inspecting one file: verdict, findings, scores, what is accepted and what is quarantined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from expectations.anchoring import Anchors
from lumbung.contracts.model import Contract
from lumbung.findings import Dimension, Finding
from lumbung.harmonise.model import PrintedFigure, Scope
from lumbung.proposals import Sighting
from lumbung.sheets.model import Reading


class Verdict(StrEnum):
    """The walidata's answer to a file (Perpres 39/2019: what does not conform is returned with the reason)."""

    ACCEPTED = "DITERIMA"
    ACCEPTED_WITH_NOTES = "DITERIMA DENGAN CATATAN"
    ACCEPTED_IN_PART = "DITERIMA SEBAGIAN"
    RETURNED = "DIKEMBALIKAN"

    @property
    def is_whole(self) -> bool:
        """True where all of the file is accepted."""
        return self in (Verdict.ACCEPTED, Verdict.ACCEPTED_WITH_NOTES)


@dataclass(frozen=True)
class Score:
    """Passed over tested for one quality dimension: always both numbers."""

    dimension: Dimension
    passed: int
    tested: int

    @property
    def value(self) -> float | None:
        """passed / tested, or None where nothing was tested."""
        return self.passed / self.tested if self.tested else None


@dataclass(frozen=True)
class QuarantinedRow:
    """A sheet row that was not accepted, whole, with the codes of the findings that hold it back."""

    sheet: str
    row: int
    content: Mapping[str, object]  # column letter → value as read
    codes: tuple[str, ...]


@dataclass(frozen=True)
class InspectedSlice:
    """One dataset and period of one table.

    ``accepted`` and ``cells`` are as in :class:`Conformed`, save that the cell of a table on another sheet that
    continues this one is written ``Sheet2!B5``.
    """

    contract: Contract
    period: str
    sheet: str
    range: str
    accepted: pd.DataFrame
    cells: pd.DataFrame
    status: str
    doubtful: frozenset[tuple[int, str]]  # (frame index, measure): published with status 'diragukan' (X02)
    rows_read: int  # sheet rows
    rows_quarantined: int  # sheet rows with at least one figure held back
    quarantine: tuple[QuarantinedRow, ...]
    printed: tuple[PrintedFigure, ...]
    scores: tuple[Score, ...]
    rows_joined: int = 0  # conformed rows whose figures stand in the accepted rows of another table of the file
    corrected: frozenset[tuple[int, str]] = frozenset()  # (frame index, measure): status 'dikoreksi' (X12)
    columns: tuple[str, ...] = ()  # properties for which the table has a column, be it filled or blank
    explained: frozenset[tuple[int, str]] = frozenset()  # (frame index, measure): status 'dijelaskan'

    @property
    def totals(self) -> tuple[PrintedFigure, ...]:
        """Printed totals over rows."""
        return tuple(p for p in self.printed if p.scope is Scope.COLUMN)

    @property
    def history(self) -> tuple[PrintedFigure, ...]:
        """Totals of earlier periods, restated."""
        return tuple(p for p in self.printed if p.scope is Scope.HISTORY)

    @property
    def rows_accepted(self) -> int:
        """Sheet rows accepted whole."""
        return self.rows_read - self.rows_quarantined


@dataclass(frozen=True)
class Inspection:
    """One file, inspected. The same for the nightly run and for ``lumbung check``."""

    reading: Reading
    opd: str | None
    verdict: Verdict
    slices: tuple[InspectedSlice, ...]
    findings: tuple[Finding, ...]
    unmatched: tuple[str, ...] = ()  # 'Sheet1!A1:F20' of tables that no contract claims
    proposals: tuple[Sighting, ...] = ()  # what a person may decide about unknown texts, one per proposal and sheet
    mappings: frozenset[str] = frozenset()  # identifiers of the accepted mappings that served
    anchors: Anchors | None = field(default=None, compare=False, repr=False)  # to know late findings again
