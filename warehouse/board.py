"""The board: findings that are about no file. What was due and never came (T01), what metadata lack (M01–M06)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, text

from lumbung.findings import Finding
from warehouse.raw import copy_rows, execute

_MISSING = text("""
    SELECT dataset, periode, jatuh_tempo, hari_terlambat FROM mart.ketepatan_waktu
    WHERE keadaan = 'belum_ada'
      AND (dataset, periode) IN (SELECT dataset, periode FROM mutu.ketersediaan WHERE status = 'belum_ada')
    ORDER BY dataset, periode
""")
_COLUMNS = ("opd", "dataset", "periode", "kode", "tingkat", "dimensi", "pesan", "perbaikan")


@dataclass(frozen=True)
class Overdue:
    """A dataset and period of which nothing came by its last day."""

    dataset: str
    period: str
    due: date
    days: int


def overdue(connection: Connection) -> list[Overdue]:
    """What should be there by now and was never sent."""
    return [Overdue(*row) for row in connection.execute(_MISSING)]


def save_board(connection: Connection, findings: Iterable[tuple[str, Finding]]) -> None:
    """Make the board say this, each finding with the OPD that owns its dataset; what stood already keeps its date.

    Runs in the caller's transaction.
    """
    execute(
        connection,
        "CREATE TEMP TABLE papan (opd text, dataset text, periode text, kode text, tingkat text, dimensi text, "
        "pesan text, perbaikan text) ON COMMIT DROP",
    )
    copy_rows(connection, ("pg_temp", "papan"), _COLUMNS, (_row(opd, found) for opd, found in findings))
    execute(
        connection,
        "DELETE FROM mutu.temuan_papan AS t WHERE NOT EXISTS (SELECT FROM pg_temp.papan AS p WHERE p.kode = t.kode "
        "AND p.dataset = t.dataset AND p.periode IS NOT DISTINCT FROM t.periode)",
    )
    names = ", ".join(_COLUMNS)
    execute(
        connection,
        f"INSERT INTO mutu.temuan_papan AS t ({names}) SELECT {names} FROM pg_temp.papan "  # noqa: S608 — names of ours
        "ON CONFLICT (dataset, periode, kode) DO UPDATE SET opd = excluded.opd, tingkat = excluded.tingkat, "
        "dimensi = excluded.dimensi, pesan = excluded.pesan, perbaikan = excluded.perbaikan "
        "WHERE (t.opd, t.tingkat, t.pesan, t.perbaikan) IS DISTINCT FROM "
        "(excluded.opd, excluded.tingkat, excluded.pesan, excluded.perbaikan)",
    )
    execute(connection, "DROP TABLE pg_temp.papan")


def _row(opd: str, found: Finding) -> tuple[object, ...]:
    about = (opd, found.dataset, found.period, found.code, found.severity.value, found.dimension.value)
    return (*about, found.message(), found.remedy())
