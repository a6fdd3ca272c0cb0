-- First half of a shift: the new places, below zero so that none meets a place still taken.
-- ?1: project; ?2: JSON array of {from, to, len}
UPDATE segment
SET sequence_index = -1 - (segment.sequence_index + shift.step)
FROM (
    SELECT value ->> 'from' AS low, (value ->> 'from') + (value ->> 'len') - 1 AS high,
           (value ->> 'to') - (value ->> 'from') AS step
    FROM json_each(?2)
) AS shift
WHERE segment.project_id = ?1 AND segment.sequence_index BETWEEN shift.low AND shift.high
