-- The media that some segments refer to, shared ones as often as they are. $1: JSON array of segment ids
SELECT json_group_array(id)
FROM (
    SELECT image_id AS id FROM segment WHERE id IN (SELECT value FROM json_each($1))
    UNION ALL
    SELECT audio_id FROM segment WHERE id IN (SELECT value FROM json_each($1))
)
WHERE id IS NOT NULL
