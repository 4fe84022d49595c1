-- The score card of what is published: per OPD, dataset, period and dimension, of the file last published.
CREATE OR REPLACE VIEW mart.rapor_mutu AS
SELECT s.opd,
       s.dataset,
       s.periode,
       s.dimensi,
       sum(s.terpenuhi)::bigint AS terpenuhi,
       sum(s.diperiksa)::bigint AS diperiksa,
       round(sum(s.terpenuhi)::numeric / nullif(sum(s.diperiksa), 0), 4) AS nilai
FROM mutu.skor AS s
JOIN (
    SELECT DISTINCT ON (dataset, periode) dataset, periode, berkas_id
    FROM ops.muat
    ORDER BY dataset, periode, id DESC
) AS m ON m.dataset = s.dataset AND m.periode = s.periode AND m.berkas_id = s.berkas_id
GROUP BY s.opd, s.dataset, s.periode, s.dimensi;
COMMENT ON VIEW mart.rapor_mutu IS 'Rapor mutu data yang terbit, per OPD, dataset, periode, dan dimensi';
COMMENT ON COLUMN mart.rapor_mutu.opd IS 'OPD pemilik dataset';
COMMENT ON COLUMN mart.rapor_mutu.dataset IS 'Dataset';
COMMENT ON COLUMN mart.rapor_mutu.periode IS 'Periode';
COMMENT ON COLUMN mart.rapor_mutu.dimensi IS 'Dimensi mutu';
COMMENT ON COLUMN mart.rapor_mutu.terpenuhi IS 'Banyak yang memenuhi';
COMMENT ON COLUMN mart.rapor_mutu.diperiksa IS 'Banyak yang diperiksa';
COMMENT ON COLUMN mart.rapor_mutu.nilai IS 'terpenuhi / diperiksa; kosong bila tidak ada yang diperiksa';
