-- One grade for each dataset and period: of the file that is published, else of the last one inspected. The weighted
-- mean of the dimensions that were measured, 0–100; never above 59 while a blocker stands, the file was returned, or
-- more rows are held back than the contract allows. The badge is Reportnet's 0–4: quality, less one step when late.
CREATE OR REPLACE VIEW mart.nilai_mutu AS
WITH skor AS MATERIALIZED (
    SELECT s.opd, s.dataset, s.periode, s.berkas_id, b.terbit, s.dimensi,
           sum(s.terpenuhi) / nullif(sum(s.diperiksa), 0) AS nilai
    FROM mutu.skor AS s
    JOIN mutu.berkas_berlaku AS b USING (dataset, periode, berkas_id)
    GROUP BY s.opd, s.dataset, s.periode, s.berkas_id, b.terbit, s.dimensi
),
rata AS MATERIALIZED (
    SELECT s.opd, s.dataset, s.periode, s.berkas_id, s.terbit,
           100 * sum(s.nilai * w.bobot) / nullif(sum(w.bobot), 0) AS nilai,
           count(*) AS dimensi_diukur
    FROM skor AS s
    JOIN meta.katalog AS k ON k.dataset = s.dataset
    CROSS JOIN LATERAL (SELECT (k.bobot ->> s.dimensi)::numeric AS bobot) AS w
    WHERE s.nilai IS NOT NULL AND w.bobot > 0
    GROUP BY s.opd, s.dataset, s.periode, s.berkas_id, s.terbit
),
ditahan AS MATERIALIZED (
    SELECT p.berkas_id, p.dataset, p.periode,
           bool_or(p.putusan = 'DIKEMBALIKAN') AS dikembalikan,
           sum(p.baris_karantina)::numeric / nullif(sum(p.baris_dibaca), 0) AS bagian
    FROM mutu.pemeriksaan AS p
    GROUP BY p.berkas_id, p.dataset, p.periode
),
dibatasi AS (
    SELECT r.*,
           CASE
               WHEN d.dikembalikan THEN 'dikembalikan'
               WHEN EXISTS (
                   SELECT FROM mutu.temuan AS t
                   WHERE t.berkas_id = r.berkas_id AND t.tingkat = 'blocker'
                     AND coalesce(t.dataset, r.dataset) = r.dataset AND coalesce(t.periode, r.periode) = r.periode
               ) THEN 'kesalahan_berat'
               WHEN d.bagian > (k.kontrak ->> 'quarantine_limit')::numeric THEN 'karantina_melebihi_batas'
           END AS sebab_batas
    FROM rata AS r
    JOIN ditahan AS d USING (berkas_id, dataset, periode)
    JOIN meta.katalog AS k ON k.dataset = r.dataset
),
waktu AS MATERIALIZED (
    SELECT dataset, periode, keadaan FROM mart.ketepatan_waktu
),
dinilai AS (
    SELECT *, round(CASE WHEN sebab_batas IS NULL THEN nilai ELSE least(nilai, 59) END, 1) AS nilai_akhir FROM dibatasi
)
SELECT n.opd, n.dataset, n.periode, n.terbit, n.nilai_akhir, n.dimensi_diukur, n.sebab_batas,
       CASE
           WHEN NOT n.terbit AND n.sebab_batas IS NOT NULL THEN 0
           ELSE greatest(1, 1 + (n.nilai_akhir >= 60)::int + (n.nilai_akhir >= 80)::int + (n.nilai_akhir >= 90)::int
                            - (w.keadaan IS NOT DISTINCT FROM 'terlambat')::int)
       END AS lencana
FROM dinilai AS n
LEFT JOIN waktu AS w ON w.dataset = n.dataset AND w.periode = n.periode;
COMMENT ON VIEW mart.nilai_mutu IS 'Nilai akhir mutu tiap dataset dan periode; rumusnya di docs/scores.md';
COMMENT ON COLUMN mart.nilai_mutu.opd IS 'OPD pemilik dataset';
COMMENT ON COLUMN mart.nilai_mutu.dataset IS 'Dataset';
COMMENT ON COLUMN mart.nilai_mutu.periode IS 'Periode';
COMMENT ON COLUMN mart.nilai_mutu.terbit IS 'Benar bila yang dinilai sudah terbit; salah bila baru diperiksa atau dikembalikan';
COMMENT ON COLUMN mart.nilai_mutu.nilai_akhir IS 'Rata-rata berbobot dimensi yang diukur, 0–100; paling tinggi 59 bila dibatasi';
COMMENT ON COLUMN mart.nilai_mutu.dimensi_diukur IS 'Banyak dimensi yang diukur dan berbobot';
COMMENT ON COLUMN mart.nilai_mutu.sebab_batas IS
    'dikembalikan, kesalahan_berat, atau karantina_melebihi_batas; kosong bila nilai tidak dibatasi';
COMMENT ON COLUMN mart.nilai_mutu.lencana IS
    '0 belum dapat dipakai; 1 di bawah 60; 2 mulai 60; 3 mulai 80; 4 mulai 90; kurang satu bila terlambat, paling rendah 1';
