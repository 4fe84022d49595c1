"""Which files were inspected as a dataset, and which of them last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, text

from warehouse.backlog import FileRecord

_LAST = text(
    "SELECT DISTINCT ON (p.dataset) p.dataset, b.id, b.sha256, b.nama FROM mutu.pemeriksaan AS p "
    "JOIN ops.berkas AS b ON b.id = p.berkas_id ORDER BY p.dataset, b.diterima_pada DESC, p.id DESC"
)


_ALL = text(
    "SELECT b.id, b.sha256, b.nama, b.opd, b.putusan FROM ops.berkas AS b WHERE EXISTS ("
    "  SELECT FROM mutu.pemeriksaan AS p WHERE p.berkas_id = b.id AND p.dataset = ANY(:datasets)"
    ") ORDER BY b.diterima_pada, b.id"
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


def inspected_files(connection: Connection, datasets: Iterable[str]) -> list[FileRecord]:
    """Every file of which rows were read as one of these datasets, in order of arrival."""
    return [FileRecord(*row) for row in connection.execute(_ALL, {"datasets": list(datasets)})]
