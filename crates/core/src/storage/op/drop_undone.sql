-- A new change closes the road forward.
DELETE FROM op WHERE project_id = ?1 AND state = 'undone'
