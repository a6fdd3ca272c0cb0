-- The segments that stay, with the content that they had; their places are the shifts' affair. Images of
-- before there were stale takes have none.
-- $1: op; $2: 'before' or 'after'
UPDATE segment
SET text = image ->> 'text', image_prompt = image ->> 'image_prompt', image_id = image ->> 'image_id',
    audio_id = image ->> 'audio_id', is_locked = image ->> 'is_locked',
    is_audio_stale = coalesce(image ->> 'is_audio_stale', 0), updated_at = image ->> 'updated_at'
FROM (
    SELECT row_id, CASE $2 WHEN 'before' THEN before ELSE after END AS image
    FROM op_row
    WHERE op_id = $1 AND entity = 'segment' AND before IS NOT NULL AND after IS NOT NULL
) AS kept
WHERE kept.row_id = segment.id
