SELECT id, kind, path, name, bytes, location, wanted, problem FROM media ORDER BY id
