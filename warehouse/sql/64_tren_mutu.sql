-- Scores by day: on each day on which some score changed, what then held of everything published.
CREATE OR REPLACE VIEW mart.tren_mutu AS
SELECT h.hari, r.opd, r.dimensi,
       sum(r.terpenuhi)::bigint AS terpenuhi,
       sum(r.diperiksa)::bigint AS diperiksa,
       round(sum(r.terpenuhi)::numeric / nullif(sum(r.diperiksa), 0), 4) AS nilai
FROM (SELECT DISTINCT hari FROM mutu.riwayat_skor) AS h
JOIN LATERAL (
    SELECT DISTINCT ON (dataset, periode, dimensi) opd, dimensi, terpenuhi, diperiksa
    FROM mutu.riwayat_skor
    WHERE hari <= h.hari
    ORDER BY dataset, periode, dimensi, hari DESC
) AS r ON r.diperiksa > 0
GROUP BY h.hari, r.opd, r.dimensi;
COMMENT ON VIEW mart.tren_mutu IS 'Perkembangan skor per OPD dan dimensi, pada hari-hari skornya berubah';
COMMENT ON COLUMN mart.tren_mutu.hari IS 'Hari pemeriksaan';
COMMENT ON COLUMN mart.tren_mutu.opd IS 'OPD pemilik dataset';
COMMENT ON COLUMN mart.tren_mutu.dimensi IS 'Dimensi mutu';
COMMENT ON COLUMN mart.tren_mutu.terpenuhi IS 'Banyak yang memenuhi';
COMMENT ON COLUMN mart.tren_mutu.diperiksa IS 'Banyak yang diperiksa';
COMMENT ON COLUMN mart.tren_mutu.nilai IS 'terpenuhi / diperiksa';
