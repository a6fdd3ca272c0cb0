-- The segments that come. $1: op; $2: 'before' or 'after'
INSERT INTO segment (
    id, project_id, sequence_index, text, image_prompt, image_id, audio_id, is_locked, is_audio_stale, created_at,
    updated_at
)
SELECT
    row_id, image ->> 'project_id', image ->> 'sequence_index', image ->> 'text', image ->> 'image_prompt',
    image ->> 'image_id', image ->> 'audio_id', image ->> 'is_locked',
    coalesce(image ->> 'is_audio_stale', 0), image ->> 'created_at', image ->> 'updated_at'
FROM (
    SELECT
        row_id,
        CASE $2 WHEN 'before' THEN before ELSE after END AS image,
        CASE $2 WHEN 'before' THEN after ELSE before END AS other
    FROM op_row
    WHERE op_id = $1 AND entity = 'segment'
)
WHERE image IS NOT NULL AND other IS NULL
