-- $1: JSON array of {id, sequence_index, text, image_prompt, image_id, audio_id, is_audio_stale}; $2: project; $3: now
INSERT INTO segment (
    id, project_id, sequence_index, text, image_prompt, image_id, audio_id, is_audio_stale, created_at, updated_at
)
SELECT
    value ->> 'id', $2, value ->> 'sequence_index', value ->> 'text', value ->> 'image_prompt',
    value ->> 'image_id', value ->> 'audio_id', value ->> 'is_audio_stale', $3, $3
FROM json_each($1)
