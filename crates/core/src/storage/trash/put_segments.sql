-- $1: JSON array of segment ids, each once; $2: op; $3: now
INSERT INTO trash (
    segment_id, project_id, op_id, deleted_at, predecessor_id, sequence_index, text, image_prompt, image_id, audio_id,
    is_locked, is_audio_stale, created_at, updated_at
)
SELECT
    segment.id, project_id, $2, $3,
    (
        SELECT before.id FROM segment AS before
        WHERE before.project_id = segment.project_id AND before.sequence_index < segment.sequence_index
        ORDER BY before.sequence_index DESC LIMIT 1
    ),
    sequence_index, text, image_prompt, image_id, audio_id, is_locked, is_audio_stale, created_at, updated_at
FROM json_each($1) AS named
CROSS JOIN segment ON segment.id = named.value
