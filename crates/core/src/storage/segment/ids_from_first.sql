SELECT id FROM segment ORDER BY id
