"""Which file was inspected last, by dataset."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text

_LAST = text(
    "SELECT DISTINCT ON (p.dataset) p.dataset, b.id, b.sha256, b.nama FROM mutu.pemeriksaan AS p "
    "JOIN ops.berkas AS b ON b.id = p.berkas_id ORDER BY p.dataset, b.diterima_pada DESC, p.id DESC"
)


@dataclass(frozen=True)
class LastInspected:
    """A file of which some rows were read as a dataset."""

    berkas_id: int
    sha256: str
    name: str


def last_inspected(connection: Connection) -> dict[str, LastInspected]:
    """The file that arrived last, of each dataset."""
    return {dataset: LastInspected(*file) for dataset, *file in connection.execute(_LAST)}
