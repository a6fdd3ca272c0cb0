SELECT
    id, kind, segments, state, created_at,
    CASE WHEN kind IN ('split_segment', 'merge_segments')
        THEN (SELECT min(before ->> 'sequence_index') FROM op_row WHERE op_id = op.id) END AS first_place,
    CASE WHEN kind IN ('split_segment', 'merge_segments')
        THEN (SELECT max(before ->> 'sequence_index') FROM op_row WHERE op_id = op.id) END AS last_place
FROM op
WHERE project_id = $1 AND state = 'undone'
ORDER BY id
LIMIT 1
