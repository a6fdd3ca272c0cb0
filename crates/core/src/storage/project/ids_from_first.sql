SELECT id FROM project ORDER BY id
