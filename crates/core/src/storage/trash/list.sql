-- The deleted segments of the projects from $1 to $2, the last deleted first.
SELECT
    trash.segment_id AS id, trash.project_id, trash.sequence_index, trash.text, trash.image_id, trash.audio_id,
    trash.is_locked AS locked, trash.deleted_at, trash.op_id,
    coalesce(CASE WHEN image.wanted = 'trash' THEN image.bytes END, 0)
        + coalesce(CASE WHEN audio.wanted = 'trash' THEN audio.bytes END, 0) AS bytes
FROM trash
LEFT JOIN media AS image ON image.id = trash.image_id
LEFT JOIN media AS audio ON audio.id = trash.audio_id
WHERE trash.project_id BETWEEN $1 AND $2
ORDER BY trash.deleted_at DESC, trash.op_id DESC, trash.sequence_index
