SELECT sum(terpenuhi) AS terpenuhi, sum(diperiksa) AS diperiksa
FROM mart.rapor_mutu
WHERE dimensi = 'consistency'
