-- The last operation that stands. One that is done for good and moved segments closes the road to what was before it.
SELECT
    id, kind, segments, state, created_at,
    CASE WHEN kind IN ('split_segment', 'merge_segments')
        THEN (SELECT min(before ->> 'sequence_index') FROM op_row WHERE op_id = op.id) END AS first_place,
    CASE WHEN kind IN ('split_segment', 'merge_segments')
        THEN (SELECT max(before ->> 'sequence_index') FROM op_row WHERE op_id = op.id) END AS last_place
FROM op
WHERE project_id = $1 AND kind NOT IN ('undo', 'redo')
    AND (state = 'done' OR (state = 'final' AND EXISTS (SELECT 1 FROM op_shift WHERE op_id = op.id)))
ORDER BY id DESC
LIMIT 1
