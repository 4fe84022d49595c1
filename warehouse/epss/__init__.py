"""Evidence for EPSS, the evaluation of sectoral statistics (Peraturan BPS 3/2022): what the warehouse can show.

``indikator.csv`` lists the 38 indicators with their weights; ``bukti/<code>.sql`` measures one of them, as two numbers
``terpenuhi`` and ``diperiksa``. The levels of maturity themselves are given by assessors, from documents too: an
indicator without a query says why the system cannot measure it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, text

_HERE = Path(__file__).parent
_PERCENT = 100.0


@dataclass(frozen=True)
class EpssIndicator:
    """One of the 38 indicators; weights in percent of what stands above it."""

    code: str
    domain: str
    domain_weight: float
    aspect: str
    aspect_weight: float
    name: str
    weight: float
    measured: str  # what our two numbers count; '' where the system cannot measure it
    reason: str  # why it cannot

    @property
    def share(self) -> float:
        """What it weighs in the whole index, in percent."""
        return self.domain_weight * self.aspect_weight * self.weight / _PERCENT**2

    @property
    def query(self) -> str:
        """The query behind the numbers, as an analyst may run it; '' where there is none."""
        path = _HERE / "bukti" / f"{self.code}.sql"
        return path.read_text(encoding="utf-8").strip() if self.measured else ""


@dataclass(frozen=True)
class EpssEvidence:
    """What the warehouse shows for one indicator; both numbers are None where it cannot measure it."""

    indicator: EpssIndicator
    passed: int | None
    tested: int | None

    @property
    def percent(self) -> float | None:
        """passed of tested in percent; None where nothing was tested."""
        return _PERCENT * (self.passed or 0) / self.tested if self.tested else None


@cache
def epss_indicators() -> tuple[EpssIndicator, ...]:
    """The 38 indicators by code."""
    with (_HERE / "indikator.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(_indicators(csv.DictReader(stream)))


def _indicators(rows: csv.DictReader[str]) -> Iterator[EpssIndicator]:
    for r in rows:
        above = (r["domain"], float(r["bobot_domain"]), r["aspek"], float(r["bobot_aspek"]))
        yield EpssIndicator(r["kode"], *above, r["indikator"], float(r["bobot_indikator"]), r["ukuran"], r["alasan"])


def epss_evidence(connection: Connection) -> list[EpssEvidence]:
    """What the warehouse shows now for each of the 38 indicators."""
    return [_measured(connection, indicator) for indicator in epss_indicators()]


def _measured(connection: Connection, indicator: EpssIndicator) -> EpssEvidence:
    if not indicator.query:
        return EpssEvidence(indicator, None, None)
    passed, tested = connection.execute(text(indicator.query)).one()
    return EpssEvidence(indicator, int(passed or 0), int(tested or 0))
