-- When a file arrived: the time stamp of its newest arrival; one in the future counts as the moment it was noted.
CREATE OR REPLACE VIEW ops.kedatangan AS
SELECT b.id AS berkas_id, coalesce(max(least(k.diterima_pada, k.dicatat_pada)), b.diterima_pada) AS tiba
FROM ops.berkas AS b
LEFT JOIN ops.kiriman AS k ON k.berkas_id = b.id
GROUP BY b.id;
COMMENT ON VIEW ops.kedatangan IS 'Waktu tiba tiap berkas, menurut kiriman terbarunya';
