SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'op'), 0)
