SELECT count(*) FILTER (WHERE periode >= 3) AS terpenuhi, count(*) AS diperiksa
FROM (
    SELECT count(DISTINCT periode) AS periode
    FROM data.fakta_indikator WHERE _berlaku_sampai IS NULL GROUP BY kode_indikator
) AS deret
