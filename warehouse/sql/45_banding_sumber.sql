-- One indicator from two sources, side by side: another OPD's dataset, or an official figure. Every pair stands twice,
-- once from each side. Two figures are the same when they agree as far as the coarser of them is printed.
CREATE OR REPLACE VIEW mart.banding_sumber AS
WITH bersama AS (
    SELECT kode_indikator
    FROM (SELECT DISTINCT kode_indikator, opd FROM data.fakta_indikator WHERE _berlaku_sampai IS NULL) AS f
    GROUP BY kode_indikator
    HAVING count(*) > 1
    UNION
    SELECT kode_indikator FROM ref.angka_resmi
),
opd AS (
    SELECT f.kode_indikator, f.kode_wilayah, f.periode, f.dimensi, f.satuan, f.nilai, f.status, f.opd, f.dataset,
           coalesce(k.resmi, false) AS resmi, f._berkas_id AS berkas_id, f._lembar AS lembar, f._sel AS sel
    FROM data.fakta_indikator AS f
    JOIN bersama USING (kode_indikator)
    LEFT JOIN meta.katalog AS k ON k.dataset = f.dataset
    WHERE f._berlaku_sampai IS NULL
),
lain AS (
    SELECT kode_indikator, kode_wilayah, periode, dimensi, satuan, nilai, status, opd, dataset, resmi,
           coalesce(r.nama, o.opd) AS sumber, NULL::text AS acuan
    FROM opd AS o
    LEFT JOIN ref.opd AS r ON r.kode = o.opd
    UNION ALL
    SELECT kode_indikator, kode_wilayah, periode, dimensi, satuan, nilai, 'tetap', NULL, NULL, true, sumber, acuan
    FROM ref.angka_resmi
)
SELECT a.kode_indikator, a.kode_wilayah, a.periode, a.dimensi, a.satuan,
       a.opd, a.dataset, a.nilai, a.status, a.resmi AS resmi_ini, a.berkas_id, a.lembar, a.sel,
       b.sumber AS sumber_lain, b.opd AS opd_lain, b.dataset AS dataset_lain, b.nilai AS nilai_lain,
       b.status AS status_lain, b.resmi AS resmi_lain, b.acuan AS acuan_lain,
       a.nilai - b.nilai AS selisih,
       abs(a.nilai - b.nilai)
           <= 0.5 * 10::numeric ^ (-least(scale(trim_scale(a.nilai)), scale(trim_scale(b.nilai)))) AS sama
FROM opd AS a
JOIN lain AS b USING (kode_indikator, kode_wilayah, periode, dimensi, satuan)
WHERE a.opd IS DISTINCT FROM b.opd;
COMMENT ON VIEW mart.banding_sumber IS 'Indikator yang sama dari dua sumber, berdampingan: dua OPD, atau OPD dan angka resmi';
COMMENT ON COLUMN mart.banding_sumber.kode_indikator IS 'Indikator';
COMMENT ON COLUMN mart.banding_sumber.kode_wilayah IS 'Wilayah';
COMMENT ON COLUMN mart.banding_sumber.periode IS 'Periode';
COMMENT ON COLUMN mart.banding_sumber.dimensi IS 'Rincian: nama kolom kategori dan kodenya';
COMMENT ON COLUMN mart.banding_sumber.satuan IS 'Satuan';
COMMENT ON COLUMN mart.banding_sumber.opd IS 'OPD sumber pertama';
COMMENT ON COLUMN mart.banding_sumber.dataset IS 'Dataset sumber pertama';
COMMENT ON COLUMN mart.banding_sumber.nilai IS 'Angka sumber pertama';
COMMENT ON COLUMN mart.banding_sumber.status IS 'Status angka sumber pertama';
COMMENT ON COLUMN mart.banding_sumber.resmi_ini IS 'Benar bila sumber pertama resmi menurut kontraknya';
COMMENT ON COLUMN mart.banding_sumber.berkas_id IS 'Berkas sumber pertama';
COMMENT ON COLUMN mart.banding_sumber.lembar IS 'Lembar kerja sumber pertama';
COMMENT ON COLUMN mart.banding_sumber.sel IS 'Sel sumber pertama';
COMMENT ON COLUMN mart.banding_sumber.sumber_lain IS 'Nama sumber kedua';
COMMENT ON COLUMN mart.banding_sumber.opd_lain IS 'OPD sumber kedua; kosong bila angka resmi dari resmi.csv';
COMMENT ON COLUMN mart.banding_sumber.dataset_lain IS 'Dataset sumber kedua; kosong bila angka resmi dari resmi.csv';
COMMENT ON COLUMN mart.banding_sumber.nilai_lain IS 'Angka sumber kedua';
COMMENT ON COLUMN mart.banding_sumber.status_lain IS 'Status angka sumber kedua';
COMMENT ON COLUMN mart.banding_sumber.resmi_lain IS 'Benar bila sumber kedua resmi';
COMMENT ON COLUMN mart.banding_sumber.acuan_lain IS 'Terbitan tempat angka resmi berada';
COMMENT ON COLUMN mart.banding_sumber.selisih IS 'nilai dikurangi nilai_lain';
COMMENT ON COLUMN mart.banding_sumber.sama IS 'Benar bila keduanya sama sejauh angka yang lebih kasar tercetak';
