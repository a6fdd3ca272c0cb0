SELECT
    project.id, project.title, project.updated_at,
    coalesce(story.segments, 0) AS segments,
    coalesce(story.gaps, 0) AS gaps,
    coalesce(story.duration_ms, 0) AS duration_ms,
    coalesce(story.silent, 0) AS silent,
    coalesce(size.bytes, 0) AS bytes,
    (
        SELECT segment.image_id FROM segment
        WHERE segment.project_id = project.id AND segment.image_id IS NOT NULL
        ORDER BY segment.sequence_index LIMIT 1
    ) AS cover
FROM project
LEFT JOIN (
    SELECT
        project_id, count(*) AS segments, sum(audio_ms) AS duration_ms,
        sum(coalesce(audio_ms, 0) = 0) AS silent,
        sum(sequence_index > previous_index + 1) AS gaps
    FROM (
        SELECT
            segment.project_id, segment.sequence_index, audio.duration_ms AS audio_ms,
            lag(sequence_index, 1, -1) OVER (PARTITION BY project_id ORDER BY sequence_index) AS previous_index
        FROM segment
        LEFT JOIN media AS audio ON audio.id = segment.audio_id
    )
    GROUP BY project_id
) AS story ON story.project_id = project.id
LEFT JOIN (
    SELECT used.project_id, sum(media.bytes) AS bytes
    FROM (
        SELECT project_id, image_id AS media_id FROM segment WHERE image_id IS NOT NULL
        UNION
        SELECT project_id, audio_id FROM segment WHERE audio_id IS NOT NULL
    ) AS used
    JOIN media ON media.id = used.media_id
    GROUP BY used.project_id
) AS size ON size.project_id = project.id
ORDER BY project.updated_at DESC, project.id DESC
