DELETE FROM project WHERE id = $1
