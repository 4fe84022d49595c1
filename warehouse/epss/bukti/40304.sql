SELECT count(*) FILTER (WHERE EXISTS (
           SELECT FROM mutu.temuan AS t WHERE t.berkas_id = b.id AND t.tingkat <> 'info' AND t.perbaikan <> ''
       )) AS terpenuhi,
       count(*) AS diperiksa
FROM ops.berkas AS b
WHERE b.putusan = 'DIKEMBALIKAN'
