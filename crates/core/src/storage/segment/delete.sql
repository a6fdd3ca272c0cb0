-- $1: JSON array of ids
DELETE FROM segment WHERE id IN (SELECT value FROM json_each($1))
