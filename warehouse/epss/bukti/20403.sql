SELECT count(*) FILTER (WHERE EXISTS (
           SELECT FROM data.fakta_indikator AS f WHERE f.dataset = k.dataset AND f._berlaku_sampai IS NULL
       )) AS terpenuhi,
       count(*) AS diperiksa
FROM meta.katalog AS k
WHERE EXISTS (SELECT FROM mutu.ketersediaan AS a WHERE a.dataset = k.dataset AND a.status IN ('tersedia', 'sebagian'))
