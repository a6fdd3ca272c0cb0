-- $1: project; $2: JSON array of ids
SELECT id, text, image_prompt
FROM segment
WHERE id IN (SELECT value FROM json_each($2)) AND project_id = $1
