-- A new change closes the road forward. $3: project; $9: whether it is new, and no replay
DELETE FROM op WHERE $9 AND project_id = $3 AND state = 'undone'
