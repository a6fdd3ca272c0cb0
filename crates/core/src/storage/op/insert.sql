-- A number alone: what the operation comes to be about is said when it is closed.
INSERT INTO op (kind, segments, state, created_at) VALUES ('', 0, 'done', 0) RETURNING id
