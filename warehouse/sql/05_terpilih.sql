-- Of each dataset and period the file to publish: the accepted one that arrived last, by the time stamp of its
-- newest arrival (one in the future counts as the moment it was noted); of files that arrived at the same moment
-- the one registered last. A returned file never counts.
CREATE OR REPLACE VIEW ops.terpilih AS
SELECT DISTINCT ON (p.dataset, p.periode)
       p.dataset,
       p.periode,
       p.berkas_id,
       max(p.id) OVER (PARTITION BY p.dataset, p.periode, p.berkas_id) AS pemeriksaan_id,
       coalesce(k.tiba, b.diterima_pada) AS tiba
FROM mutu.pemeriksaan AS p
JOIN ops.berkas AS b ON b.id = p.berkas_id
LEFT JOIN (
    SELECT berkas_id, max(least(diterima_pada, dicatat_pada)) AS tiba FROM ops.kiriman GROUP BY berkas_id
) AS k ON k.berkas_id = p.berkas_id
WHERE p.putusan <> 'DIKEMBALIKAN'
ORDER BY p.dataset, p.periode, coalesce(k.tiba, b.diterima_pada) DESC, p.berkas_id DESC;
COMMENT ON VIEW ops.terpilih IS 'Berkas yang menang untuk tiap dataset dan periode';
