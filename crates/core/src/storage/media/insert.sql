-- $1: JSON array of {id, kind, path, name, bytes, width, height, duration_ms}; $2: now
INSERT INTO media (id, kind, path, name, bytes, width, height, duration_ms, created_at, location, wanted)
SELECT
    value ->> 'id', value ->> 'kind', value ->> 'path', value ->> 'name', value ->> 'bytes', value ->> 'width',
    value ->> 'height', value ->> 'duration_ms', $2, 'media', 'media'
FROM json_each($1)
