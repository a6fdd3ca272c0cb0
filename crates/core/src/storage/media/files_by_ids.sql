-- ?1: JSON array of ids
SELECT id, kind, path, name, bytes, location, wanted, problem FROM media WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY id
