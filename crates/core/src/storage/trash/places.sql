-- $1: JSON array of segment ids
SELECT segment_id AS id, project_id, sequence_index, predecessor_id, image_id, audio_id
FROM trash
WHERE segment_id IN (SELECT value FROM json_each($1))
ORDER BY sequence_index, segment_id
