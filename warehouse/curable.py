"""Files that a change of contracts, lists or decisions may cure: those with rows held back, and returned ones.

So are those with findings that an explanation closed: it may have been withdrawn.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text

from warehouse.backlog import FileRecord

_CURABLE = text(
    "SELECT b.id, b.sha256, b.nama, b.opd, b.putusan FROM ops.berkas AS b "
    "WHERE b.sidik_aturan IS DISTINCT FROM :rules AND (b.putusan = 'DIKEMBALIKAN' "
    "  OR EXISTS (SELECT FROM mutu.karantina AS k WHERE k.berkas_id = b.id) "
    "  OR EXISTS (SELECT FROM mutu.temuan AS t WHERE t.berkas_id = b.id AND t.catatan IS NOT NULL)) "
    "AND (CAST(:dataset AS text) IS NULL "
    "  OR EXISTS (SELECT FROM mutu.karantina AS k WHERE k.berkas_id = b.id AND k.dataset = :dataset) "
    "  OR EXISTS (SELECT FROM mutu.temuan AS t WHERE t.berkas_id = b.id AND t.dataset = :dataset)) "
    "AND (CAST(:code AS text) IS NULL "
    "  OR EXISTS (SELECT FROM mutu.temuan AS t WHERE t.berkas_id = b.id AND t.kode = :code)) "
    "ORDER BY b.diterima_pada, b.id"
)
_HELD = text("SELECT dataset, periode, lembar, baris, kode FROM mutu.karantina WHERE berkas_id = :file")
_VERDICT = text("SELECT putusan FROM ops.berkas WHERE id = :file")
_HEAVY = text(
    "SELECT kode, count(*) FROM mutu.temuan WHERE berkas_id = :file AND tingkat IN ('blocker', 'error') "
    "GROUP BY kode ORDER BY kode"
)

Row = tuple[str, str, str, int]
"""Dataset, period, sheet, row of the sheet."""


@dataclass(frozen=True)
class Held:
    """What keeps a file from being accepted whole."""

    verdict: str
    rows: dict[Row, str]  # → codes
    codes: tuple[str, ...]  # of its errors and blockers


def curable_files(connection: Connection, rules: str, dataset: str | None, code: str | None) -> list[FileRecord]:
    """Files last inspected by other rules than ``rules`` that were returned, or have rows held back or explained.

    ``dataset``, ``code``: only those with rows or findings of it.
    """
    found = connection.execute(_CURABLE, {"rules": rules, "dataset": dataset, "code": code})
    return [FileRecord(*row) for row in found]


def held_of(connection: Connection, berkas_id: int) -> Held:
    """What is held back of a file, and by which codes."""
    rows = {(r.dataset, r.periode, r.lembar, r.baris): r.kode for r in connection.execute(_HELD, {"file": berkas_id})}
    verdict = connection.execute(_VERDICT, {"file": berkas_id}).scalar_one()
    return Held(verdict or "", rows, tuple(code for code, _ in connection.execute(_HEAVY, {"file": berkas_id})))
