"""What the report of a night tells, as it stands in the warehouse: files, tables, findings, scores, availability.

Typed rows; what is made of them is the business of the caller.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, text

from lumbung.findings import Dimension, Severity

_FILES = text("""
    SELECT b.id, b.nama, b.opd, b.sha256, b.putusan, b.diperiksa_pada, k.tiba, k.dicatat, k.banyak,
           b.id IN (SELECT berkas_id FROM mutu.berkas_terbuka)
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
    SELECT berkas_id, dataset, periode, kode, tingkat, dimensi, lembar, sel, jumlah, pesan, perbaikan,
           coalesce(catatan, '')
    FROM mutu.temuan ORDER BY id
""")

_SCORES = text("""
    SELECT opd, dimensi, sum(terpenuhi)::bigint, sum(diperiksa)::bigint
    FROM mart.rapor_mutu GROUP BY opd, dimensi ORDER BY opd, dimensi
""")

_CARDS = text("""
    SELECT opd, diharapkan, diterima, dinilai_waktu, tepat_waktu, median_hari_terlambat::float8, kiriman_pertama,
           diterima_langsung, median_hari_perbaikan::float8, dikembalikan_terbuka, temuan_berulang,
           nilai_rata_rata::float8
    FROM mart.rapor_opd
""")

_FAULTS = text("""
    SELECT kode, tingkat, banyak_opd, banyak_dataset, banyak_berkas, banyak_sel::bigint FROM mart.temuan_sistemik
""")

_BOARD = text("""
    SELECT opd, dataset, periode, kode, tingkat, pesan, perbaikan FROM mutu.temuan_papan ORDER BY id
""")

_TREND = text("""
    SELECT hari, opd, sum(terpenuhi)::bigint, sum(diperiksa)::bigint
    FROM mart.tren_mutu GROUP BY hari, opd ORDER BY hari, opd
""")

_AVAILABILITY = text("""
    SELECT k.opd, k.dataset, k.periode,
           CASE WHEN k.status = 'belum_ada' AND k.jatuh_tempo >= h.hari THEN 'belum_jatuh_tempo' ELSE k.status END,
           p.jenis, coalesce(m.judul, k.dataset)
    FROM mutu.ketersediaan AS k
    CROSS JOIN ops.hari_ini AS h
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
    open: bool  # something is to be mended, and nothing better came since


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
    closed: str  # by whom and why, where an explanation was accepted


@dataclass(frozen=True)
class ScoreRow:
    """Passed over tested of what an OPD has published, in one dimension."""

    opd: str
    dimension: Dimension
    passed: int
    tested: int


@dataclass(frozen=True)
class AvailabilityRow:
    """How one dataset and period stands, one that is not due yet as such.

    ``grain`` is that of the period, None for one the calendar lacks.
    """

    opd: str
    dataset: str
    period: str
    status: str
    grain: str | None
    title: str  # of the dataset


@dataclass(frozen=True)
class CardRow:
    """The measures of one OPD; counts are datasets and periods, save the last two. None: not measured."""

    opd: str
    expected: int
    received: int
    judged_for_time: int
    on_time: int
    days_late: float | None  # median
    first_files: int
    first_accepted: int
    days_to_fix: float | None  # median
    open_returns: int  # files
    repeated: int  # codes that came again for the same dataset in another file
    grade: float | None  # 0–100, mean over its datasets and periods


@dataclass(frozen=True)
class FaultRow:
    """One code over the whole regency; notes and faults of ours are none."""

    code: str
    severity: Severity
    opds: int
    datasets: int
    files: int  # 0 for what is no matter of a file
    cells: int


@dataclass(frozen=True)
class BoardRow:
    """A finding that is about no file: what was not sent, what the walidata has not described."""

    opd: str
    dataset: str
    period: str | None
    code: str
    severity: Severity
    message: str
    remedy: str


@dataclass(frozen=True)
class DayRow:
    """What held of an OPD's published data on a day, all dimensions together."""

    day: date
    opd: str
    passed: int
    tested: int


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


def cards(connection: Connection) -> dict[str, CardRow]:
    """The score card of every OPD that owns a dataset or sent a file."""
    return {row.opd: CardRow(*row) for row in connection.execute(_CARDS)}


def faults(connection: Connection) -> Sequence[FaultRow]:
    """What goes wrong in many places, the most widespread first."""
    return [FaultRow(code, Severity(severity), *counts) for code, severity, *counts in connection.execute(_FAULTS)]


def board(connection: Connection) -> Sequence[BoardRow]:
    """The findings that are about no file."""
    return [BoardRow(o, d, p, c, Severity(s), *texts) for o, d, p, c, s, *texts in connection.execute(_BOARD)]


def days(connection: Connection) -> Sequence[DayRow]:
    """The scores of every OPD on each day on which some score changed, by day."""
    return [DayRow(*row) for row in connection.execute(_TREND)]
