-- Today where the site lies: deadlines are days, and a file of half past midnight in Jakarta came on that day.
CREATE OR REPLACE VIEW ops.hari_ini AS
SELECT (now() AT TIME ZONE z.zona)::date AS hari, z.zona
FROM (
    SELECT coalesce((SELECT nilai FROM ops.setelan WHERE kunci = 'zona_waktu'), 'Asia/Jakarta') AS zona
) AS z;
COMMENT ON VIEW ops.hari_ini IS 'Hari ini menurut zona waktu situs';
