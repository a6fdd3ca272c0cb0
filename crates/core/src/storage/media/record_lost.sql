-- $1: JSON array of ids; $2: 'missing' or 'refused'
UPDATE media SET location = $2, problem = NULL WHERE id IN (SELECT value FROM json_each($1))
