-- The media that some segments refer to. ?1: JSON array of segment ids
SELECT image_id FROM segment WHERE id IN (SELECT value FROM json_each(?1)) AND image_id IS NOT NULL
UNION
SELECT audio_id FROM segment WHERE id IN (SELECT value FROM json_each(?1)) AND audio_id IS NOT NULL
