SELECT count(*) FILTER (WHERE NOT EXISTS (
           SELECT FROM mutu.temuan_papan AS t WHERE t.dataset = k.dataset AND t.kode IN ('M01', 'M02', 'M03')
       )) AS terpenuhi,
       count(*) AS diperiksa
FROM meta.katalog AS k
