-- $1: op; $2: JSON array of {from, to, len}
INSERT INTO op_shift (op_id, from_index, to_index, len)
SELECT $1, value ->> 'from', value ->> 'to', value ->> 'len' FROM json_each($2)
