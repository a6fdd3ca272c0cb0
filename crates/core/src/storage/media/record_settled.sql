-- Only what still belongs where it was moved to: a later operation may have thought otherwise.
-- $1: JSON array of ids; $2: the place that they were moved to
UPDATE media SET location = $2, problem = NULL WHERE id IN (SELECT value FROM json_each($1)) AND wanted = $2
