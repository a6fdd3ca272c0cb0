-- A project's steps, the newest first. What lies before one that closed the road back is for good as well.
SELECT id, kind, segments,
    CASE
        WHEN state = 'done' AND id < (
            SELECT coalesce(max(bar.id), 0)
            FROM op AS bar
            WHERE bar.project_id = $1 AND bar.state = 'final'
                AND EXISTS (SELECT 1 FROM op_shift WHERE op_id = bar.id)
        ) THEN 'final'
        ELSE state
    END AS state,
    created_at,
    CASE WHEN kind IN ('split_segment', 'merge_segments')
        THEN (SELECT min(before ->> 'sequence_index') FROM op_row WHERE op_id = op.id) END AS first_place,
    CASE WHEN kind IN ('split_segment', 'merge_segments')
        THEN (SELECT max(before ->> 'sequence_index') FROM op_row WHERE op_id = op.id) END AS last_place
FROM op
WHERE project_id = $1 AND kind NOT IN ('undo', 'redo')
ORDER BY id DESC
