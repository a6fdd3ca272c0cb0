-- The nearest taken indexes around runs of indexes. All rows as one answer. $4: project; $5: JSON array of [from, to],
-- both inclusive
SELECT json_group_array(json_array(
        (SELECT max(sequence_index) FROM segment WHERE project_id = $4 AND sequence_index < value ->> 0),
        (SELECT min(sequence_index) FROM segment WHERE project_id = $4 AND sequence_index > value ->> 1)
    ))
FROM json_each($5)
