SELECT
    row_id AS id,
    CASE $2 WHEN 'before' THEN before ELSE after END ->> 'title' AS title,
    CASE $2 WHEN 'before' THEN before ELSE after END ->> 'created_at' AS created_at,
    CASE $2 WHEN 'before' THEN after ELSE before END IS NULL AS comes
FROM op_row
WHERE op_id = $1 AND entity = 'project'
