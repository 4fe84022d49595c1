# ruff: noqa: D102 — the fields are explained in expectations/model.py
"""What the warehouse needs to know of an inspection. The objects of :mod:`expectations` fit these by their shape:
warehouse and expectations are neighbours on one floor and do not import each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Protocol

import pandas as pd

from lumbung.contracts.model import Contract
from lumbung.findings import Dimension, Finding
from lumbung.harmonise.model import PrintedFigure
from lumbung.proposals import Sighting
from lumbung.sheets.model import Reading

RETURNED = "DIKEMBALIKAN"
"""The verdict of a file that goes back whole: nothing of it is staged or published."""


class ScoreRecord(Protocol):
    """Passed over tested for one quality dimension."""

    @property
    def dimension(self) -> Dimension: ...
    @property
    def passed(self) -> int: ...
    @property
    def tested(self) -> int: ...
    @property
    def value(self) -> float | None: ...


class QuarantineRecord(Protocol):
    """A sheet row held back, whole."""

    @property
    def sheet(self) -> str: ...
    @property
    def row(self) -> int: ...
    @property
    def content(self) -> Mapping[str, object]: ...
    @property
    def codes(self) -> Sequence[str]: ...


class SliceRecord(Protocol):
    """One dataset and period of one file, as inspected."""

    @property
    def contract(self) -> Contract: ...
    @property
    def period(self) -> str: ...
    @property
    def sheet(self) -> str: ...
    @property
    def range(self) -> str: ...
    @property
    def accepted(self) -> pd.DataFrame: ...
    @property
    def cells(self) -> pd.DataFrame: ...
    @property
    def status(self) -> str: ...
    @property
    def doubtful(self) -> AbstractSet[tuple[int, str]]: ...
    @property
    def rows_read(self) -> int: ...
    @property
    def rows_accepted(self) -> int: ...
    @property
    def rows_quarantined(self) -> int: ...
    @property
    def quarantine(self) -> Sequence[QuarantineRecord]: ...
    @property
    def printed(self) -> Sequence[PrintedFigure]: ...
    @property
    def scores(self) -> Sequence[ScoreRecord]: ...


class InspectionRecord(Protocol):
    """One file, inspected."""

    @property
    def reading(self) -> Reading: ...
    @property
    def opd(self) -> str | None: ...
    @property
    def verdict(self) -> str: ...
    @property
    def slices(self) -> Sequence[SliceRecord]: ...
    @property
    def findings(self) -> Sequence[Finding]: ...
    @property
    def unmatched(self) -> Sequence[str]: ...
    @property
    def proposals(self) -> Sequence[Sighting]: ...
    @property
    def mappings(self) -> AbstractSet[str]: ...
