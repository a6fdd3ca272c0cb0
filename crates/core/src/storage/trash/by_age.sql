-- All that the trash holds and a rule may purge, the oldest first, with the bytes of the files that would go with it.
SELECT
    trash.segment_id AS id, trash.project_id, trash.deleted_at,
    coalesce(CASE WHEN image.wanted = 'trash' THEN image.bytes END, 0)
        + coalesce(CASE WHEN audio.wanted = 'trash' THEN audio.bytes END, 0) AS bytes
FROM trash
LEFT JOIN media AS image ON image.id = trash.image_id
LEFT JOIN media AS audio ON audio.id = trash.audio_id
WHERE trash.is_locked = 0 AND NOT EXISTS (SELECT 1 FROM segment WHERE segment.id = trash.segment_id)
ORDER BY trash.deleted_at, trash.op_id, trash.segment_id
