-- As segment/media_of.sql, of segments in the trash. $1: JSON array of segment ids, each once
SELECT json_group_array(json_array(image_id, audio_id))
FROM json_each($1) AS named
CROSS JOIN trash ON trash.segment_id = named.value
