SELECT count(*) FILTER (WHERE keadaan = 'tepat_waktu') AS terpenuhi, count(*) AS diperiksa
FROM mart.ketepatan_waktu
WHERE keadaan IN ('tepat_waktu', 'terlambat', 'belum_ada')
