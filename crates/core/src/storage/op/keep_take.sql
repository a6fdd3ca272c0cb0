-- Where a segment has again the text that it had before an operation, its take is as good as it was then.
-- $1: op; $2: segment
UPDATE segment
SET is_audio_stale = coalesce(op_row.before ->> 'is_audio_stale', 0)
FROM op_row
WHERE segment.id = $2 AND op_row.op_id = $1 AND op_row.entity = 'segment' AND op_row.row_id = segment.id
    AND op_row.before ->> 'text' = segment.text
