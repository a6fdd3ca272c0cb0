UPDATE op SET project_id = ?2, segments = ?3, state = ?4 WHERE id = ?1
