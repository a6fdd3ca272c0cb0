-- Files in the trash that neither a segment, nor a deleted one, nor history refers to: nothing brings them back.
WITH history AS (
    SELECT before ->> 'image_id' AS id FROM op_row
    UNION SELECT before ->> 'audio_id' FROM op_row
    UNION SELECT after ->> 'image_id' FROM op_row
    UNION SELECT after ->> 'audio_id' FROM op_row
)
SELECT id, kind, path, name, bytes, location, wanted, problem
FROM media
WHERE wanted = 'trash'
    AND NOT EXISTS (SELECT 1 FROM segment WHERE image_id = media.id)
    AND NOT EXISTS (SELECT 1 FROM segment WHERE audio_id = media.id)
    AND NOT EXISTS (SELECT 1 FROM trash WHERE image_id = media.id)
    AND NOT EXISTS (SELECT 1 FROM trash WHERE audio_id = media.id)
    AND id NOT IN (SELECT id FROM history WHERE id IS NOT NULL)
ORDER BY id
