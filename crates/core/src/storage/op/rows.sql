-- What taking an operation back (?2 = 'before') or doing it again (?2 = 'after') means for each segment. ?1: op
SELECT
    row_id AS id,
    CASE ?2 WHEN 'before' THEN before ELSE after END IS NULL AS goes,
    CASE ?2 WHEN 'before' THEN after ELSE before END IS NULL AS comes
FROM op_row
WHERE op_id = ?1 AND entity = 'segment'
