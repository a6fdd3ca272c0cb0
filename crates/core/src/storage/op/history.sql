-- A project's steps, the newest first.
SELECT id, kind, segments, state, created_at
FROM op
WHERE project_id = ?1 AND kind NOT IN ('undo', 'redo')
ORDER BY id DESC
