-- An operation that can't be taken back whole is not taken back at all. ?1: JSON array of segment ids
UPDATE op SET state = 'final'
WHERE id IN (SELECT op_id FROM op_row WHERE entity = 'segment' AND row_id IN (SELECT value FROM json_each(?1)))
