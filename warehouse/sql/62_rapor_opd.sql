-- The score card of each OPD: what is due of it, what came, how it came, and what is still open.
CREATE OR REPLACE VIEW mart.rapor_opd AS
WITH urut AS (
    SELECT *, row_number() OVER (PARTITION BY dataset, periode ORDER BY tiba, berkas_id) AS ke FROM mutu.kedatangan
),
kiriman AS (
    SELECT opd, dataset, periode,
           bool_or(ke = 1 AND utuh) AS langsung,
           extract(epoch FROM min(tiba) FILTER (WHERE utuh) - min(tiba)) / 86400 AS hari
    FROM urut
    GROUP BY opd, dataset, periode
    UNION ALL
    SELECT b.opd, NULL, NULL, false, g.hari  -- of a file of which nothing was recognised: until its place got a better one
    FROM ops.berkas AS b
    LEFT JOIN LATERAL (
        SELECT extract(epoch FROM min(baru.diterima_pada) - min(lama.diterima_pada)) / 86400 AS hari
        FROM ops.kiriman AS lama
        JOIN ops.kiriman AS baru ON baru.asal = lama.asal AND baru.diterima_pada > lama.diterima_pada
        JOIN ops.berkas AS pengganti ON pengganti.id = baru.berkas_id
             AND pengganti.putusan IN ('DITERIMA', 'DITERIMA DENGAN CATATAN')
        WHERE lama.berkas_id = b.id
    ) AS g ON true
    WHERE b.putusan = 'DIKEMBALIKAN' AND NOT EXISTS (SELECT FROM urut AS s WHERE s.berkas_id = b.id)
),
pertama AS (
    SELECT opd,
           count(*) AS kiriman_pertama,
           count(*) FILTER (WHERE langsung) AS diterima_langsung,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY hari) FILTER (WHERE NOT langsung) AS median_hari
    FROM kiriman
    GROUP BY opd
),
ada AS (
    SELECT k.opd,
           count(*) FILTER (WHERE k.status <> 'belum_ada' OR k.jatuh_tempo IS NULL OR k.jatuh_tempo < h.hari) AS diharapkan,
           count(*) FILTER (WHERE k.status IN ('tersedia', 'sebagian', 'menunggu')) AS diterima
    FROM mutu.ketersediaan AS k
    CROSS JOIN ops.hari_ini AS h
    GROUP BY k.opd
),
waktu AS (
    SELECT opd,
           count(*) FILTER (WHERE keadaan IN ('tepat_waktu', 'terlambat', 'belum_ada')) AS dinilai,
           count(*) FILTER (WHERE keadaan = 'tepat_waktu') AS tepat,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY hari_terlambat)
               FILTER (WHERE keadaan IN ('tepat_waktu', 'terlambat')) AS median_hari
    FROM mart.ketepatan_waktu
    GROUP BY opd
),
terbuka AS (
    SELECT opd, count(*) AS banyak FROM mutu.berkas_terbuka WHERE putusan = 'DIKEMBALIKAN' GROUP BY opd
),
berulang AS (
    SELECT opd, count(*) AS banyak
    FROM (
        SELECT coalesce(k.opd, b.opd) AS opd, t.dataset, t.kode
        FROM mutu.temuan AS t
        JOIN ops.berkas AS b ON b.id = t.berkas_id
        LEFT JOIN meta.katalog AS k ON k.dataset = t.dataset
        WHERE t.tingkat <> 'info' AND t.dimensi <> 'engine'
        GROUP BY coalesce(k.opd, b.opd), t.dataset, t.kode
        HAVING count(DISTINCT t.berkas_id) > 1
    ) AS sama
    GROUP BY opd
),
nilai AS (
    SELECT opd, round(avg(nilai_akhir), 1) AS nilai FROM mart.nilai_mutu GROUP BY opd
),
semua AS (
    SELECT opd FROM meta.katalog UNION SELECT opd FROM ops.berkas WHERE opd IS NOT NULL
)
SELECT s.opd,
       o.nama AS nama_opd,
       coalesce(a.diharapkan, 0) AS diharapkan,
       coalesce(a.diterima, 0) AS diterima,
       coalesce(w.dinilai, 0) AS dinilai_waktu,
       coalesce(w.tepat, 0) AS tepat_waktu,
       w.median_hari::numeric AS median_hari_terlambat,
       coalesce(p.kiriman_pertama, 0) AS kiriman_pertama,
       coalesce(p.diterima_langsung, 0) AS diterima_langsung,
       round(p.median_hari::numeric, 1) AS median_hari_perbaikan,
       coalesce(t.banyak, 0) AS dikembalikan_terbuka,
       coalesce(u.banyak, 0) AS temuan_berulang,
       n.nilai AS nilai_rata_rata
FROM semua AS s
LEFT JOIN ref.opd AS o ON o.kode = s.opd
LEFT JOIN ada AS a ON a.opd = s.opd
LEFT JOIN waktu AS w ON w.opd = s.opd
LEFT JOIN pertama AS p ON p.opd = s.opd
LEFT JOIN terbuka AS t ON t.opd = s.opd
LEFT JOIN berulang AS u ON u.opd = s.opd
LEFT JOIN nilai AS n ON n.opd = s.opd;
COMMENT ON VIEW mart.rapor_opd IS 'Rapor OPD: yang diharapkan dan diterima, ketepatan, perbaikan, dan yang masih terbuka';
COMMENT ON COLUMN mart.rapor_opd.opd IS 'OPD';
COMMENT ON COLUMN mart.rapor_opd.nama_opd IS 'Nama OPD; kosong bila belum dikenal';
COMMENT ON COLUMN mart.rapor_opd.diharapkan IS 'Dataset dan periode yang diharapkan: sudah jatuh tempo, tidak berjadwal, atau sudah ada';
COMMENT ON COLUMN mart.rapor_opd.diterima IS 'Dataset dan periode yang punya berkas diterima';
COMMENT ON COLUMN mart.rapor_opd.dinilai_waktu IS 'Dataset dan periode yang ketepatannya dinilai';
COMMENT ON COLUMN mart.rapor_opd.tepat_waktu IS 'Di antaranya yang tepat waktu';
COMMENT ON COLUMN mart.rapor_opd.median_hari_terlambat IS 'Median hari sesudah jatuh tempo dari yang sudah tiba (tepat waktu = 0)';
COMMENT ON COLUMN mart.rapor_opd.kiriman_pertama IS 'Dataset dan periode yang pernah dikirim, dan berkas yang isinya tidak dikenali';
COMMENT ON COLUMN mart.rapor_opd.diterima_langsung IS 'Di antaranya yang diterima seluruhnya pada kiriman pertama';
COMMENT ON COLUMN mart.rapor_opd.median_hari_perbaikan IS 'Median hari dari kiriman pertama yang belum diterima seluruhnya sampai yang diterima seluruhnya';
COMMENT ON COLUMN mart.rapor_opd.dikembalikan_terbuka IS 'Berkas dikembalikan yang belum ada penggantinya';
COMMENT ON COLUMN mart.rapor_opd.temuan_berulang IS 'Kode temuan yang muncul lagi pada dataset yang sama di berkas lain';
COMMENT ON COLUMN mart.rapor_opd.nilai_rata_rata IS 'Rata-rata nilai akhir mutu; kosong bila belum ada yang dinilai';
