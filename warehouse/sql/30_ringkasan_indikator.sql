-- Per indicator, period and disaggregation: how many regions are filled, their sum, and their range. The sum of
-- rates means nothing, so it is left out where the indicator is not additive.
CREATE OR REPLACE VIEW mart.ringkasan_indikator AS
SELECT f.kode_indikator,
       f.dataset,
       f.opd,
       f.periode,
       f.dimensi,
       f.satuan,
       count(*) AS wilayah_terisi,
       sum(f.nilai) AS jumlah,
       min(f.nilai) AS terkecil,
       max(f.nilai) AS terbesar,
       count(*) FILTER (WHERE f.status = 'diragukan') AS diragukan
FROM data.fakta_indikator AS f
WHERE f._berlaku_sampai IS NULL
GROUP BY f.kode_indikator, f.dataset, f.opd, f.periode, f.dimensi, f.satuan;
COMMENT ON VIEW mart.ringkasan_indikator IS 'Tiap indikator per periode dan rincian: wilayah terisi, jumlah, rentang';
