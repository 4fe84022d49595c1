"""Findings as they stand in the warehouse, by their fingerprints: what an explanation is accepted for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from lumbung.anchors import Anchor

_BY_ID = text(
    "SELECT DISTINCT ON (sidik) sidik, periode, kode, tingkat, jangkar, pesan FROM mutu.temuan "
    "WHERE sidik = ANY(:ids) ORDER BY sidik, id DESC"
)


@dataclass(frozen=True)
class KnownFinding:
    """A finding that can be known again."""

    id: str
    period: str
    code: str
    severity: str
    anchors: tuple[Anchor, ...]
    message: str


def findings_by_id(connection: Connection, ids: Sequence[str]) -> dict[str, KnownFinding]:
    """The findings of these fingerprints, as last inspected; a fingerprint that no file has any more is left out."""
    rows = connection.execute(_BY_ID, {"ids": list(ids)})
    return {r.sidik: _known(r.sidik, r.periode, r.kode, r.tingkat, r.jangkar, r.pesan) for r in rows}


def _known(
    id_: str, period: str | None, code: str, severity: str, anchors: list[dict[str, str]], message: str
) -> KnownFinding:
    return KnownFinding(id_, period or "", code, severity, tuple(Anchor(**a) for a in anchors), message)
