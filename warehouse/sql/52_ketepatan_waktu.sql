-- The calendar held against what came: of each dataset and period with a deadline, when the first file came that was
-- not returned. A period that was due before anything of its dataset ever came is not judged: nobody had asked then.
CREATE OR REPLACE VIEW mart.ketepatan_waktu AS
WITH masuk AS (
    SELECT dataset, periode, min(hari) FILTER (WHERE diterima) AS hari FROM mutu.kedatangan GROUP BY dataset, periode
),
pertama AS (
    SELECT dataset, min(hari) AS hari FROM mutu.kedatangan GROUP BY dataset
),
dinilai AS (
    SELECT k.opd, k.dataset, k.periode, k.jatuh_tempo, m.hari AS tiba, h.hari AS hari_ini,
           CASE
               WHEN m.hari <= k.jatuh_tempo THEN 'tepat_waktu'
               WHEN k.jatuh_tempo < p.hari THEN 'tidak_dinilai'
               WHEN m.hari IS NOT NULL THEN 'terlambat'
               WHEN k.jatuh_tempo < h.hari THEN 'belum_ada'
               ELSE 'belum_jatuh_tempo'
           END AS keadaan
    FROM mutu.ketersediaan AS k
    CROSS JOIN ops.hari_ini AS h
    LEFT JOIN masuk AS m ON m.dataset = k.dataset AND m.periode = k.periode
    LEFT JOIN pertama AS p ON p.dataset = k.dataset
    WHERE k.jatuh_tempo IS NOT NULL
)
SELECT opd, dataset, periode, jatuh_tempo, tiba, keadaan,
       CASE
           WHEN keadaan IN ('tepat_waktu', 'terlambat') THEN greatest(tiba - jatuh_tempo, 0)
           WHEN keadaan = 'belum_ada' THEN hari_ini - jatuh_tempo
       END AS hari_terlambat
FROM dinilai;
COMMENT ON VIEW mart.ketepatan_waktu IS 'Jadwal dan kedatangan: tepat waktu, terlambat, atau belum ada';
COMMENT ON COLUMN mart.ketepatan_waktu.opd IS 'OPD pemilik dataset';
COMMENT ON COLUMN mart.ketepatan_waktu.dataset IS 'Dataset';
COMMENT ON COLUMN mart.ketepatan_waktu.periode IS 'Periode';
COMMENT ON COLUMN mart.ketepatan_waktu.jatuh_tempo IS 'Hari terakhir penyampaian';
COMMENT ON COLUMN mart.ketepatan_waktu.tiba IS 'Hari berkas pertama yang tidak dikembalikan tiba';
COMMENT ON COLUMN mart.ketepatan_waktu.keadaan IS
    'tepat_waktu, terlambat, belum_ada, belum_jatuh_tempo, atau tidak_dinilai (jatuh tempo sebelum kiriman pertama dataset)';
COMMENT ON COLUMN mart.ketepatan_waktu.hari_terlambat IS 'Hari sesudah jatuh tempo; yang belum ada dihitung sampai hari ini';
