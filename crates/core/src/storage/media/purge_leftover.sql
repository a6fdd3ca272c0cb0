-- $1: JSON array of ids
UPDATE media SET wanted = 'purged' WHERE id IN (SELECT value FROM json_each($1)) AND wanted = 'trash'
