-- Files that leave their OPD something to do: returned, or accepted in part, and nothing better came since. Mended means
-- that an accepted file came to the same place of the inbox, or one for each dataset and period the file told of.
CREATE OR REPLACE VIEW mutu.berkas_terbuka AS
SELECT b.id AS berkas_id, b.opd, b.putusan
FROM ops.berkas AS b
WHERE b.putusan IN ('DIKEMBALIKAN', 'DITERIMA SEBAGIAN')
  AND NOT EXISTS (
      SELECT FROM ops.kiriman AS lama
      JOIN ops.kiriman AS baru ON baru.asal = lama.asal AND baru.diterima_pada > lama.diterima_pada
      JOIN ops.berkas AS pengganti ON pengganti.id = baru.berkas_id AND pengganti.putusan <> 'DIKEMBALIKAN'
      WHERE lama.berkas_id = b.id AND pengganti.id <> b.id
  )
  AND (
      NOT EXISTS (SELECT FROM mutu.kedatangan AS s WHERE s.berkas_id = b.id)
      OR EXISTS (
          SELECT FROM mutu.kedatangan AS s
          WHERE s.berkas_id = b.id AND NOT EXISTS (
              SELECT FROM mutu.kedatangan AS t
              WHERE t.dataset = s.dataset AND t.periode = s.periode AND t.berkas_id <> s.berkas_id AND t.diterima
                AND (t.tiba > s.tiba OR (t.tiba = s.tiba AND (NOT s.diterima OR t.berkas_id > s.berkas_id)))
          )
      )
  );
COMMENT ON VIEW mutu.berkas_terbuka IS 'Berkas yang dikembalikan atau diterima sebagian dan belum ada penggantinya';
COMMENT ON COLUMN mutu.berkas_terbuka.berkas_id IS 'Berkas';
COMMENT ON COLUMN mutu.berkas_terbuka.opd IS 'OPD pengirim';
COMMENT ON COLUMN mutu.berkas_terbuka.putusan IS 'DIKEMBALIKAN atau DITERIMA SEBAGIAN';
