UPDATE media SET problem = $2 WHERE id = $1
