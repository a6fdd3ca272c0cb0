SELECT path, name, kind, problem
FROM media
WHERE location <> wanted AND location NOT IN ('missing', 'refused') AND problem IS NOT NULL
ORDER BY id
