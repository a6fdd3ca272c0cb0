-- $1: JSON array of ids
SELECT
    segment.id, segment.project_id, segment.sequence_index, segment.text, segment.image_prompt, segment.is_locked,
    segment.is_audio_stale,
    image.id AS image_id, image.path AS image_path, image.name AS image_name, image.bytes AS image_bytes,
    image.width AS image_width, image.height AS image_height,
    image.location IN ('missing', 'refused') AS image_missing,
    audio.id AS audio_id, audio.path AS audio_path, audio.name AS audio_name, audio.bytes AS audio_bytes,
    audio.location IN ('missing', 'refused') AS audio_missing, audio.duration_ms
FROM segment
LEFT JOIN media AS image ON image.id = segment.image_id
LEFT JOIN media AS audio ON audio.id = segment.audio_id
WHERE segment.id IN (SELECT value FROM json_each($1))
ORDER BY segment.sequence_index
