-- $1: JSON array of segment ids, each once; $2: op
INSERT INTO op_row (op_id, entity, row_id, after)
SELECT $2, 'segment', segment.id, json_object(
        'project_id', project_id, 'sequence_index', sequence_index, 'text', text, 'image_prompt', image_prompt,
        'image_id', image_id, 'audio_id', audio_id, 'is_locked', is_locked,
        'is_audio_stale', is_audio_stale, 'created_at', created_at, 'updated_at', updated_at
    )
FROM json_each($1) AS named
CROSS JOIN segment
WHERE segment.id = named.value
ON CONFLICT DO UPDATE SET after = excluded.after
