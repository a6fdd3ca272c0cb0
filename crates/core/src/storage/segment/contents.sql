-- The contents of segments, live or in the trash, in the order in which they are named, each once.
-- $1: JSON array of ids
WITH named AS (
    SELECT value AS id, min(key) AS nth FROM json_each($1) GROUP BY value
)
SELECT named.nth, segment.id, text, image_prompt, image_id, audio_id, is_audio_stale
FROM named
JOIN segment ON segment.id = named.id
UNION ALL
SELECT named.nth, segment_id, text, image_prompt, image_id, audio_id, is_audio_stale
FROM named
JOIN trash ON trash.segment_id = named.id
WHERE NOT EXISTS (SELECT 1 FROM segment WHERE segment.id = named.id)
ORDER BY 1
