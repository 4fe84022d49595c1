SELECT count(*) FILTER (WHERE num_nulls(konsep, definisi, klasifikasi, ukuran, satuan) = 0) AS terpenuhi,
       count(*) AS diperiksa
FROM ref.indikator
WHERE dataset IN (SELECT dataset FROM meta.katalog)
