SELECT from_index, to_index, len FROM op_shift WHERE op_id = $1
