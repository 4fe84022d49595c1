SELECT count(*) FILTER (WHERE coalesce(kontrak #>> '{activity,rekomendasi}', '') <> '') AS terpenuhi,
       count(*) AS diperiksa
FROM meta.katalog
WHERE kontrak #>> '{activity,cara}' ILIKE '%survei%'
