-- A new change closes the road forward. ?1: project
DELETE FROM op WHERE project_id = ?1 AND state = 'undone'
