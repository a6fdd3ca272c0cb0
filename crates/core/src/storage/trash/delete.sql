-- $1: JSON array of segment ids
DELETE FROM trash WHERE segment_id IN (SELECT value FROM json_each($1))
