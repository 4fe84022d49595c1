-- Every file of every dataset and period with the moment it first came (a time stamp in the future counts as the
-- moment it was noted).
CREATE OR REPLACE VIEW mutu.kedatangan AS
SELECT p.opd,
       p.dataset,
       p.periode,
       p.berkas_id,
       bool_and(p.putusan <> 'DIKEMBALIKAN') AS diterima,
       coalesce(k.tiba, b.diterima_pada) AS tiba,
       (coalesce(k.tiba, b.diterima_pada) AT TIME ZONE h.zona)::date AS hari,
       bool_and(
           p.putusan IN ('DITERIMA', 'DITERIMA DENGAN CATATAN')
           OR (p.putusan = 'DITERIMA SEBAGIAN' AND p.baris_karantina = 0 AND p.ditahan > 0)  -- other data of the file
       ) AS utuh
FROM (SELECT *, sum(baris_karantina) OVER (PARTITION BY berkas_id) AS ditahan FROM mutu.pemeriksaan) AS p
JOIN ops.berkas AS b ON b.id = p.berkas_id
CROSS JOIN ops.hari_ini AS h
LEFT JOIN (
    SELECT berkas_id, min(least(diterima_pada, dicatat_pada)) AS tiba FROM ops.kiriman GROUP BY berkas_id
) AS k ON k.berkas_id = p.berkas_id
GROUP BY p.opd, p.dataset, p.periode, p.berkas_id, k.tiba, b.diterima_pada, h.zona;
COMMENT ON VIEW mutu.kedatangan IS 'Kedatangan pertama setiap berkas, untuk tiap dataset dan periode di dalamnya';
COMMENT ON COLUMN mutu.kedatangan.opd IS 'OPD pemilik dataset';
COMMENT ON COLUMN mutu.kedatangan.dataset IS 'Dataset';
COMMENT ON COLUMN mutu.kedatangan.periode IS 'Periode';
COMMENT ON COLUMN mutu.kedatangan.berkas_id IS 'Berkas';
COMMENT ON COLUMN mutu.kedatangan.diterima IS 'Benar bila berkas tidak dikembalikan';
COMMENT ON COLUMN mutu.kedatangan.utuh IS 'Benar bila datanya diterima seluruhnya, bukan sebagian';
COMMENT ON COLUMN mutu.kedatangan.tiba IS 'Waktu pertama kali tiba';
COMMENT ON COLUMN mutu.kedatangan.hari IS 'Hari pertama kali tiba, menurut zona waktu situs';
