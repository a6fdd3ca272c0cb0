-- The one place that says where a file belongs: in the media folder while a live segment refers to it, in the trash
-- while only trashed ones or history do, else wherever $2 says ('trash' or 'purged'). $1: JSON array of media ids
--
-- A row whose last move is not recorded is in one of two places. If the new wish equals its `location`, `location`
-- becomes the other place, so that the row still counts as unsettled and settle looks in both.
WITH history AS (
    SELECT before ->> 'image_id' AS id FROM op_row WHERE $2 = 'purged'
    UNION SELECT before ->> 'audio_id' FROM op_row WHERE $2 = 'purged'
    UNION SELECT after ->> 'image_id' FROM op_row WHERE $2 = 'purged'
    UNION SELECT after ->> 'audio_id' FROM op_row WHERE $2 = 'purged'
)
UPDATE media
SET (location, wanted) = (
    SELECT CASE WHEN location <> wanted AND location = place THEN wanted ELSE location END, place
    FROM (
        SELECT CASE
            WHEN EXISTS (SELECT 1 FROM segment WHERE image_id = media.id)
                OR EXISTS (SELECT 1 FROM segment WHERE audio_id = media.id) THEN 'media'
            WHEN EXISTS (SELECT 1 FROM trash WHERE image_id = media.id)
                OR EXISTS (SELECT 1 FROM trash WHERE audio_id = media.id) THEN 'trash'
            WHEN $2 = 'purged' AND media.id IN (SELECT id FROM history WHERE id IS NOT NULL) THEN 'trash'
            ELSE $2
        END AS place
    )
)
WHERE media.id IN (SELECT value FROM json_each($1))
