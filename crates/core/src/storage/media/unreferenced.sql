-- Files in the media folder that no segment refers to.
SELECT id, kind, path, name, bytes, location, wanted, problem
FROM media
WHERE wanted = 'media'
    AND NOT EXISTS (SELECT 1 FROM segment WHERE image_id = media.id)
    AND NOT EXISTS (SELECT 1 FROM segment WHERE audio_id = media.id)
ORDER BY id
