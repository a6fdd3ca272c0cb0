-- First half of a shift: the new places, below zero so that none meets a place still taken.
-- $1: project; $2: JSON array of {from, to, len}
--
-- The runs are gone through once, and the segments of each are found by the index: joined the other way round, as SQLite
-- would have it, every segment goes through all runs.
WITH moved AS MATERIALIZED (
    SELECT segment.id, segment.sequence_index + (value ->> 'to') - (value ->> 'from') AS place
    FROM json_each($2)
    CROSS JOIN segment
    WHERE segment.project_id = $1
        AND segment.sequence_index BETWEEN value ->> 'from' AND (value ->> 'from') + (value ->> 'len') - 1
)
UPDATE segment SET sequence_index = -1 - moved.place FROM moved WHERE segment.id = moved.id
