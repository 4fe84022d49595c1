"""What the report of a night tells, as it stands in the warehouse: files, tables, findings, scores, availability.

Typed rows; what is made of them is the business of the caller.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, text

from lumbung.findings import Dimension, Severity

_FILES = text("""
    SELECT b.id, b.nama, b.opd, b.sha256, b.putusan, b.diperiksa_pada, k.tiba, k.dicatat, k.banyak
    FROM ops.berkas AS b
    JOIN (
        SELECT berkas_id, max(least(diterima_pada, dicatat_pada)) AS tiba, max(dicatat_pada) AS dicatat,
               count(*) AS banyak
        FROM ops.kiriman GROUP BY berkas_id
    ) AS k ON k.berkas_id = b.id
    ORDER BY k.tiba DESC, b.id DESC
""")

_TABLES = text("""
    SELECT berkas_id, dataset, periode, lembar, rentang, baris_dibaca, baris_diterima, baris_karantina
    FROM mutu.pemeriksaan ORDER BY id
""")

_FINDINGS = text("""
    SELECT berkas_id, dataset, periode, kode, tingkat, dimensi, lembar, sel, jumlah, pesan, perbaikan
    FROM mutu.temuan ORDER BY id
""")

_SCORES = text("""
    SELECT opd, dimensi, sum(terpenuhi)::bigint, sum(diperiksa)::bigint
    FROM mart.rapor_mutu GROUP BY opd, dimensi ORDER BY opd, dimensi
""")

_AVAILABILITY = text("""
    SELECT k.opd, k.dataset, k.periode, k.status, p.jenis, coalesce(m.judul, k.dataset)
    FROM mutu.ketersediaan AS k
    LEFT JOIN ref.periode AS p ON p.kode = k.periode
    LEFT JOIN meta.katalog AS m ON m.dataset = k.dataset
    ORDER BY k.opd, k.dataset, p.mulai, k.periode
""")


@dataclass(frozen=True)
class FileRow:
    """A file that arrived at least once, as last inspected. ``arrived`` is what decides which file stands."""

    id: int
    name: str
    opd: str | None
    sha256: str
    verdict: str | None  # None: not inspected yet
    inspected: datetime | None
    arrived: datetime
    noted: datetime  # when the last arrival was noted
    arrivals: int


@dataclass(frozen=True)
class TableRow:
    """One dataset and period of a file; the counts are sheet rows."""

    file: int
    dataset: str
    period: str
    sheet: str
    range: str
    read: int
    accepted: int
    held: int


@dataclass(frozen=True)
class FindingRow:
    """A finding; its texts hold no personal value. ``cells`` lists at most twenty, ``count`` is exact."""

    file: int
    dataset: str | None
    period: str | None
    code: str
    severity: Severity
    dimension: Dimension
    sheet: str | None
    cells: str
    count: int
    message: str
    remedy: str


@dataclass(frozen=True)
class ScoreRow:
    """Passed over tested of what an OPD has published, in one dimension."""

    opd: str
    dimension: Dimension
    passed: int
    tested: int


@dataclass(frozen=True)
class AvailabilityRow:
    """How one dataset and period stands. ``grain`` is that of the period, None for one the calendar lacks."""

    opd: str
    dataset: str
    period: str
    status: str
    grain: str | None
    title: str  # of the dataset


def files(connection: Connection) -> Sequence[FileRow]:
    """Every file, the newest arrival first."""
    return [FileRow(*row) for row in connection.execute(_FILES)]


def tables(connection: Connection) -> Sequence[TableRow]:
    """Every table that was inspected, in the order of inspection."""
    return [TableRow(*row) for row in connection.execute(_TABLES)]


def findings(connection: Connection) -> Sequence[FindingRow]:
    """Every finding of the last inspection of every file."""
    return [
        FindingRow(file, dataset, period, code, Severity(severity), Dimension(dimension), sheet, *rest)
        for file, dataset, period, code, severity, dimension, sheet, *rest in connection.execute(_FINDINGS)
    ]


def scores(connection: Connection) -> Sequence[ScoreRow]:
    """The scores of what is published, per OPD and dimension."""
    return [ScoreRow(o, Dimension(d), int(p), int(t)) for o, d, p, t in connection.execute(_SCORES)]


def availability(connection: Connection) -> Sequence[AvailabilityRow]:
    """Every dataset and period that was expected or seen, by OPD, dataset and time."""
    return [AvailabilityRow(*row) for row in connection.execute(_AVAILABILITY)]
