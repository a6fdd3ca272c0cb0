-- All rows as one answer. $1: JSON array of ids
SELECT json_group_array(json_array(id, kind, path, name, bytes, location, wanted, problem) ORDER BY id)
FROM media
WHERE id IN (SELECT value FROM json_each($1))
