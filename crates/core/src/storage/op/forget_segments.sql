-- What history knows of segments that are gone for ever. $1: JSON array of segment ids
DELETE FROM op_row WHERE entity = 'segment' AND row_id IN (SELECT value FROM json_each($1))
