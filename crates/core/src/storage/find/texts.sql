SELECT id, text, image_prompt FROM segment WHERE project_id = $1
