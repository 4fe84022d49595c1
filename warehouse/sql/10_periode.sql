-- The calendar: every period of 1990–2060. A school year runs from July to June.
INSERT INTO ref.periode (kode, jenis, mulai, selesai)
SELECT to_char(m, 'YYYY'), 'tahun', m, (m + interval '1 year')::date - 1
FROM generate_series('1990-01-01'::timestamp, '2060-01-01', interval '1 year') AS m
UNION ALL
SELECT to_char(m, 'YYYY') || '/' || to_char(m + interval '1 year', 'YYYY'), 'tahun_ajaran',
       m, (m + interval '1 year')::date - 1
FROM generate_series('1990-07-01'::timestamp, '2060-07-01', interval '1 year') AS m
UNION ALL
SELECT to_char(m, 'YYYY') || '-S' || (1 + extract(month FROM m)::int / 7), 'semester',
       m, (m + interval '6 months')::date - 1
FROM generate_series('1990-01-01'::timestamp, '2060-07-01', interval '6 months') AS m
UNION ALL
SELECT to_char(m, 'YYYY') || '-CW' || (1 + (extract(month FROM m)::int - 1) / 4), 'caturwulan',
       m, (m + interval '4 months')::date - 1
FROM generate_series('1990-01-01'::timestamp, '2060-09-01', interval '4 months') AS m
UNION ALL
SELECT to_char(m, 'YYYY') || '-TW' || to_char(m, 'Q'), 'triwulan', m, (m + interval '3 months')::date - 1
FROM generate_series('1990-01-01'::timestamp, '2060-10-01', interval '3 months') AS m
UNION ALL
SELECT to_char(m, 'YYYY-MM'), 'bulan', m, (m + interval '1 month')::date - 1
FROM generate_series('1990-01-01'::timestamp, '2060-12-01', interval '1 month') AS m
UNION ALL
SELECT to_char(m, 'IYYY-"W"IW'), 'minggu', m, m::date + 6
FROM generate_series('1990-01-01'::timestamp, '2060-12-27', interval '1 week') AS m
UNION ALL
SELECT to_char(m, 'YYYY-MM-DD'), 'tanggal', m, m
FROM generate_series('1990-01-01'::timestamp, '2060-12-31', interval '1 day') AS m
ON CONFLICT (kode) DO NOTHING;
