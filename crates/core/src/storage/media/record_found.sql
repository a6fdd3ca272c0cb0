-- Where files were found, whatever was known of them. $1: JSON array of ids; $2: place
UPDATE media SET location = $2, problem = NULL WHERE id IN (SELECT value FROM json_each($1))
