SELECT count(*) FILTER (WHERE status IN ('tersedia', 'sebagian')) AS terpenuhi, count(*) AS diperiksa
FROM (
    SELECT DISTINCT ON (a.dataset) a.status
    FROM mutu.ketersediaan AS a
    JOIN ref.periode AS p ON p.kode = a.periode AND p.selesai < current_date
    ORDER BY a.dataset, p.mulai DESC
) AS terakhir
