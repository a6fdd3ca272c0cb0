-- The media that history's images of some segments refer to. $1: JSON array of segment ids
WITH image AS (
    SELECT before AS content FROM op_row WHERE entity = 'segment' AND row_id IN (SELECT value FROM json_each($1))
    UNION ALL
    SELECT after FROM op_row WHERE entity = 'segment' AND row_id IN (SELECT value FROM json_each($1))
)
SELECT content ->> 'image_id' AS id FROM image WHERE content ->> 'image_id' IS NOT NULL
UNION SELECT content ->> 'audio_id' FROM image WHERE content ->> 'audio_id' IS NOT NULL
