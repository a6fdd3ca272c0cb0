-- By where each file is, taking a move that is made but not yet recorded as made.
SELECT
    coalesce(sum(bytes) FILTER (WHERE place = 'media'), 0) AS media_bytes,
    coalesce(sum(bytes) FILTER (WHERE place = 'trash'), 0) AS trash_bytes
FROM (
    SELECT bytes, CASE WHEN problem IS NULL AND location IN ('media', 'trash') THEN wanted ELSE location END AS place
    FROM media
)
