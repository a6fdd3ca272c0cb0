-- Segments that are in the trash though they stand in the timeline.
SELECT segment_id FROM trash WHERE segment_id IN (SELECT id FROM segment) ORDER BY segment_id
