INSERT INTO project (title, created_at, updated_at) VALUES ($1, $2, $2) RETURNING id
