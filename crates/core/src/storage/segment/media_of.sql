-- The media that some segments refer to: [image, audio] of each, null where it has none. All rows as one answer.
-- $1: JSON array of segment ids, each once
SELECT json_group_array(json_array(image_id, audio_id))
FROM json_each($1) AS named
CROSS JOIN segment ON segment.id = named.value
