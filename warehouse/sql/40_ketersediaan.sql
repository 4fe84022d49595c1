-- Dataset × period × OPD: what is there, what came back, what is missing. A period is expected from the first
-- one ever seen of its dataset to the last that has ended; of a dataset never seen, only the last that has ended.
-- A period that is due before it ends (a school year's figures of September) is expected once it is due.
CREATE OR REPLACE VIEW mutu.ketersediaan AS
WITH terbit AS (
    SELECT DISTINCT ON (dataset, periode) dataset, periode, berkas_id
    FROM ops.muat
    WHERE disisipkan + tetap > 0
    ORDER BY dataset, periode, id DESC
),
diperiksa AS (
    SELECT opd, dataset, periode, bool_or(putusan <> 'DIKEMBALIKAN') AS diterima
    FROM mutu.pemeriksaan
    GROUP BY opd, dataset, periode
),
karantina AS (
    SELECT berkas_id, dataset, periode, sum(baris_karantina) AS banyak
    FROM mutu.pemeriksaan
    GROUP BY berkas_id, dataset, periode
),
dikenal AS (
    SELECT coalesce(k.opd, d.opd) AS opd, u.dataset, u.periode, t.berkas_id, d.diterima, q.banyak
    FROM (SELECT dataset, periode FROM terbit UNION SELECT dataset, periode FROM diperiksa) AS u
    LEFT JOIN terbit AS t USING (dataset, periode)
    LEFT JOIN diperiksa AS d USING (dataset, periode)
    LEFT JOIN karantina AS q ON q.berkas_id = t.berkas_id AND q.dataset = u.dataset AND q.periode = u.periode
    LEFT JOIN meta.katalog AS k ON k.dataset = u.dataset
),
awal AS (
    SELECT dataset, min(p.mulai) AS mulai
    FROM dikenal JOIN ref.periode AS p ON p.kode = dikenal.periode
    GROUP BY dataset
),
terakhir AS (
    SELECT p.jenis, t.dini, max(p.mulai) AS mulai
    FROM (SELECT DISTINCT jenis_periode, least(coalesce(tenggat_hari, 0), 0) AS dini FROM meta.katalog) AS t
    JOIN ref.periode AS p ON p.jenis = t.jenis_periode
    CROSS JOIN ops.hari_ini AS h
    WHERE p.selesai + t.dini < h.hari
    GROUP BY p.jenis, t.dini
),
diharapkan AS (
    SELECT k.opd, k.dataset, p.kode AS periode
    FROM meta.katalog AS k
    JOIN terakhir AS l ON l.jenis = k.jenis_periode AND l.dini = least(coalesce(k.tenggat_hari, 0), 0)
    LEFT JOIN awal AS a ON a.dataset = k.dataset
    JOIN ref.periode AS p
        ON p.jenis = k.jenis_periode AND p.mulai BETWEEN coalesce(a.mulai, l.mulai) AND l.mulai
)
SELECT coalesce(d.opd, h.opd) AS opd,
       coalesce(d.dataset, h.dataset) AS dataset,
       coalesce(d.periode, h.periode) AS periode,
       CASE
           WHEN d.dataset IS NULL THEN 'belum_ada'
           WHEN d.berkas_id IS NOT NULL AND coalesce(d.banyak, 0) > 0 THEN 'sebagian'
           WHEN d.berkas_id IS NOT NULL THEN 'tersedia'
           WHEN d.diterima THEN 'menunggu'
           ELSE 'dikembalikan'
       END AS status,
       p.selesai + k.tenggat_hari AS jatuh_tempo
FROM dikenal AS d
FULL JOIN diharapkan AS h ON h.dataset = d.dataset AND h.periode = d.periode
LEFT JOIN meta.katalog AS k ON k.dataset = coalesce(d.dataset, h.dataset)
LEFT JOIN ref.periode AS p ON p.kode = coalesce(d.periode, h.periode);
COMMENT ON VIEW mutu.ketersediaan IS
    'Ketersediaan dataset × periode × OPD: tersedia, sebagian, menunggu, dikembalikan, belum_ada';
COMMENT ON COLUMN mutu.ketersediaan.opd IS 'OPD pemilik dataset';
COMMENT ON COLUMN mutu.ketersediaan.dataset IS 'Dataset';
COMMENT ON COLUMN mutu.ketersediaan.periode IS 'Periode';
COMMENT ON COLUMN mutu.ketersediaan.status IS 'tersedia, sebagian, menunggu, dikembalikan, atau belum_ada';
COMMENT ON COLUMN mutu.ketersediaan.jatuh_tempo IS 'Hari terakhir penyampaian; kosong bila dataset tidak berjadwal';
