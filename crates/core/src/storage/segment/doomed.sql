-- What a delete of some segments would take from a project, and what it would leave. $1: project; $2: JSON array of ids
WITH segments AS (
    SELECT
        sequence_index, is_locked, is_audio_stale, segment.id IN (SELECT value FROM json_each($2)) AS is_doomed,
        duration_ms
    FROM segment
    LEFT JOIN media ON media.id = audio_id
    WHERE project_id = $1
),
first AS (
    SELECT min(sequence_index) AS first_index FROM segment WHERE id IN (SELECT value FROM json_each($2))
)
SELECT
    count(*) FILTER (WHERE is_doomed) AS segments,
    coalesce(first_index, 0) AS first_index,
    count(*) FILTER (WHERE is_doomed AND is_locked) AS locked,
    count(*) FILTER (WHERE is_doomed AND is_audio_stale) AS stale,
    count(*) FILTER (WHERE NOT is_doomed AND sequence_index > first_index) AS behind,
    coalesce(sum(duration_ms) FILTER (WHERE NOT is_doomed), 0) AS duration_ms,
    count(*) FILTER (WHERE NOT is_doomed AND coalesce(duration_ms, 0) = 0) AS silent
FROM segments, first
