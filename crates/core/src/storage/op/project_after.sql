INSERT INTO op_row (op_id, entity, row_id, after)
SELECT $1, 'project', id, json_object('title', title, 'created_at', created_at) FROM project WHERE id = $2
ON CONFLICT DO UPDATE SET after = excluded.after
