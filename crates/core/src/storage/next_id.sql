-- The id that a table's next row gets. Ids are never reused.
SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = $1), 0) + 1
