-- $3: project; $4: now
UPDATE project SET updated_at = $4 WHERE id = $3
