-- The segment behind an index, over gaps.
SELECT id, project_id, sequence_index, is_locked
FROM segment
WHERE project_id = $1 AND sequence_index > $2
ORDER BY sequence_index
LIMIT 1
