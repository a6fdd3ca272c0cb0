SELECT id, title, created_at, updated_at FROM project WHERE id = $1
