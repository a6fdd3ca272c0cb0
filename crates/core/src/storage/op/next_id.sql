-- The id that the next operation gets, in a damaged library too. Ids are never reused.
SELECT max(
    coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'op'), 0),
    coalesce((SELECT max(id) FROM op), 0)
) + 1
