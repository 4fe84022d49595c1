SELECT count(*) FILTER (WHERE EXISTS (
           SELECT FROM mutu.ketersediaan AS a WHERE a.dataset = k.dataset AND a.status IN ('tersedia', 'sebagian')
       )) AS terpenuhi,
       count(*) AS diperiksa
FROM meta.katalog AS k
