-- Nothing is taken as known of where files are: each row has a move before it, and settle looks in both places.
UPDATE media
SET location = CASE wanted WHEN 'media' THEN 'trash' ELSE 'media' END, problem = NULL
WHERE wanted <> 'purged' OR location IN ('missing', 'refused')
