-- Availability per OPD and dataset, one row each.
CREATE OR REPLACE VIEW mart.ketersediaan AS
SELECT opd,
       dataset,
       count(*) FILTER (WHERE status IN ('tersedia', 'sebagian')) AS periode_terbit,
       count(*) AS periode_diharapkan,
       max(periode) FILTER (WHERE status IN ('tersedia', 'sebagian')) AS periode_terbaru,
       array_agg(periode ORDER BY periode) FILTER (WHERE status = 'belum_ada') AS belum_ada,
       array_agg(periode ORDER BY periode) FILTER (WHERE status = 'dikembalikan') AS dikembalikan
FROM mutu.ketersediaan
GROUP BY opd, dataset;
COMMENT ON VIEW mart.ketersediaan IS 'Ringkasan ketersediaan per OPD dan dataset';
