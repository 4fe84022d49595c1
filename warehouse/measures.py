"""What is measured of a dataset and period as a whole, not of a table: timeliness, accuracy, metadata.

They depend on the calendar, on other files and on the contract, so they are measured in the warehouse, once for each
dataset and period, on the file by which it is judged. What cannot be measured has no row.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from warehouse.raw import execute

_MEASURED = """
CREATE TEMP TABLE terukur ON COMMIT DROP AS
WITH berlaku AS MATERIALIZED (
    SELECT * FROM mutu.berkas_berlaku
),
ukuran AS MATERIALIZED (
    SELECT dataset, periode, 'timeliness' AS dimensi, (keadaan = 'tepat_waktu')::int::bigint AS terpenuhi,
           1::bigint AS diperiksa
    FROM mart.ketepatan_waktu WHERE keadaan IN ('tepat_waktu', 'terlambat')
    UNION ALL
    SELECT dataset, periode, 'accuracy', count(*) FILTER (WHERE sama), count(*)
    FROM mart.banding_sumber WHERE resmi_lain AND NOT resmi_ini GROUP BY dataset, periode
    UNION ALL
    SELECT b.dataset, b.periode, 'metadata', m.terisi, m.diminta
    FROM unnest(%(datasets)s::text[], %(filled)s::bigint[], %(asked)s::bigint[]) AS m(dataset, terisi, diminta)
    JOIN berlaku AS b USING (dataset)
)
SELECT b.pemeriksaan_id, b.berkas_id, b.opd, u.dataset, u.periode, u.dimensi, u.terpenuhi, u.diperiksa
FROM ukuran AS u JOIN berlaku AS b USING (dataset, periode)
"""
_FORGOTTEN = """
DELETE FROM mutu.skor AS s
WHERE s.dimensi IN ('timeliness', 'accuracy', 'metadata') AND NOT EXISTS (
    SELECT FROM terukur AS t
    WHERE t.pemeriksaan_id = s.pemeriksaan_id AND t.dimensi = s.dimensi
      AND t.terpenuhi = s.terpenuhi AND t.diperiksa = s.diperiksa
)
"""
_ADDED = """
INSERT INTO mutu.skor (pemeriksaan_id, berkas_id, opd, dataset, periode, dimensi, terpenuhi, diperiksa, nilai)
SELECT t.*, t.terpenuhi::numeric / t.diperiksa
FROM terukur AS t
WHERE t.diperiksa > 0 AND NOT EXISTS (
    SELECT FROM mutu.skor AS s WHERE s.pemeriksaan_id = t.pemeriksaan_id AND s.dimensi = t.dimensi
)
"""
_REMEMBERED = """
INSERT INTO mutu.riwayat_skor (hari, opd, dataset, periode, dimensi, terpenuhi, diperiksa)
SELECT h.hari, coalesce(r.opd, l.opd), coalesce(r.dataset, l.dataset), coalesce(r.periode, l.periode),
       coalesce(r.dimensi, l.dimensi), coalesce(r.terpenuhi, 0), coalesce(r.diperiksa, 0)
FROM mart.rapor_mutu AS r
FULL JOIN (
    SELECT DISTINCT ON (dataset, periode, dimensi) * FROM mutu.riwayat_skor
    ORDER BY dataset, periode, dimensi, hari DESC
) AS l ON l.dataset = r.dataset AND l.periode = r.periode AND l.dimensi = r.dimensi
CROSS JOIN ops.hari_ini AS h
WHERE (coalesce(r.terpenuhi, 0), coalesce(r.diperiksa, 0)) <> (coalesce(l.terpenuhi, 0), coalesce(l.diperiksa, 0))
ON CONFLICT (dataset, periode, dimensi, hari)
DO UPDATE SET opd = excluded.opd, terpenuhi = excluded.terpenuhi, diperiksa = excluded.diperiksa
"""


def measure(connection: Connection, metadata: Mapping[str, tuple[int, int]]) -> None:
    """Write the scores of dataset and period as they are now; ``metadata``: dataset → (filled, asked for).

    Only what changed is written. Runs in the caller's transaction.
    """
    names = list(metadata)
    filled, asked = [metadata[n][0] for n in names], [metadata[n][1] for n in names]
    execute(connection, "DROP TABLE IF EXISTS pg_temp.terukur")
    execute(connection, _MEASURED, datasets=names, filled=filled, asked=asked)
    execute(connection, _FORGOTTEN)
    execute(connection, _ADDED)
    execute(connection, "DROP TABLE pg_temp.terukur")


def remember(connection: Connection) -> None:
    """Keep the scores of what is published for the trend: those that differ from the last ones kept, under today."""
    execute(connection, _REMEMBERED)
