-- The facts that hold now, with the names of what their codes say and the file they came from.
CREATE OR REPLACE VIEW mart.fakta_terkini AS
SELECT f.kode_indikator,
       i.nama AS nama_indikator,
       f.kode_wilayah,
       w.nama AS nama_wilayah,
       w.tingkat AS tingkat_wilayah,
       f.periode,
       p.mulai AS periode_mulai,
       p.selesai AS periode_selesai,
       f.dimensi,
       f.nilai,
       f.satuan,
       f.status,
       f.opd,
       o.nama AS nama_opd,
       f.dataset,
       coalesce(k.contoh, false) AS contoh,
       b.nama AS berkas,
       f._lembar,
       f._sel,
       f._berlaku_dari
FROM data.fakta_indikator AS f
LEFT JOIN ref.indikator AS i ON i.kode = f.kode_indikator
LEFT JOIN mart.wilayah_terkini AS w ON w.kode = f.kode_wilayah
LEFT JOIN ref.periode AS p ON p.kode = f.periode
LEFT JOIN ref.opd AS o ON o.kode = f.opd
LEFT JOIN meta.katalog AS k ON k.dataset = f.dataset
LEFT JOIN ops.berkas AS b ON b.id = f._berkas_id
WHERE f._berlaku_sampai IS NULL;
COMMENT ON VIEW mart.fakta_terkini IS 'Fakta yang berlaku sekarang, dengan nama wilayah, indikator, OPD, dan berkas asalnya';
