-- The media that an operation's images refer to, before and after, shared ones as often as they are. $1: op
SELECT json_group_array(id)
FROM (
    SELECT before ->> 'image_id' AS id FROM op_row WHERE op_id = $1
    UNION ALL SELECT before ->> 'audio_id' FROM op_row WHERE op_id = $1
    UNION ALL SELECT after ->> 'image_id' FROM op_row WHERE op_id = $1
    UNION ALL SELECT after ->> 'audio_id' FROM op_row WHERE op_id = $1
)
WHERE id IS NOT NULL
