-- Segments come back at stated places. $1: JSON array of {id, sequence_index}
INSERT INTO segment (
    id, project_id, sequence_index, text, image_prompt, image_id, audio_id, is_locked, is_audio_stale, created_at,
    updated_at
)
SELECT
    trash.segment_id, trash.project_id, place.value ->> 'sequence_index', trash.text, trash.image_prompt,
    trash.image_id, trash.audio_id, trash.is_locked, trash.is_audio_stale, trash.created_at, trash.updated_at
FROM json_each($1) AS place
JOIN trash ON trash.segment_id = place.value ->> 'id'
