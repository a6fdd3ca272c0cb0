-- All rows as one answer. $1: JSON array of ids, each once
SELECT json_group_array(json_array(segment.id, project_id, sequence_index, is_locked))
FROM json_each($1) AS named
CROSS JOIN segment ON segment.id = named.value
