-- All rows as one answer. $1: JSON array of ids
SELECT json_group_array(json_array(id, project_id, sequence_index, is_locked) ORDER BY sequence_index)
FROM segment
WHERE id IN (SELECT value FROM json_each($1))
