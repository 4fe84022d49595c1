SELECT count(*) FILTER (WHERE NOT EXISTS (
           SELECT FROM information_schema.columns AS c
           WHERE c.table_schema = 'data' AND c.table_name = k.dataset AND c.column_name = p ->> 'name'
       )) AS terpenuhi,
       count(*) AS diperiksa
FROM meta.katalog AS k, jsonb_array_elements(k.kontrak -> 'properties') AS p
WHERE p ->> 'personal' IS NOT NULL
