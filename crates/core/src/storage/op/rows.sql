-- What taking an operation back ($2 = 'before') or doing it again ($2 = 'after') means for each segment. $1: op
SELECT json_group_array(json_array(
        row_id,
        CASE $2 WHEN 'before' THEN before ELSE after END IS NULL,
        CASE $2 WHEN 'before' THEN after ELSE before END IS NULL
    ))
FROM op_row
WHERE op_id = $1 AND entity = 'segment'
