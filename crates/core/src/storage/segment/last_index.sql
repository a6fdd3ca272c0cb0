SELECT max(sequence_index) FROM segment WHERE project_id = $1
