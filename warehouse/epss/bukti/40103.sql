SELECT count(*) FILTER (WHERE sebab_batas IS NULL) AS terpenuhi, count(*) AS diperiksa FROM mart.nilai_mutu
