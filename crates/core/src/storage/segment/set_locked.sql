UPDATE segment
SET is_locked = $2, updated_at = $3
WHERE id IN (SELECT value FROM json_each($1))
