-- Rows of files that are gone for ever. $1: JSON array of ids
DELETE FROM media WHERE id IN (SELECT value FROM json_each($1)) AND wanted = 'purged'
