-- ?1: project; ?2: now; ?3: how many segments; ?4: state; ?5: op
UPDATE op SET project_id = ?1, created_at = ?2, segments = ?3, state = ?4 WHERE id = ?5
