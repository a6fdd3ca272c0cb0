SELECT id, project_id, sequence_index, is_locked
FROM segment
WHERE project_id = ?1
ORDER BY sequence_index
