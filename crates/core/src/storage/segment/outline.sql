-- Each column as one JSON array, by sequence index. The marks are those of model::Outline: locked 1, image 2, audio 4,
-- stale 8. (`|` binds like `<<`.)
SELECT
    json_group_array(id), json_group_array(sequence_index), json_group_array(duration_ms), json_group_array(marks)
FROM (
    SELECT
        segment.id, segment.sequence_index, audio.duration_ms,
        (segment.is_locked <> 0) | ((segment.image_id IS NOT NULL) << 1) | ((segment.audio_id IS NOT NULL) << 2)
            | ((segment.is_audio_stale <> 0) << 3) AS marks
    FROM segment
    LEFT JOIN media AS audio ON audio.id = segment.audio_id
    WHERE segment.project_id = $1
    ORDER BY segment.sequence_index
)
