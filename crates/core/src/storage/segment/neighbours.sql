-- The nearest taken indexes around runs of indexes. ?1: project; ?2: JSON array of {from, to} (both inclusive)
SELECT
    (SELECT max(sequence_index) FROM segment WHERE project_id = ?1 AND sequence_index < value ->> 'from') AS before,
    (SELECT min(sequence_index) FROM segment WHERE project_id = ?1 AND sequence_index > value ->> 'to') AS after
FROM json_each(?2)
