-- The media that an operation's images refer to, before and after.
SELECT before ->> 'image_id' AS id FROM op_row WHERE op_id = ?1 AND before ->> 'image_id' IS NOT NULL
UNION SELECT before ->> 'audio_id' FROM op_row WHERE op_id = ?1 AND before ->> 'audio_id' IS NOT NULL
UNION SELECT after ->> 'image_id' FROM op_row WHERE op_id = ?1 AND after ->> 'image_id' IS NOT NULL
UNION SELECT after ->> 'audio_id' FROM op_row WHERE op_id = ?1 AND after ->> 'audio_id' IS NOT NULL
