-- What goes wrong in many places: faults by code, over OPDs, datasets and files. Faults of ours are none of them.
CREATE OR REPLACE VIEW mart.temuan_sistemik AS
SELECT kode,
       min(tingkat) AS tingkat,
       dimensi,
       count(DISTINCT opd) AS banyak_opd,
       count(DISTINCT dataset) AS banyak_dataset,
       count(DISTINCT berkas_id) AS banyak_berkas,
       count(*) AS banyak_temuan,
       sum(jumlah) AS banyak_sel,
       array_agg(DISTINCT opd ORDER BY opd) FILTER (WHERE opd IS NOT NULL) AS opd
FROM (
    SELECT t.kode, t.tingkat, t.dimensi, coalesce(k.opd, b.opd) AS opd, t.dataset, t.berkas_id, t.jumlah
    FROM mutu.temuan AS t
    JOIN ops.berkas AS b ON b.id = t.berkas_id
    LEFT JOIN meta.katalog AS k ON k.dataset = t.dataset
    UNION ALL
    SELECT kode, tingkat, dimensi, opd, dataset, NULL, 0 FROM mutu.temuan_papan
) AS semua
WHERE tingkat <> 'info' AND dimensi <> 'engine'
GROUP BY kode, dimensi
ORDER BY count(DISTINCT opd) DESC, count(DISTINCT dataset) DESC, count(*) DESC, kode;
COMMENT ON VIEW mart.temuan_sistemik IS 'Temuan menurut kode, yang paling meluas lebih dahulu';
COMMENT ON COLUMN mart.temuan_sistemik.kode IS 'Kode temuan';
COMMENT ON COLUMN mart.temuan_sistemik.tingkat IS 'Tingkat terberat kode ini: blocker, error, atau warning';
COMMENT ON COLUMN mart.temuan_sistemik.dimensi IS 'Dimensi mutu';
COMMENT ON COLUMN mart.temuan_sistemik.banyak_opd IS 'Banyak OPD yang mengalaminya';
COMMENT ON COLUMN mart.temuan_sistemik.banyak_dataset IS 'Banyak dataset yang mengalaminya';
COMMENT ON COLUMN mart.temuan_sistemik.banyak_berkas IS 'Banyak berkas yang memuatnya; 0 bila bukan tentang berkas';
COMMENT ON COLUMN mart.temuan_sistemik.banyak_temuan IS 'Banyak temuan';
COMMENT ON COLUMN mart.temuan_sistemik.banyak_sel IS 'Banyak sel';
COMMENT ON COLUMN mart.temuan_sistemik.opd IS 'OPD yang mengalaminya';
