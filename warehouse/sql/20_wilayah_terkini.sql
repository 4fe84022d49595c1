-- Every region under its latest name.
CREATE OR REPLACE VIEW mart.wilayah_terkini AS
SELECT DISTINCT ON (kode) kode, nama, tingkat, induk, kode_bps
FROM ref.wilayah
ORDER BY kode, berlaku_dari DESC;
COMMENT ON VIEW mart.wilayah_terkini IS 'Wilayah dengan nama terbarunya';
