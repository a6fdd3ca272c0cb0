-- Ids up to $1 count as given out.
UPDATE sqlite_sequence SET seq = max(seq, $1) WHERE name = 'media'
