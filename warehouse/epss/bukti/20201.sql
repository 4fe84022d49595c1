SELECT count(*) FILTER (WHERE diukur) AS terpenuhi, count(*) AS diperiksa
FROM (
    SELECT bool_or(dimensi = 'accuracy') AS diukur FROM mart.rapor_mutu GROUP BY dataset, periode
) AS terbit
