SELECT id, kind, segments, state, created_at
FROM op
WHERE project_id = ?1 AND state = 'undone'
ORDER BY id
LIMIT 1
