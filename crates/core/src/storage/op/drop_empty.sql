-- Operations of a project that have nothing left to take back, after history was cut. $1: project; $2: but this one
DELETE FROM op
WHERE project_id = $1 AND id <> $2 AND state <> 'final' AND kind NOT IN ('undo', 'redo')
    AND NOT EXISTS (SELECT 1 FROM op_row WHERE op_id = op.id)
    AND NOT EXISTS (SELECT 1 FROM op_shift WHERE op_id = op.id)
