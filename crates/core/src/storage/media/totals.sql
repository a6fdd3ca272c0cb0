-- By where each file is, taking a move that is made but not yet recorded as made; and of those in the trash, the ones
-- that no deleted segment refers to.
SELECT
    coalesce(sum(bytes) FILTER (WHERE place = 'media'), 0) AS media_bytes,
    coalesce(sum(bytes) FILTER (WHERE place = 'trash'), 0) AS trash_bytes,
    coalesce(sum(bytes) FILTER (WHERE place = 'trash' AND NOT is_deleted), 0) AS history_bytes
FROM (
    SELECT
        bytes,
        CASE WHEN problem IS NULL AND location IN ('media', 'trash') THEN wanted ELSE location END AS place,
        wanted = 'trash' AND (
            EXISTS (SELECT 1 FROM trash WHERE image_id = media.id)
            OR EXISTS (SELECT 1 FROM trash WHERE audio_id = media.id)
        ) AS is_deleted
    FROM media
)
