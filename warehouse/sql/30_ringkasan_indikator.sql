-- Per indicator, period and disaggregation: how many regions are filled, their sum, and their range. The sum of
-- rates means nothing, so it is left out where the contract says that the measure is not additive.
CREATE OR REPLACE VIEW mart.ringkasan_indikator AS
WITH ukuran AS (
    SELECT k.dataset,
           coalesce(p ->> 'indicator', k.dataset || '.' || (p ->> 'name')) AS kode_indikator,
           (p ->> 'additive')::boolean AS dijumlahkan
    FROM meta.katalog AS k, jsonb_array_elements(k.kontrak -> 'properties') AS p
    WHERE p ->> 'kind' = 'measure'
)
SELECT f.kode_indikator,
       f.dataset,
       f.opd,
       f.periode,
       f.dimensi,
       f.satuan,
       count(*) AS wilayah_terisi,
       CASE WHEN bool_and(coalesce(u.dijumlahkan, true)) THEN sum(f.nilai) END AS jumlah,
       min(f.nilai) AS terkecil,
       max(f.nilai) AS terbesar,
       count(*) FILTER (WHERE f.status = 'diragukan') AS diragukan
FROM data.fakta_indikator AS f
LEFT JOIN ukuran AS u ON u.dataset = f.dataset AND u.kode_indikator = f.kode_indikator
WHERE f._berlaku_sampai IS NULL
GROUP BY f.kode_indikator, f.dataset, f.opd, f.periode, f.dimensi, f.satuan;
COMMENT ON VIEW mart.ringkasan_indikator IS
    'Tiap indikator per periode dan rincian: wilayah terisi, jumlah (kosong bila tidak dapat dijumlahkan), rentang';
