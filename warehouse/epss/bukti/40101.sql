SELECT count(*) FILTER (WHERE EXISTS (
           SELECT FROM mart.rapor_mutu AS r WHERE r.dataset = a.dataset AND r.periode = a.periode AND r.diperiksa > 0
       )) AS terpenuhi,
       count(*) AS diperiksa
FROM mutu.ketersediaan AS a
WHERE a.status IN ('tersedia', 'sebagian')
