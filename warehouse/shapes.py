"""Which columns each accepted file has, beside those of the file before it: what the rule D01 compares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, text

_SHAPES = text("""
    WITH berkas AS (
        SELECT p.berkas_id, p.dataset, max(w.mulai) AS mulai, max(p.periode) AS periode,
               array_agg(DISTINCT k ORDER BY k) FILTER (WHERE k IS NOT NULL) AS kolom,
               (array_agg(p.lembar ORDER BY p.id))[1] AS lembar,
               (array_agg(split_part(p.rentang, ':', 1) ORDER BY p.id))[1] AS sel,
               count(DISTINCT p.periode) AS banyak_periode
        FROM mutu.pemeriksaan AS p
        LEFT JOIN ref.periode AS w ON w.kode = p.periode
        LEFT JOIN LATERAL unnest(p.kolom) AS k ON true
        WHERE p.putusan <> 'DIKEMBALIKAN' AND p.dataset IN :datasets
        GROUP BY p.berkas_id, p.dataset
    ),
    tiba AS (
        SELECT berkas_id, min(tiba) AS tiba FROM mutu.kedatangan GROUP BY berkas_id
    ),
    urut AS (
        SELECT b.*, lag(b.kolom) OVER w AS sebelum, lag(o.nama) OVER w AS nama_sebelum
        FROM berkas AS b
        JOIN tiba AS t USING (berkas_id)
        JOIN ops.berkas AS o ON o.id = b.berkas_id
        WHERE b.kolom IS NOT NULL
        WINDOW w AS (PARTITION BY b.dataset ORDER BY b.mulai, t.tiba, b.berkas_id)
    )
    SELECT berkas_id, dataset, CASE WHEN banyak_periode = 1 THEN periode END, lembar, sel, kolom, sebelum, nama_sebelum
    FROM urut
    WHERE sebelum IS NOT NULL AND sebelum <> kolom
    ORDER BY dataset, berkas_id
""").bindparams(bindparam("datasets", expanding=True))


@dataclass(frozen=True)
class ChangedShape:
    """A file whose columns are not those of the file before it: the one about the period before, or sent before."""

    berkas_id: int
    dataset: str
    period: str | None  # None: the file tells of several
    sheet: str
    cell: str  # the first of its first table
    columns: list[str]  # properties of the contract
    before: list[str]
    file_before: str


def changed_shapes(connection: Connection, datasets: Iterable[str]) -> list[ChangedShape]:
    """The accepted files of these datasets that have other columns than their forerunners."""
    wanted = list(datasets)
    return [ChangedShape(*row) for row in connection.execute(_SHAPES, {"datasets": wanted})] if wanted else []
