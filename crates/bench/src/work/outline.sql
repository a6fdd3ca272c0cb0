-- What the core's outline.sql reads, row by row. ?1: project
SELECT
    segment.id, segment.sequence_index, audio.duration_ms,
    (segment.is_locked <> 0) | ((segment.image_id IS NOT NULL) << 1) | ((segment.audio_id IS NOT NULL) << 2)
        | ((segment.is_audio_stale <> 0) << 3) AS marks
FROM segment
LEFT JOIN media AS audio ON audio.id = segment.audio_id
WHERE segment.project_id = ?1
ORDER BY segment.sequence_index
