-- A new change closes the road forward. $3: project
DELETE FROM op WHERE project_id = $3 AND state = 'undone'
