SELECT sum(diterima) AS terpenuhi, sum(diharapkan) AS diperiksa FROM mart.rapor_opd
