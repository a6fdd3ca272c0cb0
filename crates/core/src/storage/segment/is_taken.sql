SELECT EXISTS (SELECT 1 FROM segment WHERE project_id = $1 AND sequence_index = $2)
