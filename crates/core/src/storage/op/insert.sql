INSERT INTO op (kind, segments, state, created_at) VALUES (?1, 0, 'done', ?2) RETURNING id
