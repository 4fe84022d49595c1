-- Which file a dataset and period is judged by: the one that is published, else the last one inspected.
CREATE OR REPLACE VIEW mutu.berkas_berlaku AS
WITH terbit AS (
    SELECT DISTINCT ON (dataset, periode) dataset, periode, berkas_id FROM ops.muat ORDER BY dataset, periode, id DESC
),
terakhir AS (
    SELECT DISTINCT ON (dataset, periode) dataset, periode, berkas_id
    FROM mutu.kedatangan
    ORDER BY dataset, periode, tiba DESC, berkas_id DESC
),
dipilih AS (
    SELECT l.dataset, l.periode, coalesce(t.berkas_id, l.berkas_id) AS berkas_id, t.berkas_id IS NOT NULL AS terbit
    FROM terakhir AS l
    LEFT JOIN terbit AS t USING (dataset, periode)
)
SELECT d.dataset, d.periode, d.berkas_id, max(p.id) AS pemeriksaan_id, p.opd, d.terbit
FROM dipilih AS d
JOIN mutu.pemeriksaan AS p USING (dataset, periode, berkas_id)
GROUP BY d.dataset, d.periode, d.berkas_id, p.opd, d.terbit;
COMMENT ON VIEW mutu.berkas_berlaku IS 'Berkas yang dinilai untuk tiap dataset dan periode: yang terbit, atau yang terakhir diperiksa';
COMMENT ON COLUMN mutu.berkas_berlaku.dataset IS 'Dataset';
COMMENT ON COLUMN mutu.berkas_berlaku.periode IS 'Periode';
COMMENT ON COLUMN mutu.berkas_berlaku.berkas_id IS 'Berkas';
COMMENT ON COLUMN mutu.berkas_berlaku.pemeriksaan_id IS 'Pemeriksaan terbarunya';
COMMENT ON COLUMN mutu.berkas_berlaku.opd IS 'OPD pemilik dataset';
COMMENT ON COLUMN mutu.berkas_berlaku.terbit IS 'Benar bila sudah terbit';
