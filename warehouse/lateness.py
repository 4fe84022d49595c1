"""Files that came after the last day of their period: what the rule T02 tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, text

_LATE = text("""
    SELECT DISTINCT ON (w.dataset, w.periode)
           d.berkas_id, w.dataset, w.periode, p.lembar, split_part(p.rentang, ':', 1), w.jatuh_tempo, w.tiba,
           w.hari_terlambat
    FROM mart.ketepatan_waktu AS w
    JOIN mutu.kedatangan AS d ON d.dataset = w.dataset AND d.periode = w.periode AND d.diterima
    JOIN mutu.pemeriksaan AS p ON p.berkas_id = d.berkas_id AND p.dataset = w.dataset AND p.periode = w.periode
    WHERE w.keadaan = 'terlambat' AND w.dataset IN :datasets
    ORDER BY w.dataset, w.periode, d.tiba, d.berkas_id, p.id
""").bindparams(bindparam("datasets", expanding=True))


@dataclass(frozen=True)
class LateFile:
    """The first file of a dataset and period that was not returned, and how late it came."""

    berkas_id: int
    dataset: str
    period: str
    sheet: str
    cell: str  # the first of its table
    due: date
    arrived: date
    days: int


def late_files(connection: Connection, datasets: Iterable[str]) -> list[LateFile]:
    """The files of these datasets that came late; none of a dataset without a calendar."""
    wanted = list(datasets)
    return [LateFile(*row) for row in connection.execute(_LATE, {"datasets": wanted})] if wanted else []
