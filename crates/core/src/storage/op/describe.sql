-- $3: project; $4: now; $5: op; $6: kind; $7: how many segments; $8: state
UPDATE op SET project_id = $3, created_at = $4, kind = $6, segments = $7, state = $8 WHERE id = $5
