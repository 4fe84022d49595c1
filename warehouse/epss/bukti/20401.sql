SELECT count(*) FILTER (WHERE status IN ('tersedia', 'sebagian')) AS terpenuhi, count(*) AS diperiksa
FROM mutu.ketersediaan
