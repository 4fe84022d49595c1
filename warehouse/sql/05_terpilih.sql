-- Of each dataset and period the file to publish: the accepted one that arrived last; of files that arrived at the
-- same moment the one registered last. A returned file never counts.
CREATE OR REPLACE VIEW ops.terpilih AS
SELECT DISTINCT ON (p.dataset, p.periode)
       p.dataset,
       p.periode,
       p.berkas_id,
       max(p.id) OVER (PARTITION BY p.dataset, p.periode, p.berkas_id) AS pemeriksaan_id,
       k.tiba
FROM mutu.pemeriksaan AS p
JOIN ops.kedatangan AS k USING (berkas_id)
WHERE p.putusan <> 'DIKEMBALIKAN'
ORDER BY p.dataset, p.periode, k.tiba DESC, p.berkas_id DESC;
COMMENT ON VIEW ops.terpilih IS 'Berkas yang menang untuk tiap dataset dan periode';
