SELECT id, title, created_at, updated_at FROM project ORDER BY id LIMIT 2
