-- The project's last operation, if it stands and is an edit of one stated segment. $1: project; $2: segment
SELECT op.id
FROM op
JOIN op_row ON op_row.op_id = op.id AND op_row.entity = 'segment' AND op_row.row_id = $2
WHERE op.kind = 'edit_segment' AND op.state = 'done' AND op.segments = 1
    AND op.id = (SELECT max(id) FROM op WHERE project_id = $1)
