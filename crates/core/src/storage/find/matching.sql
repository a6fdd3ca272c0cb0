-- The segments of a project that are in every state asked for, as one JSON array by sequence index: a row for each costs
-- more than finding them. SQLite keeps the order of the inner statement for an aggregate such as this (see what select.c
-- says of omitting an ORDER BY); sorting in the aggregate takes half as long again. A state that is null is not asked
-- for, and nothing is looked up for it. $1: project; $2 to $14: as in Filter, in its order
SELECT json_group_array(id)
FROM (
    SELECT id
    FROM segment
    WHERE project_id = $1
        AND ($2 IS NULL OR (image_id IS NOT NULL) = $2)
        AND ($3 IS NULL OR (audio_id IS NOT NULL) = $3)
        AND ($4 IS NULL OR (trim(text, char(9, 10, 13, 32)) <> '') = $4)
        AND ($5 IS NULL OR (trim(image_prompt, char(9, 10, 13, 32)) <> '') = $5)
        AND ($6 IS NULL OR $6 = EXISTS (
            SELECT 1 FROM media WHERE id = segment.image_id AND location IN ('missing', 'refused')
        ))
        AND ($7 IS NULL OR $7 = EXISTS (
            SELECT 1 FROM media WHERE id = segment.audio_id AND location IN ('missing', 'refused')
        ))
        AND ($8 IS NULL OR is_locked = $8)
        AND ($9 IS NULL OR is_audio_stale = $9)
        AND ($10 IS NULL OR $10 = (
            -- A gap before it, also before the first of all; or one behind it, though not behind the last.
            (sequence_index > 0 AND NOT EXISTS (
                SELECT 1 FROM segment AS other
                WHERE other.project_id = $1 AND other.sequence_index = segment.sequence_index - 1
            )) OR (
                sequence_index < (SELECT max(sequence_index) FROM segment WHERE project_id = $1) AND NOT EXISTS (
                    SELECT 1 FROM segment AS other
                    WHERE other.project_id = $1 AND other.sequence_index = segment.sequence_index + 1
                )
            )
        ))
        AND ($11 IS NULL OR EXISTS (SELECT 1 FROM media WHERE id = segment.audio_id AND duration_ms > $11))
        AND ($12 IS NULL OR EXISTS (SELECT 1 FROM media WHERE id = segment.audio_id AND duration_ms < $12))
        AND ($13 IS NULL OR NOT EXISTS (SELECT 1 FROM media WHERE id = segment.audio_id AND duration_ms > $13))
        AND ($14 IS NULL OR NOT EXISTS (SELECT 1 FROM media WHERE id = segment.audio_id AND duration_ms < $14))
    ORDER BY sequence_index
)
