"""What a dataset and period looks like by quality dimension: counts, and the findings behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, text

from lumbung.findings import Dimension, Severity
from warehouse.tables import temuan

SHOWN_FINDINGS = 20
_HEAVY = (Severity.BLOCKER, Severity.ERROR)


@dataclass(frozen=True)
class RecordedFinding:
    """A finding as the warehouse keeps it."""

    code: str
    severity: Severity
    dimension: Dimension
    sheet: str
    cells: str
    count: int
    message: str
    remedy: str


@dataclass(frozen=True)
class DimensionReport:
    """One dimension of the published file: passed over tested, and its findings, heaviest first."""

    passed: int = 0
    tested: int = 0
    findings: tuple[RecordedFinding, ...] = ()
    unlisted: int = 0  # findings beyond those listed
    file: str | None = None  # name of the operator's file
    opd: str | None = None
    sha256: str = ""
    file_number: int | None = None

    @property
    def has_errors(self) -> bool:
        """True when a finding is an error or a blocker."""
        return any(f.severity in _HEAVY for f in self.findings)

    @property
    def failing(self) -> bool:
        """True when anything above a note was found."""
        return any(f.severity is not Severity.INFO for f in self.findings)


def dimension_reports(connection: Connection, dataset: str, period: str) -> dict[Dimension, DimensionReport]:
    """The dimensions of the file that stands for a dataset and period; empty when none does."""
    chosen = connection.execute(
        text(
            "SELECT t.berkas_id, b.nama, b.opd, b.sha256 "
            "FROM ops.terpilih AS t JOIN ops.berkas AS b ON b.id = t.berkas_id "
            "WHERE t.dataset = :dataset AND t.periode = :periode"
        ),
        {"dataset": dataset, "periode": period},
    ).one_or_none()
    if chosen is None:
        return {}
    number, name, opd, sha256 = chosen
    findings = _findings(connection, number, dataset, period)
    counts = _counts(connection, number, dataset, period)
    return {
        d: DimensionReport(*counts.get(d, (0, 0)), *_listed(findings[d]), name, opd, sha256, number)
        for d in {*counts, *findings}
    }


def _listed(findings: Sequence[RecordedFinding]) -> tuple[tuple[RecordedFinding, ...], int]:
    return tuple(findings[:SHOWN_FINDINGS]), max(0, len(findings) - SHOWN_FINDINGS)


def _counts(connection: Connection, berkas_id: int, dataset: str, period: str) -> dict[Dimension, tuple[int, int]]:
    rows = connection.execute(
        text(
            "SELECT dimensi, sum(terpenuhi)::bigint, sum(diperiksa)::bigint FROM mutu.skor "
            "WHERE berkas_id = :berkas AND dataset = :dataset AND periode = :periode GROUP BY dimensi"
        ),
        {"berkas": berkas_id, "dataset": dataset, "periode": period},
    )
    return {Dimension(dimension): (int(passed), int(tested)) for dimension, passed, tested in rows}


def _findings(
    connection: Connection, berkas_id: int, dataset: str, period: str
) -> defaultdict[Dimension, list[RecordedFinding]]:
    """The file's findings about this slice, or about the file as a whole."""
    rows = connection.execute(
        select(temuan)
        .where(temuan.c.berkas_id == berkas_id)
        .where(temuan.c.dataset.is_(None) | (temuan.c.dataset == dataset))
        .where(temuan.c.periode.is_(None) | (temuan.c.periode == period))
        .order_by(temuan.c.id)
    )
    found: defaultdict[Dimension, list[RecordedFinding]] = defaultdict(list)
    for r in rows:
        severity, dimension = Severity(r.tingkat), Dimension(r.dimensi)
        found[dimension].append(
            RecordedFinding(r.kode, severity, dimension, r.lembar or "", r.sel, r.jumlah, r.pesan, r.perbaikan)
        )
    for same in found.values():
        same.sort(key=lambda f: (f.severity.rank, -f.count))
    return found
