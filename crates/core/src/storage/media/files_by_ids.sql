-- All rows as one answer. $1: JSON array of ids, each once
SELECT json_group_array(json_array(media.id, kind, media.path, name, bytes, location, wanted, problem))
FROM json_each($1) AS named
CROSS JOIN media ON media.id = named.value
