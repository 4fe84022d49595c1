SELECT count(putusan) AS terpenuhi, count(*) AS diperiksa FROM ops.berkas
