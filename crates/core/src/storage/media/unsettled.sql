SELECT id, kind, path, name, bytes, location, wanted, problem
FROM media
WHERE location <> wanted AND location NOT IN ('missing', 'refused')
ORDER BY id
