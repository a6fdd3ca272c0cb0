-- Second half of a shift: the new places as they are.
UPDATE segment SET sequence_index = -1 - sequence_index WHERE project_id = $1 AND sequence_index < 0
