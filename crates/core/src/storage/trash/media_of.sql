-- The media that some segments in the trash refer to, shared ones as often as they are. ?1: JSON array of segment ids
SELECT json_group_array(id)
FROM (
    SELECT image_id AS id FROM trash WHERE segment_id IN (SELECT value FROM json_each(?1))
    UNION ALL
    SELECT audio_id FROM trash WHERE segment_id IN (SELECT value FROM json_each(?1))
)
WHERE id IS NOT NULL
