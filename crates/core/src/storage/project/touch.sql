-- ?1: project; ?2: now
UPDATE project SET updated_at = ?2 WHERE id = ?1
