-- ?1: JSON array of ids
SELECT id, project_id, sequence_index, is_locked
FROM segment
WHERE id IN (SELECT value FROM json_each(?1))
ORDER BY sequence_index
