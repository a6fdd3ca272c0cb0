-- All rows as one answer. $1: project
SELECT json_group_array(json_array(id, project_id, sequence_index, is_locked) ORDER BY sequence_index)
FROM segment
WHERE project_id = $1
