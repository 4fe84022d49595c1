-- What waits for a decision: unknown texts with what they most likely mean, and where they were met. A text that was
-- decided about since the last run no longer waits.
CREATE OR REPLACE VIEW mutu.antrean_pemetaan AS
SELECT u.kode,
       u.jenis,
       u.lingkup,
       u.tertulis,
       u.sasaran,
       u.nama_sasaran,
       u.skor,
       u.nama_kedua,
       u.skor_kedua,
       u.contoh,
       count(DISTINCT e.berkas_id) AS banyak_berkas,
       sum(e.jumlah) AS banyak_sel,
       string_agg(DISTINCT b.nama, '; ') AS berkas,
       u.pertama_pada
FROM mutu.usulan AS u
JOIN mutu.usulan_bukti AS e USING (kode)
JOIN ops.berkas AS b ON b.id = e.berkas_id
WHERE NOT EXISTS (
    SELECT FROM ref.pemetaan AS p
    WHERE p.kode = u.kode
       OR (p.putusan = 'terima' AND (p.jenis, p.lingkup, lower(p.tertulis)) = (u.jenis, u.lingkup, lower(u.tertulis)))
)
GROUP BY u.kode;
COMMENT ON VIEW mutu.antrean_pemetaan IS 'Usulan pemetaan yang menunggu keputusan, dengan buktinya';
