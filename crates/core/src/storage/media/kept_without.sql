-- Those of some files that a segment refers to besides some others. $1: JSON array of media ids; $2: of segment ids
SELECT named.value
FROM json_each($1) AS named
WHERE EXISTS (
        SELECT 1 FROM segment
        WHERE image_id = named.value AND id NOT IN (SELECT value FROM json_each($2))
    )
    OR EXISTS (
        SELECT 1 FROM segment
        WHERE audio_id = named.value AND id NOT IN (SELECT value FROM json_each($2))
    )
